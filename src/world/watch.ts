import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { bundleFolder } from "./package.ts";

/** What the thread of a watch is told when it starts. */
export interface WatchOrder {
	root: string;
	/** Look at the files every so often, where the system cannot tell of changes. */
	usePolling: boolean;
}

/** What the thread of a watch tells. */
export type WatchReport =
	| { kind: "ready" }
	| { kind: "changed"; paths: string[] }
	| { kind: "unsure" }
	| { kind: "failed"; code: string | undefined; message: string };

/** A watch over a book's folders. */
export interface Watch {
	close(): Promise<void>;
}

/** Who is told what the watch sees. */
export interface WatchListener {
	/** These may have changed; whether they did, and how, the disk must be asked. Paths are relative to the root, with `/`. */
	changed(paths: string[]): void;
	/** The watch may have missed something: everything must be looked at. */
	unsure(): void;
	/** The system cannot watch; from now on the files are looked at every so often. */
	polling(reason: string): void;
}

/** Watch the four folders of a book; resolves when every change from now on will be told. */
export async function watchBook(root: string, listener: WatchListener): Promise<Watch> {
	const threads: WatchThread[] = [];
	const start = async (usePolling: boolean): Promise<void> => {
		const thread = startThread({ root, usePolling }, (message) => {
			if (message.kind === "changed") {
				listener.changed(message.paths);
			} else if (message.kind === "unsure") {
				listener.unsure();
			} else if (message.kind === "failed" && thread === threads.at(-1)) {
				// There is one such report for every file that cannot be watched.
				void thread.worker.terminate();
				listener.polling(limitAdvice(message));
				if (!usePolling) void start(true).then(() => listener.unsure());
			}
		});
		threads.push(thread);
		await thread.ready;
	};
	await start(false);
	return {
		async close() {
			for (const { worker } of threads) await worker.terminate();
		},
	};
}

interface WatchThread {
	worker: Worker;
	/** Resolves also when the thread ends before it is ready. */
	ready: Promise<void>;
}

function startThread(order: WatchOrder, hear: (message: WatchReport) => void): WatchThread {
	const worker = new Worker(join(bundleFolder(), "watch-thread.js"), { workerData: order, execArgv: [] });
	worker.on("error", ({ message }: Error) => hear({ kind: "failed", code: undefined, message }));
	worker.on("message", hear);
	const ready = new Promise<void>((resolve) => {
		worker.on("message", ({ kind }: WatchReport) => {
			if (kind === "ready" || kind === "failed") resolve();
		});
		worker.on("exit", () => resolve());
	});
	return { worker, ready };
}

function limitAdvice({ code, message }: { code: string | undefined; message: string }): string {
	switch (code) {
		case "ENOSPC":
			return "the system's limit of watched files is reached (raise it with `sysctl fs.inotify.max_user_watches=524288`)";
		case "EMFILE":
			return "the system's limit of watchers is reached (raise it with `sysctl fs.inotify.max_user_instances=512`)";
		default:
			return message;
	}
}
