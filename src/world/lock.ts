import { randomBytes } from "node:crypto";
import { lstatSync, readFileSync, readlinkSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { clock } from "./clock.ts";
import { systemCode } from "./failure.ts";
import { isGone, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

/** Whoever holds a lock. */
export interface Holder extends ProcessIdentity {
	/** Differs for every time that a lock is taken. */
	token: string;
}

/**
 * Take the lock that a path stands for, and wait so many milliseconds for it; undefined if it was taken, else its holder.
 * A lock whose holder is gone is broken. Only one process may break it: the one that holds a further lock named after the token of the dead one.
 */
export async function takeLock(path: string, patience: number): Promise<Holder | undefined> {
	const deadline = clock() + patience;
	for (;;) {
		const holder = tryLock(path);
		if (holder === undefined) return undefined;
		if (clock() >= deadline) return holder;
		await sleep(50);
	}
}

/** Give a lock back that `takeLock` took. */
export function releaseLock(path: string): void {
	removeIfThere(path);
}

function tryLock(path: string): Holder | undefined {
	const own = { ...ownIdentity(), token: randomBytes(8).toString("hex") };
	if (create(path, write(own))) return undefined;
	const holder = readHolder(path);
	if (holder === undefined) return nobody;
	if (!isGone(holder) && !isForgotten(path, holder, own)) return holder;
	const breaker = `${path}-${holder.token}`;
	if (tryLock(breaker) !== undefined) return holder;
	try {
		if (readHolder(path)?.token === holder.token) removeIfThere(path);
	} finally {
		releaseLock(breaker);
	}
	return create(path, write(own)) ? undefined : holder;
}

/** A symbolic link comes into being with all that it says, in one step: a kill leaves no half a lock. */
function create(path: string, text: string): boolean {
	try {
		symlinkSync(text, path);
		return true;
	} catch (error) {
		if (systemCode(error) === "EEXIST") return false;
		if (systemCode(error) !== "EPERM") throw error;
	}
	// Windows lets few people make links, and some disks have none.
	try {
		writeFileSync(path, text, { flag: "wx" });
		return true;
	} catch (error) {
		if (systemCode(error) === "EEXIST") return false;
		throw error;
	}
}

/** Nobody can ask another machine, or another container, whether a process runs. But no build takes an hour, and to write a lock takes no time. */
function isForgotten(path: string, holder: Holder, own: Holder): boolean {
	if (holder.host === own.host) return false;
	const patience = holder.pid === 0 ? 10_000 : 3_600_000;
	try {
		return Date.now() - lstatSync(path).mtimeMs > patience;
	} catch (error) {
		if (systemCode(error) === "ENOENT") return false;
		throw error;
	}
}

/** Undefined where there is no lock any more. What no version of this file wrote belongs to nobody. */
function readHolder(path: string): Holder | undefined {
	const text = readLock(path);
	if (text === undefined) return undefined;
	const [version, pid, start, boot, token = "", ...host] = text.split(":");
	if (version !== "1" || !/^[1-9]\d*$/.test(pid ?? "") || !isToken(token)) return { ...nobody };
	return {
		pid: Number(pid),
		start: start ?? "",
		boot: boot ?? "",
		token,
		host: host.join(":"),
	};
}

function write({ pid, start, boot, token, host }: Holder): string {
	return ["1", pid, start, boot, token, host].join(":");
}

/** The token becomes part of a file name. */
function isToken(text: string): boolean {
	return /^[0-9a-f]{16}$/.test(text);
}

const nobody: Holder = {
	pid: 0,
	start: "",
	boot: "",
	token: "0".repeat(16),
	host: "",
};

function readLock(path: string): string | undefined {
	try {
		const stat = lstatSync(path);
		if (stat.isSymbolicLink()) return readlinkSync(path);
		// A pipe would be waited for.
		return stat.isFile() ? readFileSync(path, "utf8") : "";
	} catch (error) {
		if (systemCode(error) === "ENOENT") return undefined;
		throw error;
	}
}

function removeIfThere(path: string): void {
	try {
		unlinkSync(path);
	} catch (error) {
		if (systemCode(error) !== "ENOENT") throw error;
	}
}
