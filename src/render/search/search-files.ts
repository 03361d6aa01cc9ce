import type { Book, Chapter } from "../../model/book.ts";
import type { SearchLeaf } from "../../model/search.ts";
import type { Unit } from "../../model/unit.ts";
import type { Keeper } from "../keep.ts";
import { chapterDocuments, type SearchDocument, termDocuments } from "./search-documents.ts";
import { type IndexedLeaf, indexLeaves, textPieces } from "./search-leaf.ts";
import { type SentFrom, sentFrom } from "./search-sees.ts";
import type { WordPlaces } from "./search-words.ts";

/** The leaves of one file of the book. */
export interface IndexedFile {
	/** Undefined for the glossary. */
	chapter?: Chapter;
	leaves: PlannedLeaf[];
	/** The number of its first leaf. */
	first: number;
}

/** A leaf of which little is held: its texts and words are fetched when they are needed. */
export interface PlannedLeaf extends LeafHead {
	/** While these are the same, so is the leaf. */
	inputs: readonly unknown[];
	leaf(): SearchLeaf;
	words(): ReadonlyMap<string, WordPlaces>;
}

/** What the index as a whole has to know of a leaf. */
interface LeafHead {
	/** Number of documents. */
	documents: number;
	/** Those in whose place something else stands. */
	superseded: number[];
	/** The first document of each piece of the texts. */
	pieces: number[];
}

/** Index every file of the book by itself; those that did not change are known by what was kept of them. */
export function indexFiles(
	book: Book,
	units: ReadonlyMap<string, Pick<Unit, "search">>,
	keeper: Keeper,
): IndexedFile[] {
	const files: IndexedFile[] = [];
	let sees: SentFrom | undefined;
	const sent: SentFrom = (names) => {
		sees ??= sentFrom(book);
		return sees(names);
	};
	let first = 0;
	for (const chapter of [...book.chapters, ...book.appendices, ...book.plain]) {
		if (chapter.symbol.address.page === book.glossaryAddress) continue;
		const { path } = chapter.outline;
		const unit = units.get(path);
		const list = () => chapterDocuments(chapter, unit?.search ?? [], book, sent);
		const leaves = planLeaves(`search ${path}`, [book, unit], list, keeper);
		files.push({ chapter, leaves, first });
		first += leaves.length;
	}
	const leaves = planLeaves("search glossary", [book], () => termDocuments(book, sent), keeper);
	files.push({ leaves, first });
	return files;
}

function planLeaves(
	key: string,
	inputs: readonly unknown[],
	list: () => SearchDocument[],
	{ keep, settle, recall }: Keeper,
): PlannedLeaf[] {
	const indexed = () => {
		const documents = keep(key, inputs, () => settle(key, list()));
		return keep(`${key} leaves`, [documents], () => indexLeaves(documents));
	};
	const leavesOf = (made: () => IndexedLeaf[]) => recall(`${key} texts`, inputs, () => made().map(({ leaf }) => leaf));
	const wordsOf = (made: () => IndexedLeaf[]) =>
		recall(`${key} words`, inputs, () => made().map(({ words }) => [...words]));
	const heads = recall(`${key} index`, inputs, () => {
		const made = indexed();
		// While they are at hand: nobody is to index the file again for them.
		leavesOf(() => made);
		wordsOf(() => made);
		return keep(`${key} heads`, [made], () => made.map(headOf));
	});
	return heads.map((head, index) => ({
		...head,
		inputs: [heads, index],
		leaf: () => leavesOf(indexed)[index] ?? { records: [], texts: [] },
		words: () => new Map(wordsOf(indexed)[index]),
	}));
}

function headOf({ leaf: { records, texts } }: IndexedLeaf): LeafHead {
	return {
		documents: records.length,
		superseded: records.flatMap(({ z }, at) => (z ? [at] : [])),
		pieces: textPieces(texts),
	};
}
