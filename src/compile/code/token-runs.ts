import type { Found } from "./finders.ts";
import type { Pattern } from "./patterns.ts";

/** Takes what was found, in the order of the code: how many characters, and their class, which may be empty. */
export type TakeRun = (length: number, name: string) => void;

/** A stretch of code between others: text that is still searched, or what a pattern has found. */
interface Stretch {
	text: string;
	/** Undefined for text. */
	pattern: Pattern | undefined;
	before: Stretch;
	after: Stretch;
}

/** The stretches of some code, in a ring. */
interface Stretches {
	code: string;
	/** The code in small letters. */
	small: string;
	patterns: Pattern[];
	/** Stands before the first and behind the last. */
	ends: Stretch;
	count: number;
}

/** Of a look at what a greedy pattern has set free: that pattern, before which it ends, and how far it goes. */
interface Again {
	cause: Pattern;
	reach: number;
}

/**
 * Tell which characters of some code have which class. The patterns are tried as Prism does, one by one over what the
 * earlier ones have left; but what has no class becomes no token, and nothing is sought inside of one that does not stay.
 */
export function readRuns(code: string, patterns: Pattern[], outer: string, take: TakeRun): void {
	const ends = { text: "", pattern: undefined } as unknown as Stretch;
	ends.before = ends;
	ends.after = ends;
	const stretches = { code, small: code.toLowerCase(), patterns, ends, count: 0 };
	put(stretches, ends, code, undefined);
	findAll(stretches, ends, 0, undefined);
	for (let one = ends.after; one !== ends; one = one.after) {
		const { text, pattern } = one;
		const name = pattern?.name ?? outer;
		if (pattern && pattern.inside.length > 0) readRuns(text, pattern.inside, name, take);
		else take(text.length, name);
	}
}

function mayStand({ needed }: Pattern, small: string): boolean {
	if (!needed) return true;
	for (const text of needed) if (small.includes(text)) return true;
	return false;
}

function findAll(stretches: Stretches, start: Stretch, from: number, again: Again | undefined): void {
	for (const pattern of stretches.patterns) {
		if (pattern === again?.cause) return;
		if (mayStand(pattern, stretches.small)) findOne(stretches, pattern, start, from, again);
	}
}

/** Find all that one pattern matches behind a stretch. */
function findOne(stretches: Stretches, pattern: Pattern, start: Stretch, from: number, again: Again | undefined): void {
	const { code, ends } = stretches;
	let at = from;
	for (let one = start.after; one !== ends; at += one.text.length, one = one.after) {
		if (again && at >= again.reach) return;
		// A pattern that matches nothing at all would never come to an end.
		if (stretches.count > code.length) return;
		if (one.pattern) continue;
		const found = pattern.isGreedy ? pattern.find(code, at) : pattern.find(one.text, 0);
		if (!found && pattern.isGreedy) return;
		if (!found) continue;
		let count = 1;
		let { text } = one;
		if (pattern.isGreedy) {
			if (found.index >= code.length) return;
			for (; found.index >= at + one.text.length; one = one.after) at += one.text.length;
			if (one.pattern) continue;
			count = countTaken(one, ends, at, found);
			text = count === 1 ? one.text : code.slice(at, endOf(one, count, at));
			found.index -= at;
		}
		const reach = at + text.length;
		if (again && reach > again.reach) again.reach = reach;
		at += found.index;
		one = replace(stretches, one, count, text, found, pattern);
		if (count === 1) continue;
		const nested = { cause: pattern, reach };
		findAll(stretches, one.before, at, nested);
		if (again && nested.reach > again.reach) again.reach = nested.reach;
	}
}

/** Count the stretches that a greedy match takes from its first on: those that it runs over, and text behind these. */
function countTaken(first: Stretch, ends: Stretch, at: number, found: Found): number {
	let count = 0;
	let end = at;
	for (let one = first; one !== ends && (end < found.index + found.length || !one.pattern); one = one.after) {
		count += 1;
		end += one.text.length;
	}
	return count;
}

function endOf(first: Stretch, count: number, at: number): number {
	let end = at;
	for (let one = first, left = count; left > 0; one = one.after, left--) end += one.text.length;
	return end;
}

/** Put what was found in some stretches in their place, with what stands before and behind it; return it. */
function replace(
	stretches: Stretches,
	first: Stretch,
	count: number,
	text: string,
	{ index, length }: Found,
	pattern: Pattern,
): Stretch {
	let last = first.before;
	let after = first;
	for (let left = count; left > 0; left--) after = after.after;
	last.after = after;
	after.before = last;
	stretches.count -= count;
	if (index > 0) last = put(stretches, last, text.slice(0, index), undefined);
	const one = put(stretches, last, text.slice(index, index + length), pattern);
	if (index + length < text.length) put(stretches, one, text.slice(index + length), undefined);
	return one;
}

function put(stretches: Stretches, before: Stretch, text: string, pattern: Pattern | undefined): Stretch {
	const one = { text, pattern, before, after: before.after };
	before.after.before = one;
	before.after = one;
	stretches.count += 1;
	return one;
}
