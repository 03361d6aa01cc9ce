import { coalesce } from "../../world/coalesce.ts";
import type { Terminal } from "../../world/terminal.ts";
import { watchBook } from "../../world/watch.ts";
import { reportFailure } from "../failure.ts";

/** What is done after a change. Without paths anything may have changed. */
export interface Follower {
	update(paths: string[] | undefined): Promise<void>;
	/** The update failed; the next save may be better. */
	failed(error: unknown): void;
}

/** Does something after every change, until it is closed. */
export interface Following {
	/** Do it once more, although nothing may have changed. */
	again(): void;
	/** Resolves when nothing is being done any more. */
	close(): Promise<void>;
}

/** Do something after every change to a book from now on, once for changes that belong together. */
export async function followChanges(root: string, follower: Follower, terminal: Terminal): Promise<Following> {
	// What fails is tried again with every look at the book, and said once.
	let said = "";
	const pace = coalesce(async (paths) => {
		try {
			await follower.update(paths);
			said = "";
		} catch (error) {
			if (String(error) !== said) reportFailure(error, terminal);
			said = String(error);
			follower.failed(error);
		}
	});
	const watch = await watchBook(root, {
		changed: (paths) => pace.changed(paths),
		unsure: () => pace.changed(),
		polling: (reason) => terminal.note(`  changes are noticed more slowly: ${reason}`),
	});
	// Whatever was saved while the watch was not yet up.
	pace.changed();
	return {
		again: () => pace.changed(),
		async close() {
			await pace.stop();
			await watch.close();
		},
	};
}
