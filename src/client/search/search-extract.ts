import { foldWords, runsOf, wordsOf } from "../../text/words.ts";

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
	const from = lineStart(text, first);
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

/** A line begins with a whole word, where the script has spaces. */
function lineStart(text: string, first: number): number {
	if (first <= before) return 0;
	const space = text.indexOf(" ", first - before);
	return space >= 0 && space < first ? space + 1 : first - before;
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
	for (const { run, start, isPaired } of runsOf(text)) {
		if (isPaired) {
			addPairSpots(run, start, wanted, spots);
			continue;
		}
		const word = wordsOf(run).find((one) => wanted.has(one));
		if (word !== undefined) spots.push({ word, start, end: start + run.length });
	}
	return spots;
}

/** Pairs that lap over each other are one spot. */
function addPairSpots(run: string, start: number, wanted: ReadonlySet<string>, spots: Spot[]): void {
	let at = start;
	for (const [first, second] of pairsOf(run)) {
		const end = at + first.length + second.length;
		const word = [foldWords(first + second), foldWords(first)].find((one) => wanted.has(one));
		const last = spots.at(-1);
		if (word !== undefined && last && last.end > at) last.end = end;
		else if (word !== undefined) spots.push({ word, start: at, end });
		at += first.length;
	}
}

function pairsOf(run: string): [string, string][] {
	const letters = [...run];
	return letters.map((letter, at) => [letter, letters[at + 1] ?? ""]);
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
