import type { DictionaryPart } from "./search-dictionary.ts";

/** By their length: the words that a typo may hide, so that they are found without the stretches that they stand in. */
export type WordsByLength = string[][];

/** In UTF-16 units. A word of three letters is a slip of too many. */
export const shortestListed = 4;
const longest = 24;
/** A number is never a slip of another. */
const isListed = (word: string) => word.length >= shortestListed && word.length <= longest && !/\p{N}/u.test(word);

/** List the words of a part of the dictionary by their length. */
export function wordsByLength(pairs: DictionaryPart["pairs"]): WordsByLength {
	const lists: WordsByLength = [];
	for (const [word] of pairs) {
		if (!isListed(word)) continue;
		while (lists.length <= word.length) lists.push([]);
		lists[word.length]?.push(word);
	}
	return lists;
}
