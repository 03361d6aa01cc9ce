import { wordsOf } from "../../text/words.ts";
import type { Ranked } from "./search-rank.ts";

/**
 * Order the best of what was found by how much of a pasted message stands there word behind word: a text that quotes the
 * message is about it, and one that has the same words here and there may be about anything.
 */
export async function rankPhrases(
	sequence: string[],
	ranked: Ranked[],
	textOf: (document: number) => Promise<string>,
): Promise<Ranked[]> {
	const wanted = new Set(pairsOf(sequence));
	const best = ranked.slice(0, mostRead);
	const scored = await Promise.all(
		best.map(async (one) => {
			const has = new Set(pairsOf(wordsOf(await textOf(one.document))).filter((pair) => wanted.has(pair)));
			return { ...one, score: one.score * (1 + (gain * has.size) / Math.max(1, wanted.size)) };
		}),
	);
	scored.sort((a, b) => b.score - a.score || a.document - b.document);
	return [...scored, ...ranked.slice(mostRead)];
}

/** Each has a text that may have to be loaded. */
const mostRead = 8;
const gain = 4;

/** Pairs of neighbours, but none of two small words such as “for the”, which stand everywhere. */
function pairsOf(words: string[]): string[] {
	const pairs: string[] = [];
	for (const [index, word] of words.slice(1).entries()) {
		const before = words[index] ?? "";
		if (word.length > small || before.length > small) pairs.push(`${before} ${word}`);
	}
	return pairs;
}

const small = 3;
