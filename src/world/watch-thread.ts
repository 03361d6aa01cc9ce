/**
 * The watch over a book's folders, as a thread of its own: chokidar lists a folder whenever one of its files
 * changes, which for thousands of files takes longer than to build the page that the writer waits for.
 */
import { basename, isAbsolute, join, relative, sep } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { FSWatcher } from "chokidar";
import { isIgnoredName, settingsAbove } from "../text/names.ts";
import type { WatchOrder, WatchReport } from "./watch.ts";

const { root, usePolling } = workerData as WatchOrder;
/** Where a watch over a folder also tells of what is written into its files, a watch over each of these would cost a look at all with every change. */
const hasTellingFolders = !usePolling && ["linux", "darwin", "win32"].includes(process.platform);
const noticed = { paths: new Set<string>(), hasNewFolder: false };

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
	if (event === "addDir") noticed.hasNewFolder = true;
	if (event !== "change" || usePolling) notice(path);
});
watcher.on("ready", () => report({ kind: "ready" }));
watcher.on("error", (error) => {
	const { code, message } = error as NodeJS.ErrnoException;
	report({ kind: "failed", code, message });
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

function notice(path: string): void {
	if (isOther(path) || path === root) return;
	if (noticed.paths.size === 0) setImmediate(tell);
	noticed.paths.add(relative(root, path).split(sep).join("/"));
}

function tell(): void {
	const paths = [...noticed.paths];
	const { hasNewFolder } = noticed;
	noticed.paths.clear();
	noticed.hasNewFolder = false;
	report({ kind: "changed", paths, hasNewFolder });
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
