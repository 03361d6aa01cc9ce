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

/** A file whose references have been resolved against the book. */
export interface LinkedUnit {
	path: string;
	parts: LinkedPart[];
	/** The addresses that the author wrote, where they stand, and what they are on a page. */
	hrefs: { from: number; to: number; url: string; page: string; href: string }[];
	edges: Edge[];
	/** Paths of the assets that it shows or links to. */
	assets: string[];
	diagnostics: Diagnostic[];
	/** Number of words of prose. */
	words: number;
}

/** Who refers to what: the key of a symbol to the edges that lead to it, in book order. */
export type Backlinks = Map<string, Edge[]>;
