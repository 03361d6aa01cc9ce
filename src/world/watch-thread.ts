/**
 * The watch over a book's folders, as a thread of its own: chokidar looks at every file of a folder whenever one of
 * them changes, which for thousands of files takes longer than to build the page that the writer waits for.
 */
import { basename, isAbsolute, join, relative, sep } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { type FSWatcher, watch } from "chokidar";
import { isIgnoredName } from "../text/names.ts";
import type { WatchOrder, WatchReport } from "./watch.ts";

const { root, usePolling } = workerData as WatchOrder;
/** Where a watch over a folder also tells of what is written into its files, a watch over each of these would cost a look at all with every change. */
const hasTellingFolders = !usePolling && ["linux", "darwin", "win32"].includes(process.platform);
const noticed = { paths: new Set<string>(), hasNewFolder: false };

const watcher: FSWatcher = watch(root, {
	atomic: false,
	followSymlinks: false,
	ignoreInitial: true,
	ignored: (path, stats) => isOther(path) || (hasTellingFolders && stats?.isFile() === true),
	interval: 300,
	usePolling,
});
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

/** The four folders of a book are watched, and nothing else that lies beside them. */
function isOther(path: string): boolean {
	const names = relative(root, path).split(sep);
	const [first = ""] = names;
	if (first === "") return false;
	const isFolder = ["book", "glossary", "public", "templates"].includes(first);
	return !isFolder || names.some(isIgnoredName);
}
