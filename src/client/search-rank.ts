import type { Dictionary, Reach } from "./search-dictionary.ts";
import type { Query } from "./search-query.ts";

/** A document that answers a query. */
export interface Ranked {
	document: number;
	score: number;
	/** The words of the book that were found in it, to mark them. */
	words: string[];
	/** True where all words of the query stand in one of its names. */
	isNamed: boolean;
}

/** What the ranking knows of the book besides its words. */
export interface Ranking {
	documents: number;
	common: ReadonlySet<string>;
	dictionary: Dictionary;
}

/**
 * List the documents that answer a query, the best first and equals in the order of the book. What is typed must all be
 * there; of a pasted message any word counts, the rarer the more.
 */
export async function rank({ words, isPasted }: Query, ranking: Ranking): Promise<Ranked[]> {
	const { common } = ranking;
	if (isPasted) return upToFraction(await score(usefulWords(words, common), "itself", 1, ranking, pastedWeights));
	const needed = words.filter((word) => !common.has(word)).length;
	const typed = await score(words, "beginnings", needed, ranking, typedWeights);
	if (typed.length >= enough || needed === 0) return typed;
	const near = await score(words, "typos", needed, ranking, typedWeights);
	return near.length > 0 ? near : upToFraction(await score(words, "typos", 1, ranking, typedWeights));
}

const enough = 3;

/** By the weight of the index: how much a word in the text counts, and at last one in a name. */
const typedWeights = [1, 1.5, 2, 5];
const pastedWeights = [1, 1.4, 1.8, 2.4];

/** The words that most probably say what a message is about; each may be a script to load, and long ones are rare. */
function usefulWords(words: string[], common: ReadonlySet<string>): string[] {
	return words
		.filter((word) => word.length > 1 && !common.has(word))
		.map((word, index) => ({ word, index }))
		.sort((a, b) => b.word.length - a.word.length || a.index - b.index)
		.slice(0, mostWords)
		.map(({ word }) => word);
}

const mostWords = 24;

/** What has a small part of the best one's score has a word in common with the message, and no more. */
function upToFraction(ranked: Ranked[]): Ranked[] {
	const least = (ranked[0]?.score ?? 0) / 3;
	return ranked.filter(({ score }) => score >= least);
}

interface Scored extends Ranked {
	/** How many of the needed words it has. */
	needed: number;
}

async function score(
	words: string[],
	reach: Reach,
	needed: number,
	{ documents, common, dictionary }: Ranking,
	weights: number[],
): Promise<Ranked[]> {
	const found = await Promise.all(words.map((word) => dictionary(word, reachOf(word, reach))));
	const scored = new Map<number, Scored>();
	for (const [index, matches] of found.entries()) {
		const isCommon = common.has(words[index] ?? "");
		const best = new Map<number, { gain: number; words: string[]; isName: boolean }>();
		for (const { word, likeness, places } of matches) {
			for (let at = 0; at < places.length; at += 2) {
				const document = places[at] ?? 0;
				const weight = places[at + 1] ?? 0;
				const gain = likeness * (weights[weight] ?? 1);
				const known = best.get(document);
				if (!known) best.set(document, { gain, words: [word], isName: weight === 3 && likeness === 1 });
				else {
					known.gain = Math.max(known.gain, gain);
					known.words.push(word);
					known.isName ||= weight === 3 && likeness === 1;
				}
			}
		}
		const rarity = isCommon ? 0.1 : Math.log(1 + (documents - best.size + 0.5) / (best.size + 0.5));
		for (const [document, { gain, words: these, isName }] of best) {
			const known = scored.get(document) ?? { document, score: 0, words: [], isNamed: index === 0, needed: 0 };
			known.score += gain * rarity;
			known.words.push(...these);
			known.isNamed &&= isName;
			if (!isCommon) known.needed += 1;
			scored.set(document, known);
		}
		for (const [document, known] of scored) if (!best.has(document)) known.isNamed = false;
	}
	return [...scored.values()]
		.filter((one) => one.needed >= needed)
		.sort((a, b) => b.score - a.score || a.document - b.document);
}

/** A single letter begins far too many words, and a number is never a slip of another. */
function reachOf(word: string, reach: Reach): Reach {
	if (reach === "itself" || word.length < 2) return "itself";
	return reach === "typos" && (word.length < 5 || /\d/.test(word)) ? "beginnings" : reach;
}
