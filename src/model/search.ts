/** One thing that a search can find. Its fields are short, for they stand in the index once for each section. */
export interface SearchRecord {
	/** `c` chapter, `e` runbook entry, `t` term, `s` section. */
	k: "c" | "e" | "t" | "s";
	/** `8`, `§26`, or the empty string. */
	n: string;
	/** Title. */
	t: string;
	/** What it is a part of: the chapter's title. */
	p?: string;
	/** Names that lead straight to it: aliases of a term, alerts of an entry. */
	a?: string[];
	/** Its entries in the index at the back of the book. */
	i?: string[];
	/** Address relative to the site's root. */
	u: string;
	/** Set where something else took its place; it comes last. */
	z?: 1;
}

/**
 * Up to 64 documents of one file of the book, with the words that results are shown with. In a large book it is a script of
 * its own, in a small one the texts are in scripts of some documents each.
 */
export interface SearchLeaf {
	records: SearchRecord[];
	/** By index of the record. */
	texts: string[];
}

/** Words in the order of code units, each as one sign for the number of letters that it shares with the one before, and the rest. */
export type SearchWordList = string;

/** A stretch of the dictionary, in the order of code units. */
export interface SearchWords {
	words: SearchWordList;
	/** The places of each word, see `text/postings.ts`. */
	places: string;
}

/**
 * The script that is loaded when the search is first opened. The number of a document is that of its leaf times 64, and
 * its place in the leaf. A small book has everything here but most of its words and texts; a large one has scripts for all
 * that grows with it.
 */
export interface SearchRoot {
	/** The style sheet of the dialog. */
	style: string;
	/** Pages that are about the book itself: its contents, its glossary, its index. */
	pages: SearchRecord[];
	/** Number of documents. */
	documents: number;
	/** For each leaf that belongs to a numbered chapter, in order: its number less the number of the leaf before. */
	chapters: number[];
	/** Letters of appendices and their leaves. */
	appendices: [string, number][];
	/** Labels of items, such as `bug`, and the first leaf of the chapter with these items. */
	labels: [string, number][];
	/** The first leaf of the runbook and the one behind its last, and the same of the glossary. */
	runbook: [number, number];
	glossary: [number, number];
	/** Documents in whose place something else stands. */
	superseded: number[];
	/** Words that are nearly everywhere: they may raise a result, but need not stand in it. */
	common: string[];
	/** The records of some leaves, from the first of them on; those of all in a small book, else of the runbook. */
	records: [number, SearchRecord[][]];
	/** In a small book for each leaf the documents at which its second piece of texts begins, its third, and so on. */
	pieces: number[][];
	/** The whole dictionary, or the first word of each script that has a stretch of it. */
	words: SearchWords | string[];
	/** The lengths of words of which there is a list, from and to; there is none where the whole dictionary is here. */
	listed: [number, number];
}
