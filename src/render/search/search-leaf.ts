import { leafSize } from "../../text/postings.ts";
import type { SearchDocument } from "./search-documents.ts";

/** Sort the documents of one file of the book into leaves; the more it has, and the longer they are, the more leaves they take. */
export function leavesOf(documents: SearchDocument[]): SearchDocument[][] {
	const leaves: SearchDocument[][] = [];
	let size = mostText;
	for (const document of documents) {
		const leaf = leaves.at(-1);
		size += document.x.length;
		if (leaf && leaf.length < leafSize && size <= mostText) {
			leaf.push(document);
		} else {
			leaves.push([document]);
			size = document.x.length;
		}
	}
	return leaves;
}

/** Cut the texts of a leaf into pieces, which are loaded one by one to show a line of them: the first document of each. */
export function textPieces(documents: SearchDocument[]): number[] {
	const firsts: number[] = [];
	let size = Number.POSITIVE_INFINITY;
	for (const [index, { x }] of documents.entries()) {
		size += x.length;
		if (size <= mostPiece) continue;
		firsts.push(index);
		size = x.length;
	}
	return firsts;
}

/** In UTF-16 units; after gzip a kilobyte is left, and most hits of a search have a piece of their own. */
const mostPiece = 2_500;

/** In UTF-16 units: a leaf is loaded whole to show a line of it, and most chapters are one. */
const mostText = 16_000;

/** Give the script's records of some documents. */
export function recordsOf(documents: SearchDocument[]) {
	return documents.map(({ x: _, ...record }) => record);
}

/** Give the words that a line of each is cut from. */
export function textsOf(documents: SearchDocument[]): string[] {
	return documents.map(({ x }) => x);
}
