import type { SearchRoot, SearchWordList, SearchWords } from "../../model/search.ts";
import { readPlaces } from "../../text/postings.ts";
import { baseForms } from "./search-forms.ts";
import { isNear, isOneTypo } from "./search-typo.ts";

/** Loads a script of the index and gives its data; what was loaded before is given at once. */
export type Load = <Data>(name: string) => Promise<Data>;

/** A word of the book that is meant by a word of a query. */
export interface Found {
	word: string;
	/** How much it is what was asked for: 1 for the word itself. */
	likeness: number;
	/** Pairs of a document and a weight, one behind the other. */
	places: number[];
}

/** Which words of the book a word of a query may mean, besides itself: those that begin with it, and that it is a form of. */
export type Reach = "itself" | "beginnings" | "typos";

/** Finds the words of the book. */
export type Dictionary = (word: string, reach: Reach) => Promise<Found[]>;

/** Make the dictionary of a book. Of a large book it loads the stretches that are asked for, and no more. */
export function makeDictionary({ words, listed }: SearchRoot, load: Load): Dictionary {
	const stretches = new Map<string, Promise<Stretch>>();
	const stretchOf = (name: string, get: () => Promise<SearchWords>) => {
		const known = stretches.get(name);
		if (known) return known;
		const stretch = get().then(readStretch);
		stretches.set(name, stretch);
		// What could not be loaded may be loaded the next time.
		stretch.catch(() => stretches.delete(name));
		return stretch;
	};
	const covering = (from: string, to: string): Promise<Stretch[]> => {
		if (!Array.isArray(words)) return Promise.all([stretchOf("", () => Promise.resolve(words))]);
		const first = Math.max(0, below(words, `${from}\0`) - 1);
		const last = Math.min(below(words, to), first + mostStretches);
		const names = words.slice(first, last).map((_, index) => `w${first + index}`);
		return Promise.all(names.map((name) => stretchOf(name, () => load<SearchWords>(name))));
	};
	const itself = async (word: string) => {
		const found = await covering(word, `${word}\0`);
		return found.flatMap((stretch) => matches(stretch, word, "itself"));
	};
	// The stretch of the word has few of those that it may be a slip of; to load those beside it would cost more than the lists.
	const elsewhere = async (word: string): Promise<Found[]> => {
		const lengths = [-1, 0, 1].map((more) => word.length + more);
		const names = lengths.filter((length) => length >= listed[0] && length <= listed[1]).map((length) => `y${length}`);
		const lists = await Promise.all(names.map((name) => load<SearchWordList>(name)));
		const near = lists.flatMap(readList).filter((other) => other !== word && isOneTypo(word, other));
		const found = await Promise.all(near.slice(0, mostNear).map(itself));
		return found.flat().map((one) => ({ ...one, likeness: typoLikeness }));
	};
	return async (word, reach) => {
		if (reach === "itself") return itself(word);
		const [stretches, bases, others] = await Promise.all([
			covering(word, `${word}\uFFFF`),
			Promise.all(baseForms(word).map(itself)),
			reach === "typos" ? elsewhere(word) : [],
		]);
		const found = stretches.flatMap((stretch) => matches(stretch, word, reach));
		const known = new Set(found.map((one) => one.word));
		const forms = bases.flat().map((one) => ({ ...one, likeness: formLikeness }));
		return [...found, ...forms, ...others.filter((one) => !known.has(one.word))];
	};
}

/** Each may be in a stretch of its own. */
const mostNear = 8;
const typoLikeness = 0.4;
const formLikeness = 0.7;

/** More are not loaded for a word, however many begin with it. */
const mostStretches = 8;

interface Stretch {
	words: string[];
	/** Each as signs until it is asked for. */
	places: (string | number[])[];
}

function readStretch({ words, places }: SearchWords): Stretch {
	return { words: readList(words), places: places.split(" ") };
}

function readList(list: SearchWordList): string[] {
	if (list === "") return [];
	let before = "";
	return list.split(" ").map((written) => {
		const code = written.charCodeAt(0);
		before = before.slice(0, code < 97 ? code - 65 : code - 71) + written.slice(1);
		return before;
	});
}

function matches(stretch: Stretch, word: string, reach: Reach): Found[] {
	const found: Found[] = [];
	const { words } = stretch;
	for (let at = below(words, word); at < words.length; at++) {
		const other = words[at] ?? "";
		if (reach === "itself" ? other !== word : !other.startsWith(word)) break;
		const likeness = other === word ? 1 : (0.8 * word.length) / other.length;
		found.push({ word: other, likeness, places: placesAt(stretch, at) });
	}
	if (reach !== "typos") return found;
	for (const [at, other] of words.entries()) {
		if (other.startsWith(word) || !isNear(word, other)) continue;
		found.push({ word: other, likeness: typoLikeness, places: placesAt(stretch, at) });
	}
	return found;
}

function placesAt({ places }: Stretch, at: number): number[] {
	const known = places[at] ?? "";
	if (typeof known !== "string") return known;
	const read: number[] = [];
	readPlaces(known, (document, weight) => read.push(document, weight));
	places[at] = read;
	return read;
}

/** Count the words that come before this one. */
function below(words: string[], word: string): number {
	let from = 0;
	let to = words.length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if ((words[middle] ?? "") < word) from = middle + 1;
		else to = middle;
	}
	return from;
}
