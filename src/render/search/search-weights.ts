import { writePlace } from "../../text/postings.ts";
import { wordsOf } from "../../text/words.ts";
import type { SearchDocument } from "./search-documents.ts";

/**
 * Give each word of the documents of a leaf with the signs of its places. Words in a name of the document weigh 3. Others
 * weigh 0 to 2: the more often they stand there and the less else does.
 */
export function weighWords(documents: SearchDocument[]): [string, string][] {
	// A word is looked up once where it stands, and is a number from there on: a book has millions.
	const numbers = new Map<string, number>();
	const words: [string, string][] = [];
	const documentOf: number[] = [];
	const lastOf: number[] = [];
	const counts: number[] = [];
	const weights: number[] = [];
	let here: number[] = [];
	const meet = (word: string, document: number): number => {
		let number = numbers.get(word);
		if (number === undefined) {
			number = words.length;
			numbers.set(word, number);
			words.push([word, ""]);
			documentOf.push(-1);
			lastOf.push(-1);
		}
		if (documentOf[number] !== document) {
			documentOf[number] = document;
			counts[number] = 0;
			weights[number] = 0;
			here.push(number);
		}
		return number;
	};
	for (const [document, { k, n, t, a, i, p, x }] of documents.entries()) {
		here = [];
		const text = wordsOf(x);
		for (const word of text) {
			const number = meet(word, document);
			counts[number] = (counts[number] ?? 0) + 1;
		}
		const share = shareOf(text.length);
		for (const number of here) weights[number] = weightOf(counts[number] ?? 0, share);
		if (p !== undefined) for (const word of wordsOf(p)) meet(word, document);
		// An entry begins with when it is used, and that is what somebody in need has before their eyes.
		if (k === "e") for (const word of text.slice(0, lead)) weights[meet(word, document)] = 2;
		for (const name of [n, t, ...(a ?? []), ...(i ?? [])])
			for (const word of wordsOf(name)) weights[meet(word, document)] = 3;
		for (const number of here) {
			const word = words[number];
			if (word) word[1] += writePlace(document - (lastOf[number] ?? -1) - 1, weights[number] ?? 0);
			lastOf[number] = document;
		}
	}
	return words;
}

/** As BM25 has it, with a length that sections of most books have. */
function shareOf(length: number): number {
	return 1.2 * (0.4 + (0.6 * length) / usualLength);
}

function weightOf(count: number, share: number): number {
	const weight = (2.2 * count) / (count + share);
	return weight < 1 ? 0 : weight < 1.5 ? 1 : 2;
}

/** In words. */
const usualLength = 150;
const lead = 60;
