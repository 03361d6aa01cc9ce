import type { Keeper } from "../keep.ts";
import type { SearchDocument } from "./search-documents.ts";
import type { SearchFile } from "./search-files.ts";
import { leavesOf, textPieces } from "./search-leaf.ts";
import { markOf } from "./search-mark.ts";
import type { WeighWords } from "./search-weights.ts";
import { type BlockWords, joinLeaves, type LeafWords } from "./search-words.ts";

/** Some files of the book that follow each other, and the words that stand in them, which are fetched when they are needed. */
export interface SearchBlock {
	/** By file. */
	heads: LeafHead[][];
	/** Number of leaves. */
	leaves: number;
	/** By the first sign of the words: while the mark is the same, so are all words that begin with it, and their places. */
	marks: ReadonlyMap<string, string>;
	words(initial: string): BlockWords;
}

/** What the index as a whole has to know of a leaf. */
export interface LeafHead {
	/** Number of documents. */
	documents: number;
	/** Those in whose place something else stands. */
	superseded: number[];
	/** The first document of each piece of the texts. */
	pieces: number[];
}

/** So many files are joined at a time, so that an edit joins only those beside it again. */
export const blockSize = 64;

/** Index the files of the book; of those that did not change, no more is read than what is asked for. */
export function indexBlocks(all: SearchFile[], weigh: WeighWords, keeper: Keeper): SearchBlock[] {
	const numbers = Array.from({ length: Math.ceil(all.length / blockSize) }, (_, number) => number);
	return numbers.map((number) => indexBlock(all, number, weigh, keeper));
}

/** Index the files of one block. */
export function indexBlock(all: SearchFile[], number: number, weigh: WeighWords, keeper: Keeper): SearchBlock {
	const { note, recall, hold, settle } = keeper;
	const from = number * blockSize;
	const files = all.slice(from, from + blockSize);
	const key = `search block ${from}`;
	const indexAll = () => files.map((file) => indexFile(file, weigh, keeper));
	let atHand: LeafWordsByInitial[] | undefined;
	const head = recall(
		key,
		files.flatMap(({ inputs }) => inputs),
		() => {
			const indexed = indexAll();
			atHand = leavesOfFiles(indexed);
			return { heads: indexed.map(({ heads }) => heads), marks: marksOf(atHand) };
		},
	);
	const marks = new Map(head.marks);
	const join = (initial: string) => () => {
		atHand ??= leavesOfFiles(indexAll());
		return joinLeaves(wordsOf(atHand, initial));
	};
	const words = (initial: string) => recall(`${key} ${initial}`, [marks.get(initial)], join(initial));
	// While they are at hand: nobody is to read them again for the next edit. Of most initials they are kept already.
	if (atHand) for (const [initial, mark] of marks) hold(`${key} ${initial}`, [mark], join(initial));
	const heads = note(settle(`${key} heads`, head.heads));
	return { heads, leaves: heads.flat().length, marks, words };
}

/** What is kept of a file. */
interface IndexedFile {
	heads: LeafHead[];
	/** By leaf: pairs of a first sign and the words that begin with it. */
	words: [string, LeafWords][][];
}

function indexFile({ key, inputs, documents }: SearchFile, weigh: WeighWords, { keep, recall }: Keeper): IndexedFile {
	return recall(`${key} index`, inputs, () => {
		const all = documents();
		return keep(`${key} leaves`, [all], () => {
			const leaves = leavesOf(all);
			return { heads: leaves.map(headOf), words: leaves.map((leaf) => [...weigh(leaf)]) };
		});
	});
}

function headOf(documents: SearchDocument[]): LeafHead {
	return {
		documents: documents.length,
		superseded: documents.flatMap(({ z }, at) => (z ? [at] : [])),
		pieces: textPieces(documents),
	};
}

/** The words of a leaf, by their first sign. */
type LeafWordsByInitial = ReadonlyMap<string, LeafWords>;

function leavesOfFiles(indexed: IndexedFile[]): LeafWordsByInitial[] {
	return indexed.flatMap(({ words }) => words).map((words) => new Map(words));
}

/** What the leaves say is hashed, and not what they say together: to join the words of all takes ten times as long. */
function marksOf(leaves: LeafWordsByInitial[]): [initial: string, mark: string][] {
	const initials = new Set(leaves.flatMap((words) => [...words.keys()]));
	return [...initials].map((initial) => [initial, markOf(wordsOf(leaves, initial).join("\n"))]);
}

function wordsOf(leaves: LeafWordsByInitial[], initial: string): LeafWords[] {
	return leaves.map((words) => words.get(initial) ?? "");
}
