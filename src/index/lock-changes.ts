import type { Book } from "../model/book.ts";
import type { Lock, LockChange, LockEntry } from "../model/lock.ts";
import { addressText, readAddress } from "../text/address-text.ts";
import { contained, similarity } from "../text/fingerprint.ts";
import { isLive, whereIs } from "./old-addresses.ts";

/** Compare what was published with what would be published now: everything that a reader would notice, in the order of the lock, then what is new. */
export function lockChanges(lock: Lock, now: Lock, book: Book): LockChange[] {
	const changes: LockChange[] = [];
	const owners = ownersOf(now);
	const parts = { lock, now, book, owners };
	for (const [key, was] of lock.entries) {
		const is = now.entries.get(key);
		changes.push(...(is ? changesOf(key, was, is, parts) : farewellOf(key, was, parts)));
	}
	for (const [key, is] of now.entries) if (!lock.entries.has(key)) changes.push({ kind: "new", key, now: is });
	return changes;
}

/** Two texts that share less are about different things; unrelated entries of one runbook share up to a quarter of their pairs of words. */
const otherText = 0.25;

/** Below this a text was written anew, though about the same. */
const otherWords = 0.5;

interface Parts {
	lock: Lock;
	now: Lock;
	book: Book;
	/** Address to the key of what it leads to now. */
	owners: Map<string, string>;
}

function changesOf(key: string, was: LockEntry, is: LockEntry, parts: Parts): LockChange[] {
	const isRetitled = foldTitle(was.title) !== foldTitle(is.title);
	const likeness = similarity(was.text, is.text);
	const isOther = isRetitled && !isSimilarTitle(was.title, is.title) && likeness < otherText;
	if (was.gone !== undefined || isOther || (isRetitled && standsElsewhere(was, likeness, parts))) {
		return [{ kind: "reused", key, was, now: is, ...likely(key, was, parts) }];
	}
	const changes: LockChange[] = [];
	const lost = was.at.filter((address) => !leadsTo(address, key, parts));
	if (lost.length > 0) changes.push({ kind: "lost", key, was, now: is, addresses: lost });
	if (isRetitled) changes.push({ kind: "retitled", key, was, now: is });
	else if (likeness < otherWords) changes.push({ kind: "rewritten", key, was, now: is });
	if (was.at[0] !== is.at[0] && lost.length === 0) changes.push({ kind: "moved", key, was, now: is });
	return changes;
}

/** Two entries may say much the same; if both its title and its text stand under another number, it has changed places. */
function standsElsewhere(was: LockEntry, likeness: number, { now }: Parts): boolean {
	for (const [, other] of now.entries)
		if (
			was.text !== "" &&
			other.title === was.title &&
			similarity(was.text, other.text) > Math.max(likeness, otherWords)
		)
			return true;
	return false;
}

/** What is gone must have said goodbye: each of its addresses leads to what took its place, or to a page that says that nothing did. */
function farewellOf(key: string, was: LockEntry, parts: Parts): LockChange[] {
	const { book } = parts;
	const [first = "", ...others] = was.at;
	const to = isTakenUnasked(key, was, parts) ? undefined : whereIs(readAddress(first), book);
	if (to === undefined) return [{ kind: "lost", key, was, addresses: was.at, ...likely(key, was, parts) }];
	const lost = others.filter((address) => whereIs(readAddress(address), book) === undefined);
	const heir = to === "nothing" ? undefined : parts.now.entries.get(parts.owners.get(addressText(to)) ?? "");
	const successor = to === "nothing" ? null : (heir?.at[0] ?? addressText(to));
	const changes: LockChange[] = was.gone === successor ? [] : [{ kind: "succeeded", key, was, successor }];
	if (lost.length > 0) changes.push({ kind: "lost", key, was, addresses: lost });
	return changes;
}

function leadsTo(address: string, key: string, { book, owners }: Parts): boolean {
	const to = whereIs(readAddress(address), book);
	const owner = owners.get(address);
	return to !== undefined && to !== "nothing" && (owner === undefined || owner === key);
}

/** Its address may be there and belong to something else, though nobody said that this took its place. */
function isTakenUnasked(key: string, was: LockEntry, { now, book, owners }: Parts): boolean {
	const [first = ""] = was.at;
	const letter = /^app:(.+)$/.exec(key)?.[1];
	if (letter !== undefined && Object.hasOwn(book.settings.retired, letter)) return false;
	const heir = isLive(readAddress(first), book) ? now.entries.get(owners.get(first) ?? "") : undefined;
	if (!heir || book.takenOver.has(first) || heir.at[0] !== first) return false;
	const isSame = foldTitle(heir.title) === foldTitle(was.title) || similarity(was.text, heir.text) >= otherText;
	return letter !== undefined || !isSame;
}

/** Find what has the text now: something new, or something that has taken it in. What had it all along did not take the place of anything. */
function likely(key: string, was: LockEntry, { now, lock }: Parts): { likely?: string } {
	let best: { key: string; score: number } | undefined;
	for (const [other, is] of now.entries) {
		if (other === key || is.text === "" || was.text === "") continue;
		const before = lock.entries.get(other);
		const share = shareOf(was, is) - (before ? shareOf(was, before) : 0);
		const isSameTitle = foldTitle(is.title) === foldTitle(was.title) && is.title !== "";
		const isSameKind = kindOf(other) === kindOf(key);
		const score = share + (isSameTitle && !before ? 0.2 : 0) + (before ? 0 : 0.1) + (isSameKind ? 0.1 : 0);
		if (score >= enough && score > (best?.score ?? 0)) best = { key: other, score };
	}
	return best ? { likely: best.key } : {};
}

const enough = 0.45;

/** To have been taken in whole counts a little less than to be the same. */
function shareOf(was: LockEntry, is: LockEntry): number {
	return Math.max(similarity(was.text, is.text), contained(was.text, is.text) - 0.3);
}

function kindOf(key: string): string {
	return key.includes("§") ? "§" : (/^[a-z]+:/.exec(key)?.[0] ?? "#");
}

function ownersOf(now: Lock): Map<string, string> {
	const owners = new Map<string, string>();
	for (const [key, { at }] of now.entries) for (const address of at) if (!owners.has(address)) owners.set(address, key);
	return owners;
}

function foldTitle(title: string): string {
	return title
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim()
		.toLowerCase();
}

/** A title that keeps two thirds of its words is the same title, put better. Small words say nothing. */
function isSimilarTitle(a: string, b: string): boolean {
	const one = wordsOf(a);
	const other = wordsOf(b);
	const shared = [...other].filter((word) => one.has(word)).length;
	return shared * 3 >= Math.max(one.size, other.size) * 2;
}

function wordsOf(title: string): Set<string> {
	const words = foldTitle(title).split(" ");
	const long = words.filter((word) => word.length > 2);
	return new Set(long.length > 0 ? long : words);
}
