/**
 * The watch over a book's folders, as a thread of its own: chokidar lists a folder whenever one of its files
 * changes, which for thousands of files takes longer than to build the page that the writer waits for.
 */
import { readdir } from "node:fs/promises";
import { basename, isAbsolute, join, relative, sep } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { FSWatcher } from "chokidar";
import { isIgnoredName, settingsAbove } from "../text/names.ts";
import type { WatchOrder, WatchReport } from "./watch.ts";

const { root, usePolling } = workerData as WatchOrder;
/** Where a watch over a folder also tells of what is written into its files, a watch over each of these would cost a look at all with every change. */
const hasTellingFolders = !usePolling && ["linux", "darwin", "win32"].includes(process.platform);
const noticed = new Set<string>();
/** When everything is looked at after a new folder, in milliseconds: a busy machine may take long from the look into a folder to the watch over it. */
const looks = [100, 1000, 5000];
const looking = new Map<number, NodeJS.Timeout>();
/** Folders that chokidar was told of, and is not known to watch. */
const told = new Set<string>();
/** What may not be read. That is told when the book is read. */
const closed = new Set<string>();

const watcher = new FSWatcher({
	atomic: false,
	followSymlinks: false,
	ignoreInitial: true,
	ignored: (path, stats) => isOther(path) || (hasTellingFolders && stats?.isFile() === true),
	interval: 300,
	usePolling,
});
const list = watcher._readdirp.bind(watcher);
// chokidar would ask the disk of each entry of a folder what it is, though the list of the folder says it: at 10 000 files
// a look takes a fifth of the time without. Drop when chokidar takes entries as they are listed.
watcher._readdirp = (folder, options = {}) => {
	const { fileFilter, directoryFilter } = options;
	return list(folder, {
		...options,
		alwaysStat: false,
		...(fileFilter ? { fileFilter: asListed(fileFilter) } : {}),
		...(directoryFilter ? { directoryFilter: asListed(directoryFilter) } : {}),
	});
};
watcher.add(root);
// The raw events come at once, and all of them; those that chokidar makes of them come when it has looked around.
watcher.on("raw", (_event, name, details) => {
	const { watchedPath } = details as { watchedPath?: string };
	if (watchedPath === undefined) notice(name);
	else if (name) notice(isAbsolute(name) ? name : besideOrBelow(watchedPath, name));
	else notice(watchedPath);
});
watcher.on("all", (event, path) => {
	if (event === "addDir") noticeFolder(path);
	else if (event !== "change" || usePolling) notice(path);
});
watcher.on("ready", () => {
	report({ kind: "ready" });
	void watchMissed();
});
watcher.on("error", (error) => {
	const { code, message, path } = error as NodeJS.ErrnoException;
	if (path !== undefined && (code === "EACCES" || code === "EPERM")) closed.add(path);
	else report({ kind: "failed", code, message });
});

type Filter = NonNullable<NonNullable<Parameters<typeof watcher._readdirp>[1]>["fileFilter"]>;

/** Have an entry judged by what the list says of it, and passed on with that. */
function asListed(isWanted: Filter): Filter {
	if (typeof isWanted !== "function") return isWanted;
	// Who may read it shows when the book is read.
	return (entry) => isWanted(Object.assign(entry, { stats: Object.assign(entry.dirent ?? {}, { mode: 0o400 }) }));
}

/** A watch over a file tells the name of the file, a watch over a folder the name of what is in it. */
function besideOrBelow(watched: string, name: string): string {
	return basename(watched) === name ? watched : join(watched, name);
}

/** What comes into a folder before it is watched is told by nobody, so look at everything when it may be. */
function noticeFolder(path: string): void {
	notice(path);
	for (const wait of looks) {
		clearTimeout(looking.get(wait));
		looking.set(wait, setTimeout(look, wait));
	}
}

function look(): void {
	report({ kind: "unsure" });
	void watchMissed();
}

/** Have the folders watched that came between chokidar's look into the folder above and its watch over that one (paulmillr/chokidar#1471). */
async function watchMissed(): Promise<void> {
	const watched = watcher.getWatched();
	for (const folder of told) if (Object.hasOwn(watched, folder)) told.delete(folder);
	const missed = (await foldersBelow(root)).filter((folder) => !Object.hasOwn(watched, folder) && !told.has(folder));
	if (missed.length === 0) return;
	watcher.add(missed);
	for (const folder of missed) {
		told.add(folder);
		noticeFolder(folder);
	}
}

async function foldersBelow(folder: string): Promise<string[]> {
	// A folder that went away meanwhile, or that nobody may read, has nothing to be watched.
	const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
	const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
	const own = folders.filter((path) => !isOther(path));
	return [...own, ...(await Promise.all(own.map(foldersBelow))).flat()];
}

function notice(path: string): void {
	if (isOther(path) || path === root) return;
	// Perhaps it may be read now.
	if (closed.delete(path)) {
		watcher.add(path);
		noticeFolder(path);
	}
	if (noticed.size === 0) setImmediate(tell);
	noticed.add(relative(root, path).split(sep).join("/"));
}

function tell(): void {
	report({ kind: "changed", paths: [...noticed] });
	noticed.clear();
}

function report(message: WatchReport): void {
	parentPort?.postMessage(message);
}

/** The four folders of a book are watched, and of what lies beside them only what is told of. */
function isOther(path: string): boolean {
	const names = relative(root, path).split(sep);
	const [first = ""] = names;
	if (first === "") return false;
	const isRead = ["book", "glossary", "public", "templates", ...settingsAbove].includes(first);
	return !isRead || names.some(isIgnoredName);
}
