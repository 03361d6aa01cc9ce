import { closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { isInside } from "./contain.ts";
import { systemCode } from "./failure.ts";

/** Why a file could not be read, for the diagnostic that it becomes. */
export type ReadProblem =
	| { problem: "special" }
	| { problem: "escape" }
	| { problem: "large"; size: number }
	| { problem: "restless" }
	| { problem: "failed"; cause: unknown };

/** A file's bytes, or why there are none. */
export type ReadResult = { bytes: Buffer; facts: string } | ReadProblem;

/**
 * Read a regular file that lies inside a folder, at most `limit` bytes of it.
 * Everything is checked on the open file: it may be another one than the one whose name was looked at. Neither a pipe nor a file that shrinks or grows meanwhile is mistaken for an empty one.
 * Each of these calls takes some microseconds, and a tenth of a millisecond where another thread makes it.
 */
export async function readInside(folder: string, path: string, limit: number): Promise<ReadResult> {
	for (let attempt = 1; ; attempt++) {
		const result = readInsideNow(folder, path, limit);
		const isPassing =
			"problem" in result &&
			(result.problem === "restless" || (result.problem === "failed" && isCrowded(result.cause)));
		const attempts = isPassing && result.problem === "restless" ? 4 : 200;
		if (!isPassing || attempt >= attempts) return result;
		await sleep(10 * Math.min(attempt, 5));
	}
}

/** Give what changes about a file on the disk whenever its content does, or undefined if it cannot be looked at. */
export function statFacts(path: string): { facts: string; changed: number } | undefined {
	try {
		const stat = lstatSync(path, { bigint: true });
		return { facts: factsOf(stat), changed: Math.max(Number(stat.mtimeMs), Number(stat.ctimeMs)) };
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		// Reading the file will say what is wrong.
		return undefined;
	}
}

interface BigStat {
	dev: bigint;
	ino: bigint;
	size: bigint;
	mtimeNs: bigint;
	ctimeNs: bigint;
}

function factsOf({ dev, ino, size, mtimeNs, ctimeNs }: BigStat): string {
	return `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`;
}

/** Read it once, without patience. */
export function readInsideNow(folder: string, path: string, limit: number): ReadResult {
	try {
		return readOnce(folder, path, limit);
	} catch (cause) {
		return { problem: "failed", cause };
	}
}

function readOnce(folder: string, path: string, limit: number): ReadResult {
	const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
	// Without O_NONBLOCK, opening a pipe waits for somebody to write into it.
	const file = openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
	try {
		const before = fstatSync(file, { bigint: true });
		if (!before.isFile()) return { problem: "special" };
		if (!isStillInside(folder, file)) return { problem: "escape" };
		const size = Number(before.size);
		if (size > limit) return { problem: "large", size };
		const bytes = readBytes(file, size);
		const after = fstatSync(file, { bigint: true });
		if (bytes.length !== size || factsOf(before) !== factsOf(after)) return { problem: "restless" };
		return { bytes, facts: factsOf(before) };
	} finally {
		closeSync(file);
	}
}

/** Read one byte more than there should be, to see a file that grows. */
function readBytes(file: number, size: number): Buffer {
	const buffer = Buffer.allocUnsafe(size + 1);
	let length = 0;
	while (length < buffer.length) {
		const bytesRead = readSync(file, buffer, length, buffer.length - length, length);
		if (bytesRead === 0) break;
		length += bytesRead;
	}
	return buffer.subarray(0, length);
}

/** Ask the system where the open file really is; only Linux can tell. */
function isStillInside(folder: string, file: number): boolean {
	if (process.platform !== "linux") return true;
	try {
		return isInside(folder, readlinkSync(`/proc/self/fd/${file}`));
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		// No /proc here: the check of the path before has to do.
		return true;
	}
}

function isCrowded(error: unknown): boolean {
	const code = systemCode(error);
	return code === "EMFILE" || code === "ENFILE" || code === "EAGAIN";
}
