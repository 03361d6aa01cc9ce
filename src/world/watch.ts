import { relative, sep } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import { isIgnoredName } from "../text/names.ts";
import { coalesce } from "./coalesce.ts";
import { systemCode } from "./failure.ts";

/** A watch over a book's folders. */
export interface Watch {
	close(): Promise<void>;
}

/** What the watch tells. */
export interface WatchListener {
	/** Something changed; what, the disk must be asked. The paths are for people, relative to the root. */
	changed(paths: string[]): void;
	/** The system cannot watch; from now on the files are looked at every so often. */
	polling(reason: string): void;
}

/** Watch the folders of a book. Bursts of events are told as one, soon after the last of them. */
export async function watchBook(root: string, listener: WatchListener): Promise<Watch> {
	const paths = new Set<string>();
	const tell = coalesce(
		() => {
			const changed = [...paths].sort();
			paths.clear();
			listener.changed(changed);
		},
		{ quiet: 30, most: 200 },
	);
	const later = new Set<NodeJS.Timeout>();
	const onEvent = (event: string, path: string): void => {
		paths.add(relative(root, path).split(sep).join("/"));
		tell();
		if (event !== "addDir") return;
		// chokidar misses files that come between its look into a new folder and its watch over it (paulmillr/chokidar#1471): look again.
		const timer = setTimeout(() => {
			later.delete(timer);
			tell();
		}, 100);
		later.add(timer);
	};
	const start = (usePolling: boolean): FSWatcher =>
		watch(root, {
			atomic: false,
			followSymlinks: false,
			ignoreInitial: true,
			ignored: (path) => isOther(root, path),
			interval: 300,
			usePolling,
		}).on("all", onEvent);
	const watchers = [start(false)];
	const ready = (watcher: FSWatcher): Promise<void> => new Promise((resolve) => watcher.once("ready", () => resolve()));
	watchers[0]?.on("error", (error) => {
		// There is one such event for every file that cannot be watched.
		if (watchers.length > 1) return;
		listener.polling(limitAdvice(error));
		watchers.push(start(true));
		void watchers[0]?.close();
	});
	if (watchers[0]) await ready(watchers[0]);
	return {
		async close() {
			tell.cancel();
			for (const timer of later) clearTimeout(timer);
			for (const watcher of watchers) await watcher.close();
		},
	};
}

/** The four folders of a book are watched, and nothing else that lies beside them. */
function isOther(root: string, path: string): boolean {
	const names = relative(root, path).split(sep);
	const [first = ""] = names;
	if (first === "") return false;
	const isFolder = ["book", "glossary", "public", "templates"].includes(first);
	return !isFolder || names.some(isIgnoredName);
}

function limitAdvice(error: unknown): string {
	switch (systemCode(error)) {
		case "ENOSPC":
			return "the system's limit of watched files is reached (raise it with `sysctl fs.inotify.max_user_watches=524288`)";
		case "EMFILE":
			return "the system's limit of watchers is reached (raise it with `sysctl fs.inotify.max_user_instances=512`)";
		default:
			return error instanceof Error ? error.message : String(error);
	}
}
