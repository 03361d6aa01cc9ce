import { writePlace } from "../../text/postings.ts";
import type { SearchDocument } from "./search-documents.ts";
import { makeWordTable } from "./search-word-table.ts";
import type { LeafWords } from "./search-words.ts";

/** Gives the words of the documents of a leaf, by their first sign. */
export type WeighWords = (documents: SearchDocument[]) => Map<string, LeafWords>;

/**
 * Make the function that weighs the words of a leaf. Words in a name of the document weigh 3. Others weigh 0 to 2: the
 * more often they stand there and the less else does. It learns the words of the book, which changes how long it takes
 * and nothing else.
 */
export function makeWeigher(): WeighWords {
	const { words, numbersIn } = makeWordTable();
	// By number of a word: the document that has it, and the last one before; documents are counted through all leaves.
	const documentOf: number[] = [];
	const lastOf: number[] = [];
	const counts: number[] = [];
	const weights: number[] = [];
	const signs: string[] = [];
	let count = 0;

	return (documents) => {
		const first = count + 1;
		const inLeaf: number[] = [];
		for (const document of documents) {
			count += 1;
			for (const number of weigh(document)) {
				const last = lastOf[number] ?? 0;
				const isNew = last < first;
				if (isNew) inLeaf.push(number);
				const sign = writePlace(count - 1 - (isNew ? first - 1 : last), weights[number] ?? 0);
				signs[number] = isNew ? sign : signs[number] + sign;
				lastOf[number] = count;
			}
		}
		return byInitial(inLeaf.map((number): [string, string] => [words[number] ?? "", signs[number] ?? ""]));
	};

	/** Weigh the words of a document, and list them, each once. */
	function weigh({ k, n, t, a, i, p, x }: SearchDocument): number[] {
		const here: number[] = [];
		const text = numbersIn(x);
		meetAll(text, here);
		for (const number of text) counts[number] = (counts[number] ?? 0) + 1;
		const share = shareOf(text.length);
		for (const number of here) weights[number] = weightOf(counts[number] ?? 0, share);
		if (p !== undefined) meetAll(numbersIn(p), here);
		// An entry begins with when it is used, and that is what somebody in need has before their eyes.
		if (k === "e") for (const number of text.slice(0, lead)) weights[number] = 2;
		for (const name of [n, t, ...(a ?? []), ...(i ?? [])]) {
			const numbers = numbersIn(name);
			meetAll(numbers, here);
			for (const number of numbers) weights[number] = 3;
		}
		return here;
	}

	/** List those that this document did not have before. */
	function meetAll(numbers: number[], here: number[]): void {
		for (const number of numbers) {
			if (documentOf[number] === count) continue;
			documentOf[number] = count;
			counts[number] = 0;
			weights[number] = 0;
			here.push(number);
		}
	}
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

function byInitial(words: [string, string][]): Map<string, LeafWords> {
	const fields = new Map<string, string[]>();
	for (const [word, signs] of words) {
		const initial = initialOf(word);
		const known = fields.get(initial);
		if (known) known.push(word, signs);
		else fields.set(initial, [word, signs]);
	}
	return new Map([...fields].map(([initial, some]) => [initial, some.join(" ")]));
}

/** Of scripts with thousands of letters 256 are gathered as one, and the last ones all, in an order that stays that of the words. */
function initialOf(word: string): string {
	const unit = word.charCodeAt(0);
	return unit < 0x2e80 ? (word[0] ?? "") : String.fromCharCode(Math.min(unit, 0xd7ff) & 0xff00);
}
