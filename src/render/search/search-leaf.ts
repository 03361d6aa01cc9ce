import type { SearchLeaf } from "../../model/search.ts";
import { leafSize } from "../../text/postings.ts";
import type { SearchDocument } from "./search-documents.ts";
import { weighWords } from "./search-weights.ts";
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
	const byInitial = new Map<string, string>();
	for (const [word, signs] of weighWords(documents)) {
		const line = `${word} 0 0 ${signs}`;
		const initial = initialOf(word);
		const before = byInitial.get(initial);
		byInitial.set(initial, before === undefined ? line : `${before}\n${line}`);
	}
	return byInitial;
}

/** Of scripts with thousands of letters 256 are gathered as one, and the last ones all, in an order that stays that of the words. */
function initialOf(word: string): string {
	const unit = word.charCodeAt(0);
	return unit < 0x2e80 ? (word[0] ?? "") : String.fromCharCode(Math.min(unit, 0xd7ff) & 0xff00);
}
