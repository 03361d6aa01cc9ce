import type { Diagnostic, Span } from "./diagnostic.ts";

/** One reference from one place of the book to another. */
export interface Edge {
	path: string;
	span: Span;
	/** The words that refer. */
	text: string;
	/** The key of the symbol, or an address outside the book. */
	target: string;
	/** The key of the innermost chapter, section, entry or term that the words stand in. */
	from: string;
	/** The heading that the words stand under: an index into the outline of the file, -1 before the first. */
	section: number;
	kind: "mention" | "link" | "term" | "see";
	/** True for the numbers between both ends of a range: they are referred to, but have no link. */
	implied?: boolean;
}

/** What an edge says of the book, without its words and its place in the text; it is read for every file of a book, so it is short. */
export type Use = [target: string, kind: Edge["kind"], from: string, section: number];

/** A heading inside linked content; `render/heading.ts` draws it. */
export interface HeadingPiece {
	/** An index into the outline's headings. */
	heading: number;
	/** Its words, without the number. */
	html: string;
}

/** A part of a file with all its links made. */
export interface LinkedPart {
	kind: "text" | "entry" | "definition";
	/** As in the unit's part. */
	index: number;
	/** The page that it is shown on. */
	page: string;
	pieces: (string | HeadingPiece)[];
	/** Slugs of the terms that it links to, for the previews at the end of the page. */
	terms: string[];
}

/** What must be known of the edges of a file before any of them is needed. */
export interface EdgeSum {
	count: number;
	/** Is another one whenever anything of an edge is that shows: an offset does not. */
	print: string;
	/** The same without the places and the words: it stays while the text moves. */
	uses: string;
}

/** A file whose references have been resolved against the book. */
export interface LinkedUnit {
	path: string;
	parts: LinkedPart[];
	/** The addresses that the author wrote, where they stand, and what they are on a page. */
	hrefs: { from: number; to: number; url: string; page: string; href: string }[];
	edges: Edge[];
	/** The same in short. */
	uses: Use[];
	edgeSum: EdgeSum;
	/** Paths of the assets that it shows or links to. */
	assets: string[];
	diagnostics: Diagnostic[];
	/** Number of words of prose. */
	words: number;
}

/** The place in the book from which something is referred to. */
export type Origin = Pick<Edge, "path" | "kind" | "from" | "section">;

/** Who refers to what. */
export interface Backlinks {
	/** From where something leads to the symbol with a key, in book order. */
	get(key: string): Origin[];
	/** The paths of the files with these places, in the same order. */
	users(key: string): string[];
	/** Says in few signs what of a file is referred to, and from which places of the book; nothing of where the words stand. */
	printOf(path: string): string;
}
