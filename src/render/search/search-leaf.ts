import type { SearchLeaf } from "../../model/search.ts";
import { leafSize, writePlaces } from "../../text/postings.ts";
import { wordsOf } from "../../text/words.ts";
import type { SearchDocument } from "./search-documents.ts";
import type { WordPlaces } from "./search-words.ts";

/** A leaf as text: the script's data, and the words that stand in it. */
export interface IndexedLeaf {
	leaf: SearchLeaf;
	/** By the first sign of the word. */
	words: ReadonlyMap<string, WordPlaces>;
}

/** Index the documents of one file of the book; the more it has, and the longer they are, the more leaves they take. */
export function indexLeaves(documents: SearchDocument[]): IndexedLeaf[] {
	const groups: SearchDocument[][] = [];
	let size = mostText;
	for (const document of documents) {
		const group = groups.at(-1);
		size += document.x.length;
		if (group && group.length < leafSize && size <= mostText) {
			group.push(document);
		} else {
			groups.push([document]);
			size = document.x.length;
		}
	}
	return groups.map((group) => {
		const records = group.map(({ x: _, ...record }) => record);
		return { leaf: { records, texts: group.map(({ x }) => x) }, words: wordPlaces(group) };
	});
}

/** Cut the texts of a leaf into pieces, which are loaded one by one to show a line of them: the first document of each. */
export function textPieces(texts: string[]): number[] {
	const firsts: number[] = [];
	let size = Number.POSITIVE_INFINITY;
	for (const [index, text] of texts.entries()) {
		size += text.length;
		if (size <= mostPiece) continue;
		firsts.push(index);
		size = text.length;
	}
	return firsts;
}

/** In UTF-16 units; after gzip a kilobyte is left, and most hits of a search have a piece of their own. */
const mostPiece = 2_500;

/** In UTF-16 units: a leaf is loaded whole to show a line of it, and most chapters are one. */
const mostText = 16_000;

function wordPlaces(documents: SearchDocument[]): Map<string, WordPlaces> {
	const places = new Map<string, [number, number][]>();
	for (const [index, document] of documents.entries()) {
		for (const [word, weight] of weigh(document)) {
			const list = places.get(word);
			if (list) list.push([index, weight]);
			else places.set(word, [[index, weight]]);
		}
	}
	const byInitial = new Map<string, string[]>();
	for (const [word, list] of places) {
		const line = `${word} 0 0 ${writePlaces(list)}`;
		const initial = initialOf(word);
		const lines = byInitial.get(initial);
		if (lines) lines.push(line);
		else byInitial.set(initial, [line]);
	}
	return new Map([...byInitial].map(([initial, lines]) => [initial, lines.join("\n")]));
}

/** Of scripts with thousands of letters 256 are gathered as one, and the last ones all, in an order that stays that of the words. */
function initialOf(word: string): string {
	const unit = word.charCodeAt(0);
	return unit < 0x2e80 ? (word[0] ?? "") : String.fromCharCode(Math.min(unit, 0xd7ff) & 0xff00);
}

/** Words in a name of the document weigh 3. Others weigh 0 to 2: the more often they stand there and the less else does. */
function weigh({ k, n, t, a, i, p, x }: SearchDocument): Map<string, number> {
	const weights = new Map<string, number>();
	const counts = new Map<string, number>();
	const words = wordsOf(x);
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	if (p !== undefined) for (const word of wordsOf(p)) weights.set(word, 0);
	// As BM25 has it, with a length that sections of most books have.
	const share = 1.2 * (0.4 + (0.6 * words.length) / usualLength);
	for (const [word, count] of counts) {
		const weight = (2.2 * count) / (count + share);
		weights.set(word, weight < 1 ? 0 : weight < 1.5 ? 1 : 2);
	}
	// An entry begins with when it is used, and that is what somebody in need has before their eyes.
	if (k === "e") for (const word of words.slice(0, lead)) weights.set(word, 2);
	for (const name of [n, t, ...(a ?? []), ...(i ?? [])]) for (const word of wordsOf(name)) weights.set(word, 3);
	return weights;
}

/** In words. */
const usualLength = 150;
const lead = 60;
