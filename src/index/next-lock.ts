import type { Lock, LockChange, LockEntry } from "../model/lock.ts";
import { similarity } from "../text/fingerprint.ts";

/** What its author says about a loss, by key or by any address of it. */
export interface LockWishes {
	/** It may be forgotten, though it has no successor. */
	drop: ReadonlySet<string>;
	/** It is still the same matter, though title and text are others. */
	same: ReadonlySet<string>;
}

/** The lock that is to be written, and the losses that nobody allowed. */
export interface NextLock {
	lock: Lock;
	refused: LockChange[];
	/** Wishes that fit nothing which is lost. */
	idle: string[];
}

/** Make the next state of a lock. Nothing in it is forgotten unless a wish names it. */
export function nextLock(before: Lock, now: Lock, changes: LockChange[], wishes: LockWishes): NextLock {
	const lock: Lock = { entries: new Map() };
	const refused: LockChange[] = [];
	const used = new Set<string>();
	const dropped = new Map<string, Set<string>>();
	for (const change of changes) {
		const allowed = allows(change, wishes, used);
		if (allowed === undefined) refused.push(change);
		else if (allowed.length > 0) dropped.set(change.key, new Set(allowed));
	}
	const successors = new Map(changes.flatMap((one) => (one.kind === "succeeded" ? [[one.key, one.successor]] : [])));
	for (const [key, was] of before.entries) {
		const is = now.entries.get(key);
		const without = dropped.get(key);
		if (is) lock.entries.set(key, without?.has(key) ? is : joined(was, is, without));
		else if (!without?.has(was.at[0] ?? "")) lock.entries.set(key, leaving(was, successors.get(key), without));
	}
	for (const [key, is] of now.entries) if (!lock.entries.has(key)) lock.entries.set(key, is);
	const idle = [...wishes.drop, ...wishes.same].filter((name) => !used.has(name));
	return { lock, refused, idle };
}

/** The keys and addresses that a change takes out of the lock; undefined where nobody said that it may. */
function allows(change: LockChange, { drop, same }: LockWishes, used: Set<string>): string[] | undefined {
	if (change.kind !== "lost" && change.kind !== "reused") return [];
	const { key, was } = change;
	const isNamed = (names: ReadonlySet<string>, wanted: string[]) => {
		const found = wanted.filter((name) => names.has(name));
		for (const name of found) used.add(name);
		return found.length > 0;
	};
	const all = [key, ...(was?.at ?? [])];
	if (change.kind === "reused") {
		if (isNamed(same, all)) return [];
		return isNamed(drop, all) ? [key] : undefined;
	}
	if (isNamed(drop, [key])) return change.addresses;
	return change.addresses.every((address) => isNamed(drop, [address])) ||
		(change.addresses.length === was?.at.length && isNamed(drop, all))
		? change.addresses
		: undefined;
}

/** Line stays as it is while it says the same to a reader, so that the difference between two locks is what they would notice. */
function joined(was: LockEntry, is: LockEntry, without: Set<string> | undefined): LockEntry {
	const at = [...new Set([...is.at, ...was.at.filter((address) => !without?.has(address))])];
	const text = similarity(was.text, is.text) >= nearlySame && was.text !== "" ? was.text : is.text;
	return { ...is, at, text };
}

function leaving(was: LockEntry, successor: string | null | undefined, without: Set<string> | undefined): LockEntry {
	const at = was.at.filter((address) => !without?.has(address));
	return successor === undefined ? { ...was, at } : { ...was, at, gone: successor };
}

const nearlySame = 0.75;
