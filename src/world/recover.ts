import {
	closeSync,
	existsSync,
	fsyncSync,
	lstatSync,
	openSync,
	readdirSync,
	renameSync,
	rmdirSync,
	rmSync,
	unlinkSync,
} from "node:fs";
import { join } from "node:path";
import { explainSystemError, machineFailure, remediesOf, systemCode } from "./failure.ts";
import { type Holder, releaseLock, takeLock } from "./lock.ts";
import { makeFolders } from "./make-folders.ts";
import { type Output, outputAt } from "./output.ts";

/** What an interrupted build had left behind, once it is mended: nothing, rubbish, or a site that had no name for a moment. */
export type Mended = "nothing" | "leftovers" | "site";

/** Finish or undo what an interrupted build left at an output folder; without effect while another build is at work there. */
export async function recover(out: string): Promise<Mended> {
	const output = outputAt(out);
	if (!lstatSync(output.work, { throwIfNoEntry: false })?.isDirectory()) return "nothing";
	if ((await lockOutput(output, 0)) !== undefined) return "nothing";
	try {
		return mend(output);
	} finally {
		unlockOutput(output);
	}
}

/** Mend every output that lies in a folder; this is how a command that publishes nothing finds what to mend. */
export async function recoverAll(folder: string): Promise<Mended> {
	const mended: Mended[] = [];
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const [, base] = /^\.(.+)\.silcrow$/su.exec(entry.name) ?? [];
		if (base === undefined || !entry.isDirectory()) continue;
		mended.push(await recover(join(folder, base)));
	}
	if (mended.includes("site")) return "site";
	return mended.includes("leftovers") ? "leftovers" : "nothing";
}

/** Take the lock of an output, or give its holder if it is not free in time. */
export async function lockOutput(output: Output, patience: number): Promise<Holder | undefined> {
	for (let attempt = 1; ; attempt++) {
		try {
			makeFolders(output.work);
			return await takeLock(output.lock, patience);
		} catch (cause) {
			// Another process that has just ended took its folder away.
			if (systemCode(cause) === "ENOENT" && attempt < 100) continue;
			if (systemCode(cause) === undefined) throw cause;
			const message = `cannot write beside ${output.name}: ${explainSystemError(cause)}`;
			throw machineFailure(message, { path: output.work, hints: remediesOf(cause), cause });
		}
	}
}

/** Give the lock back, and take the work folder away unless somebody else needs it already. */
export function unlockOutput(output: Output): void {
	releaseLock(output.lock);
	try {
		rmdirSync(output.work);
	} catch (error) {
		const code = systemCode(error) ?? "";
		if (!["ENOENT", "ENOTEMPTY", "EEXIST", "EBUSY", "EPERM"].includes(code)) throw error;
	}
}

/**
 * Bring an output whose lock we hold into order: there is a site again if there was one, and nothing else.
 * It may be killed at any point itself: every state that it passes through is one that it can mend.
 */
export function mend(output: Output): Mended {
	const { site, next, previous, trash, journal, parent, work } = output;
	const lost = !lstatSync(site, { throwIfNoEntry: false });
	if (lost && existsSync(journal) && existsSync(next)) renameSync(next, site);
	else if (lost && existsSync(previous)) renameSync(previous, site);
	const isRestored = lost && existsSync(site);
	if (isRestored) syncFolder(parent);
	if (existsSync(journal)) {
		unlinkSync(journal);
		syncFolder(work);
	}
	const leftovers = [trash, next, previous].filter((path) => existsSync(path));
	for (const path of leftovers) discard(output, path);
	if (isRestored) return "site";
	return leftovers.length > 0 ? "leftovers" : "nothing";
}

/** Delete a site. It gets another name first, for half a site must never pass for a whole one. */
export function discard({ trash }: Output, path: string): void {
	if (path !== trash) {
		rmSync(trash, { recursive: true, force: true });
		renameSync(path, trash);
	}
	if (lstatSync(trash).isDirectory()) removeFiles(trash);
	rmSync(trash, { recursive: true, force: true });
}

/** Node looks at every file twice before it deletes it, which is felt with thousands of them. What is left it may still have. */
function removeFiles(folder: string): void {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) removeFiles(path);
		else unlinkSync(path);
	}
}

/** Make sure that the names in a folder survive a loss of power. */
export function syncFolder(path: string): void {
	try {
		const folder = openSync(path, "r");
		try {
			fsyncSync(folder);
		} finally {
			closeSync(folder);
		}
	} catch (error) {
		// Windows and some network disks cannot do this, and need not.
		const code = systemCode(error) ?? "";
		if (!["EPERM", "EINVAL", "EISDIR", "ENOTSUP", "EACCES"].includes(code)) throw error;
	}
}
