import { wordsOf } from "../../text/words.ts";

/** A stretch of text, set apart where it was searched for. */
export interface Stretch {
	text: string;
	isFound: boolean;
}

const before = 24;
const longest = 150;

/** Cut the line out of a text that has most of the words that were found, and set these words apart. */
export function extract(text: string, words: string[]): Stretch[] {
	const spots = spotsOf(text, new Set(words));
	const first = richest(spots);
	const from = first <= before ? 0 : text.indexOf(" ", first - before) + 1;
	const to = Math.min(text.length, from + longest);
	const stretches: Stretch[] = from > 0 ? [plain("…")] : [];
	let at = from;
	for (const { start, end } of spots) {
		if (start < at || end > to) continue;
		if (start > at) stretches.push(plain(text.slice(at, start)));
		stretches.push({ text: text.slice(start, end), isFound: true });
		at = end;
	}
	if (at < to) stretches.push(plain(text.slice(at, to)));
	if (to < text.length) stretches.push(plain("…"));
	return stretches;
}

function plain(text: string): Stretch {
	return { text, isFound: false };
}

interface Spot {
	word: string;
	start: number;
	end: number;
}

function spotsOf(text: string, wanted: ReadonlySet<string>): Spot[] {
	const spots: Spot[] = [];
	for (const found of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
		const word = wordsOf(found[0]).find((one) => wanted.has(one));
		if (word !== undefined) spots.push({ word, start: found.index, end: found.index + found[0].length });
	}
	return spots;
}

/** Find where the line with the most different words begins; the first of equals. */
function richest(spots: Spot[]): number {
	let best = 0;
	let most = 0;
	for (const [index, { start }] of spots.entries()) {
		const words = new Set<string>();
		for (let at = index; at < spots.length && (spots[at]?.end ?? 0) <= start + longest - before; at++) {
			words.add(spots[at]?.word ?? "");
		}
		if (words.size > most) {
			most = words.size;
			best = start;
		}
	}
	return best;
}
