import type { SearchWords } from "../../model/search.ts";
import { byCodeUnit } from "../../text/names.ts";
import type { Keeper } from "../keep.ts";
import type { SearchBlock } from "./search-blocks.ts";
import { cutPart, type DictionaryPart, makePart, mostBefore, type WordStretch } from "./search-dictionary.ts";
import { type WordsByLength, wordsByLength } from "./search-lists.ts";
import { markOf } from "./search-mark.ts";
import { joinBlocks } from "./search-words.ts";

/** The words that begin with one sign, of which little is held: they are fetched when they are written. */
export interface PlannedPart extends Pick<DictionaryPart, "common" | "size"> {
	/** By length: while the mark is the same, so are all words of that length, whatever places they have. */
	listed: string[];
	stretches: PlannedStretch[];
	pairs(): DictionaryPart["pairs"];
	lists(): WordsByLength;
}

/** A stretch of the dictionary, which can be loaded by itself. */
export interface PlannedStretch {
	/** Its first word. */
	first: string;
	/** While it is the same, so is the stretch. */
	mark: string;
	words(): SearchWords;
}

/**
 * Join the words of all blocks, by their first sign, for those of an edit begin with few, and cut them into stretches of so
 * many signs.
 */
export function dictionaryParts(
	blocks: SearchBlock[],
	documents: number,
	longest: number,
	keeper: Keeper,
): PlannedPart[] {
	const initials = [...new Set(blocks.flatMap(({ marks }) => [...marks.keys()]))].sort(byCodeUnit);
	const most = mostBefore(documents);
	return initials.map((initial) => planPart(initial, blocks, { most, longest }, keeper));
}

function planPart(
	initial: string,
	blocks: SearchBlock[],
	{ most, longest }: { most: number; longest: number },
	{ recall, hold }: Keeper,
): PlannedPart {
	let atHand: DictionaryPart | undefined;
	const part = () => {
		atHand ??= makePart(joinBlocks(blocks.map((block) => wordsIn(block, initial))), most);
		return atHand;
	};
	let cutAtHand: WordStretch[] | undefined;
	const cut = () => {
		cutAtHand ??= cutPart(part(), longest);
		return cutAtHand;
	};
	const wordsOf = (index: number) => () => cut()[index]?.words ?? noWords;
	const inputs = [most, longest, ...blocks.flatMap(({ leaves, marks }) => [leaves, marks.get(initial)])];
	const head = recall(`search part ${initial}`, inputs, () => {
		const { common, size, pairs } = part();
		const listed = wordsByLength(pairs).map((words) => (words.length === 0 ? "" : markOf(words.join(" "))));
		const marks = cut().map(({ first, words: { words, places } }) => ({ first, mark: markOf(`${words}\n${places}`) }));
		return { common, size, listed, marks };
	});
	const listWords = () => wordsByLength(part().pairs);
	const lists = () => recall(`search lists ${initial}`, head.listed, listWords);
	const stretches = head.marks.map(({ first, mark }, index): PlannedStretch => {
		const words = () => recall(`search stretch ${initial} ${index}`, [mark], wordsOf(index));
		return { first, mark, words };
	});
	if (atHand) {
		// While they are at hand: nobody is to join the words again for them.
		for (const [index, { mark }] of stretches.entries())
			hold(`search stretch ${initial} ${index}`, [mark], wordsOf(index));
		hold(`search lists ${initial}`, head.listed, listWords);
		atHand = undefined;
		cutAtHand = undefined;
	}
	const { common, size, listed } = head;
	return { common, size, listed, stretches, pairs: () => part().pairs, lists };
}

function wordsIn({ leaves, marks, words }: SearchBlock, initial: string) {
	return { leaves, words: marks.has(initial) ? words(initial) : "" };
}

const noWords: SearchWords = { words: "", places: "" };
