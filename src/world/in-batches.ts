import { closeSync } from "node:fs";
import { explainSystemError, machineFailure, remediesOf, systemCode } from "./failure.ts";
import type { Batches, Disk } from "./stage.ts";

/**
 * Write files, and bring them to the disk while the next ones are written. What the system only remembers takes it no
 * time worth the threads of Node; to wait for the disk does, and the disk takes many files together like one.
 * `stage` gives the file that it has written and left open, if any.
 */
export async function inBatches(
	batches: ReturnType<Batches>,
	disk: Disk,
	stage: (path: string) => number | undefined,
): Promise<void> {
	let syncing = syncAndClose(new Map(), disk);
	for await (const paths of batches) {
		let batch = new Map<string, number>();
		let refused: string | undefined;
		try {
			for (let next = 0; next < paths.length; ) {
				const path = paths[next] ?? "";
				try {
					const file = stage(path);
					if (file !== undefined) batch.set(path, file);
					next++;
				} catch (error) {
					if (!isCrowded(error) || refused === path) throw error;
					// No more files may be open: those that are have to be closed first.
					refused = path;
					await throwFailure(syncing);
					syncing = syncAndClose(batch, disk);
					batch = new Map();
					await throwFailure(syncing);
				}
			}
		} catch (error) {
			for (const file of batch.values()) closeSync(file);
			await syncing;
			throw error;
		}
		const earlier = syncing;
		syncing = syncAndClose(batch, disk);
		await throwFailure(earlier, syncing);
	}
	await throwFailure(syncing);
}

function isCrowded(error: unknown): boolean {
	const code = systemCode(error instanceof Error ? error.cause : error);
	return code === "EMFILE" || code === "ENFILE";
}

/** Throw what went wrong, once the rest has ended too: whoever cleans up is then alone. */
async function throwFailure(syncing: Syncing, rest?: Syncing): Promise<void> {
	const failure = await syncing;
	if (!failure) return;
	await rest;
	throw failure.reason;
}

/** Becomes the first failure, if there is any, when all files are on the disk and closed. */
type Syncing = Promise<PromiseRejectedResult | undefined>;

async function syncAndClose(files: Map<string, number>, disk: Disk): Syncing {
	const synced = [...files].map(async ([path, file]) => {
		try {
			await disk.sync(file);
		} catch (error) {
			throw named(path, error);
		} finally {
			closeSync(file);
		}
	});
	return (await Promise.allSettled(synced)).find((result) => result.status === "rejected");
}

/** Make of a system error one that says which file of a site it was. */
export function named(path: string, cause: unknown): unknown {
	if (systemCode(cause) === undefined) return cause;
	const message = `cannot write ${path} of the new site: ${explainSystemError(cause)}`;
	const hints = [...remediesOf(cause), "the site that was there is as it was"];
	return machineFailure(message, { path, hints, cause });
}
