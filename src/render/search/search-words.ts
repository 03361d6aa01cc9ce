import { writeStep } from "../../text/postings.ts";

/**
 * Words of one leaf, each with the signs of its places behind it, as one text with spaces between them, because so many
 * small objects would take up much memory.
 */
export type LeafWords = string;

/** The same of leaves that follow each other: between a word and its signs stand the first and the last leaf that has it. */
export type BlockWords = string;

/** Where a word stands in some leaves. */
export interface WordLine {
	first: number;
	last: number;
	/** Those of its places from the first leaf on. */
	signs: string;
}

/** Join the words of leaves that follow each other. */
export function joinLeaves(leaves: readonly LeafWords[]): BlockWords {
	const lines = new Map<string, WordLine>();
	for (const [leaf, words] of leaves.entries()) {
		const fields = words.split(" ");
		for (let at = 1; at < fields.length; at += 2) addLine(lines, fields[at - 1] ?? "", leaf, leaf, fields[at] ?? "");
	}
	return [...lines].map(([word, { first, last, signs }]) => `${word} ${first} ${last} ${signs}`).join(" ");
}

/** Join the words of blocks that follow each other, each of so many leaves. */
export function joinBlocks(blocks: readonly { words: BlockWords; leaves: number }[]): Map<string, WordLine> {
	const lines = new Map<string, WordLine>();
	let before = 0;
	for (const { words, leaves } of blocks) {
		const fields = words.split(" ");
		for (let at = 3; at < fields.length; at += 4) {
			const first = before + Number(fields[at - 2]);
			addLine(lines, fields[at - 3] ?? "", first, before + Number(fields[at - 1]), fields[at] ?? "");
		}
		before += leaves;
	}
	return lines;
}

function addLine(lines: Map<string, WordLine>, word: string, first: number, last: number, signs: string): void {
	const known = lines.get(word);
	if (known) {
		known.signs += writeStep(first - known.last) + signs;
		known.last = last;
	} else {
		lines.set(word, { first, last, signs });
	}
}
