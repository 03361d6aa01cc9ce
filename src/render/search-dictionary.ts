import type { SearchWords } from "../model/search.ts";
import { byCodeUnit } from "../text/names.ts";
import { leafSize, readPlaces, writePlaces, writeStep } from "../text/postings.ts";
import { eachLine, type WordPlaces } from "./search-words.ts";

/** A word and the signs of its places. */
type Pair = [string, string];

/** Every word of the book, in stretches, each with its first word. */
export interface Dictionary {
	stretches: { first: string; words: SearchWords }[];
	/** Words of which only the places that weigh much are kept. */
	common: string[];
}

/** In signs, which are about bytes: a dictionary up to `whole` is left in one stretch, a larger one is cut. */
export interface DictionarySizes {
	whole: number;
	stretch: number;
}

/** Order the words of a book that has so many documents, and cut them into stretches that can be loaded one by one. */
export function makeDictionary(places: WordPlaces, documents: number, sizes: DictionarySizes): Dictionary {
	const words: Pair[] = [];
	const common: string[] = [];
	for (const { word, first, signs } of eachLine(places)) {
		const written = writeStep(first + 1) + signs;
		const rare = isCommon(written, documents) ? mostlyHeavy(written) : written;
		if (rare !== written) common.push(word);
		words.push([word, rare]);
	}
	words.sort(([a], [b]) => byCodeUnit(a, b));
	const size = words.reduce((sum, pair) => sum + pairSize(pair), 0);
	const cuts = size <= sizes.whole ? [words] : cut(words, sizes.stretch);
	const stretches = cuts.map((pairs) => ({ first: pairs[0]?.[0] ?? "", words: write(pairs) }));
	return { stretches, common: common.sort(byCodeUnit) };
}

function cut(words: Pair[], longest: number): Pair[][] {
	const stretches: Pair[][] = [];
	let size = Number.POSITIVE_INFINITY;
	for (const pair of words) {
		size += pairSize(pair);
		if (size > longest) {
			stretches.push([]);
			size = pairSize(pair);
		}
		stretches.at(-1)?.push(pair);
	}
	return stretches;
}

function pairSize([word, signs]: Pair): number {
	return word.length + signs.length + 2;
}

/** What stands in more than half of the documents tells none of them from the others. */
function isCommon(signs: string, documents: number): boolean {
	const most = Math.max(leafSize, documents / 2);
	if (signs.length <= most) return false;
	let count = 0;
	readPlaces(signs, () => {
		count += 1;
	});
	return count > most;
}

/** Keep the places that weigh much, and some others, so that even such a word finds something. */
function mostlyHeavy(signs: string): string {
	const byLeaf = new Map<number, [number, number][]>();
	let light = 0;
	readPlaces(signs, (document, weight) => {
		if (weight < 2 && light++ >= mostLight) return;
		const leaf = Math.floor(document / leafSize);
		const list = byLeaf.get(leaf) ?? [];
		list.push([document % leafSize, weight]);
		byLeaf.set(leaf, list);
	});
	let last = -1;
	let written = "";
	for (const [leaf, list] of byLeaf) {
		written += writeStep(leaf - last) + writePlaces(list);
		last = leaf;
	}
	return written;
}

/** No more are ever shown of one kind. */
const mostLight = 100;

function write(pairs: Pair[]): SearchWords {
	let before = "";
	const words: string[] = [];
	for (const [word] of pairs) {
		let shared = 0;
		while (shared < Math.min(before.length, word.length, shareSigns.length - 1) && before[shared] === word[shared])
			shared++;
		words.push(shareSigns[shared] + word.slice(shared));
		before = word;
	}
	return { words: words.join(" "), places: pairs.map(([, signs]) => signs).join(" ") };
}

const shareSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
