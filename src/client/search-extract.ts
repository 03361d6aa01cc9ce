import { fold } from "./search-query.ts";

/** A stretch of text, set apart where it was searched for. */
export interface Stretch {
	text: string;
	isFound: boolean;
}

const before = 40;
const longest = 150;

/** Cut a line out of a text around the first word that was found, and set the found words apart. */
export function extract(text: string, words: string[]): Stretch[] {
	const spots = spotsOf(text, words);
	const first = spots[0]?.[0] ?? 0;
	const from = first <= before ? 0 : text.indexOf(" ", first - before) + 1;
	const to = Math.min(text.length, from + longest);
	const stretches: Stretch[] = from > 0 ? [plain("…")] : [];
	let at = from;
	for (const [start, end] of spots) {
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

function spotsOf(text: string, words: string[]): [number, number][] {
	const wanted = new Set(words);
	const spots: [number, number][] = [];
	for (const found of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
		if (!wanted.has(fold(found[0]))) continue;
		spots.push([found.index, found.index + found[0].length]);
	}
	return spots;
}
