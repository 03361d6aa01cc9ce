import type { SearchWordList, SearchWords } from "../../model/search.ts";
import { byCodeUnit } from "../../text/names.ts";
import { countPlaces, keepPlaces, leafSize, writeStep } from "../../text/postings.ts";
import type { WordLine } from "./search-words.ts";

/** Some words of the book, in the order of code units, each with the signs of its places. */
export interface DictionaryPart {
	pairs: [string, string][];
	/** Words of which only the places that weigh much are kept. */
	common: string[];
	/** In signs, which are about bytes. */
	size: number;
}

/** Make a part of the dictionary. What stands in more documents than `most` is common. */
export function makePart(lines: ReadonlyMap<string, WordLine>, most: number): DictionaryPart {
	const pairs: DictionaryPart["pairs"] = [];
	const common: string[] = [];
	for (const [word, { first, signs }] of lines) {
		const written = writeStep(first + 1) + signs;
		const kept = isCommon(written, most) ? mostlyHeavy(written) : written;
		if (kept !== written) common.push(word);
		pairs.push([word, kept]);
	}
	// To take the pairs apart would cost more than to compare them.
	pairs.sort((a, b) => byCodeUnit(a[0], b[0]));
	return { pairs, common: common.sort(byCodeUnit), size: pairs.reduce((sum, pair) => sum + pairSize(pair), 0) };
}

/**
 * Say in how many documents of so many a word may stand before it is common: about half of them, for then it tells none
 * from the others. It is a round number, so that one section more leaves the dictionary of a large book as it is.
 */
export function mostBefore(documents: number): number {
	const grain = 2 ** Math.max(0, Math.floor(Math.log2(documents)) - 8);
	return Math.max(leafSize, Math.floor(documents / 2 / grain) * grain);
}

/** A stretch of the dictionary, with its first word. */
export interface WordStretch {
	first: string;
	words: SearchWords;
}

/** Cut a part into stretches that can be loaded one by one. */
export function cutPart({ pairs }: Pick<DictionaryPart, "pairs">, longest: number): WordStretch[] {
	const stretches: DictionaryPart["pairs"][] = [];
	let size = Number.POSITIVE_INFINITY;
	for (const pair of pairs) {
		size += pairSize(pair);
		if (size > longest) {
			stretches.push([]);
			size = pairSize(pair);
		}
		stretches.at(-1)?.push(pair);
	}
	return stretches.map((some) => ({ first: some[0]?.[0] ?? "", words: writeWords(some) }));
}

function pairSize([word, signs]: [string, string]): number {
	return word.length + signs.length + 2;
}

/** Tell whether a word stands in more than so many documents. */
function isCommon(signs: string, most: number): boolean {
	return signs.length > most && countPlaces(signs) > most;
}

/** Keep the places that weigh much, and some others, so that even such a word finds something. */
function mostlyHeavy(signs: string): string {
	let light = 0;
	return keepPlaces(signs, (weight) => weight >= 2 || light++ < mostLight);
}

/** No more are ever shown of one kind. */
const mostLight = 100;

/** Write words and their places. */
export function writeWords(pairs: DictionaryPart["pairs"]): SearchWords {
	return { words: writeList(pairs.map(([word]) => word)), places: pairs.map(([, signs]) => signs).join(" ") };
}

/** Write words that are in order. */
export function writeList(list: string[]): SearchWordList {
	let before = "";
	const written: string[] = [];
	for (const word of list) {
		let shared = 0;
		while (shared < Math.min(before.length, word.length, shareSigns.length - 1) && before[shared] === word[shared])
			shared++;
		written.push(shareSigns[shared] + word.slice(shared));
		before = word;
	}
	return written.join(" ");
}

const shareSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
