import { isPair } from "../../text/words.ts";
import type { Dictionary, Found, Reach } from "./search-dictionary.ts";
import { baseForms, wordPairs } from "./search-forms.ts";
import type { Query } from "./search-query.ts";

/** A document that answers a query. */
export interface Ranked {
	document: number;
	score: number;
	/** True where all words of the query stand in one of its names. */
	isNamed: boolean;
}

/** What answers a query, the best first and equals in the order of the book. */
export interface Ranking {
	ranked: Ranked[];
	/** What has some of the words only, and much of them. */
	partial: Ranked[];
	/** The words of the book that were looked for, to mark them. */
	words: string[];
}

type Scored = Omit<Ranking, "partial">;

/** What the ranking knows of the book besides its words. */
export interface Corpus {
	documents: number;
	/** No document has this number or a higher one. */
	end: number;
	common: ReadonlySet<string>;
	dictionary: Dictionary;
}

/**
 * Rank the documents that answer a query. What is typed must all be there, and what has some of it comes apart; of a pasted
 * message any word counts, the rarer the more.
 */
export async function rank({ words, parts, isPasted }: Query, corpus: Corpus): Promise<Ranking> {
	const { common } = corpus;
	if (isPasted) {
		const found = await score(usefulWords(words, common), "itself", 1, corpus, pastedWeights);
		return { ...upToFraction(found), partial: [] };
	}
	const needed = neededOf(words, common);
	const typed = await score(words, "beginnings", needed, corpus, typedWeights);
	if (needed === 0) return { ...typed, partial: [] };
	const some = async () => upToFraction(await score(words, "beginnings", 1, corpus, typedWeights)).ranked;
	if (typed.ranked.length >= enough) return { ...typed, partial: needed > 1 ? await some() : [] };
	const apart = await asWritten(words, parts, typed, corpus);
	if (apart) return { ...apart, partial: [] };
	const near = await score(words, "typos", needed, corpus, typedWeights);
	if (near.ranked.length > 0) return { ...near, partial: needed > 1 ? await some() : [] };
	const pairs = await asPairs(words, corpus);
	if (pairs.ranked.length > 0) return { ...pairs, partial: [] };
	const any = upToFraction(await score(words, "typos", 1, corpus, typedWeights));
	return { ranked: [], partial: any.ranked, words: any.words };
}

function neededOf(words: string[], common: ReadonlySet<string>): number {
	return words.filter((word) => !common.has(word)).length;
}

/** A name such as `LetsEncrypt` may be two words of the book. What has the name as it was written comes first. */
async function asWritten(words: string[], parts: string[], typed: Scored, corpus: Corpus): Promise<Scored | undefined> {
	if (parts.join(" ") === words.join(" ")) return undefined;
	const apart = await score(parts, "beginnings", neededOf(parts, corpus.common), corpus, typedWeights);
	if (apart.ranked.length === 0) return undefined;
	const known = new Set(typed.ranked.map(({ document }) => document));
	const others = apart.ranked.filter(({ document }) => !known.has(document));
	return { ranked: [...typed.ranked, ...others], words: [...typed.words, ...apart.words] };
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

const mostWords = 18;

/** What has a small part of the best one's score has a word in common with the message, and no more. */
function upToFraction({ ranked, words }: Scored): Scored {
	const least = (ranked[0]?.score ?? 0) / 3;
	return { ranked: ranked.filter((one) => one.score >= least), words };
}

async function score(
	words: string[],
	reach: Reach,
	needed: number,
	{ documents, end, common, dictionary }: Corpus,
	weights: number[],
): Promise<Scored> {
	const found = await Promise.all(words.map((word) => foundFor(word, reachOf(word, reach), dictionary)));
	if (reach !== "itself") await addJoined(words, found, dictionary);
	// By document; in a large book one word may stand in ten thousand, and objects would take too long.
	const scores = new Float64Array(end);
	const counts = new Uint8Array(end);
	const names = new Uint8Array(end);
	for (const [index, matches] of found.entries()) {
		const isCommon = common.has(words[index] ?? "");
		const { gains, met, named } = gainsOf(matches, weights, end);
		const rarity = isCommon ? 0.1 : Math.log(1 + (documents - met.length + 0.5) / (met.length + 0.5));
		for (const document of met) {
			scores[document] = (scores[document] ?? 0) + (gains[document] ?? 0) * rarity;
			if (!isCommon) counts[document] = (counts[document] ?? 0) + 1;
		}
		for (const document of named) names[document] = (names[document] ?? 0) + 1;
	}
	const ranked: Ranked[] = [];
	for (const [document, total] of scores.entries()) {
		if (total === 0 || (counts[document] ?? 0) < needed) continue;
		ranked.push({ document, score: total, isNamed: names[document] === words.length });
	}
	ranked.sort((a, b) => b.score - a.score || a.document - b.document);
	return { ranked, words: found.flat().map(({ word }) => word) };
}

/** A word of the book is no slip of another one. */
async function foundFor(word: string, reach: Reach, dictionary: Dictionary): Promise<Found[]> {
	if (reach !== "typos") return dictionary(word, reach);
	const found = await dictionary(word, "beginnings");
	return found.some(({ likeness }) => likeness === 1) ? found : dictionary(word, reach);
}

/** What is two words to the reader may be one to the author; then it is found for both. */
async function addJoined(words: string[], found: Found[][], dictionary: Dictionary): Promise<void> {
	if (words.some(isPair)) return;
	const pairs = words.slice(1).map((word, index) => `${words[index]}${word}`);
	const joined = await Promise.all(pairs.map((word) => dictionary(word, "beginnings")));
	for (const [index, matches] of joined.entries()) {
		found[index]?.push(...matches);
		found[index + 1]?.push(...matches);
	}
}

/** And what is one word to the reader may be two to the author. */
async function asPairs(words: string[], corpus: Corpus): Promise<Scored> {
	const [word = ""] = words;
	if (words.length !== 1) return { ranked: [], words: [] };
	const known = async (half: string) => {
		for (const one of [half, ...baseForms(half)]) if ((await corpus.dictionary(one, "itself")).length > 0) return [one];
		return [];
	};
	const halves = await Promise.all(wordPairs(word).map(async (pair) => (await Promise.all(pair.map(known))).flat()));
	const pair = halves.find(({ length }) => length === 2);
	return pair ? score(pair, "itself", pair.length, corpus, typedWeights) : { ranked: [], words: [] };
}

/** For one word of the query: what it brings each document, at most; the documents; and those that have it in a name. */
function gainsOf(matches: Found[], weights: number[], end: number) {
	const gains = new Float32Array(end);
	const met: number[] = [];
	const named = new Set<number>();
	for (const { likeness, places } of matches) {
		for (let at = 0; at < places.length; at += 2) {
			const document = places[at] ?? 0;
			const weight = places[at + 1] ?? 0;
			const before = gains[document] ?? 0;
			if (before === 0) met.push(document);
			gains[document] = Math.max(before, likeness * (weights[weight] ?? 1));
			if (weight === 3 && likeness === 1) named.add(document);
		}
	}
	return { gains, met, named };
}

/** A single letter begins far too many words, and a number is never a slip of another. */
function reachOf(word: string, reach: Reach): Reach {
	if (isPair(word)) return reach === "itself" ? reach : "beginnings";
	if (reach === "itself" || word.length < 2) return "itself";
	return reach === "typos" && (word.length < 5 || /\d/.test(word)) ? "beginnings" : reach;
}
