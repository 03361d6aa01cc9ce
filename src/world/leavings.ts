import { randomUUID } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { isGone } from "./process-identity.ts";

/** Name a file or folder that a process removes when it is done, so that another can tell when it was killed before. */
export function passingName(prefix: string): string {
	return `${prefix}${ownName()}-${randomUUID().slice(0, 8)}`;
}

/** Name this process as one of this machine. */
export function ownName(): string {
	return `${host()}-${process.pid}`;
}

/** Tell whether what ends with the name of a process, behind a dot, is of one that is certainly gone. */
export function isOfGone(name: string): boolean {
	const [, owner = "", pid] = /\.([^/]*)-(\d+)$/.exec(name) ?? [];
	return owner === host() && isGonePid(Number(pid));
}

/** Remove what processes of this user and machine that are gone have left in a folder under such names. */
export function removeLeavings(folder: string, prefix: string): void {
	const start = `${prefix}${host()}-`;
	for (const name of readdirSync(folder)) {
		const pid = name.startsWith(start) ? /^(\d+)-[\da-f]{8}$/.exec(name.slice(start.length))?.[1] : undefined;
		if (pid === undefined || !isGonePid(Number(pid))) continue;
		const path = join(folder, name);
		const owner = lstatSync(path, { throwIfNoEntry: false })?.uid;
		if (owner === process.getuid?.()) rmSync(path, { recursive: true, force: true });
	}
}

/** Make a folder for this process alone among the temporary ones of the system, and remove those that killed ones have left. */
export function makePassingFolder(name: string): string {
	const prefix = `silcrow-${name}-`;
	removeLeavings(tmpdir(), prefix);
	const folder = join(tmpdir(), passingName(prefix));
	mkdirSync(folder, { mode: 0o700 });
	return folder;
}

function isGonePid(pid: number): boolean {
	return isGone({ pid, start: "", boot: "", host: hostname() });
}

/** Machines may share a folder, and each knows its own processes alone. */
function host(): string {
	return hostname().replace(/[^\w.]/g, "");
}
