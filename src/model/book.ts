import type { Settings } from "./settings.ts";
import type { Heading, Outline, Term } from "./unit.ts";

/** A page of the site and an anchor on it; both are kept for ever once published. */
export interface Address {
	/** Relative to the site's root, such as `ch08.html` or `runbook/26.html`. */
	page: string;
	/** Without `#`. */
	anchor?: string;
}

/** Something that a reference can lead to. */
export interface BookSymbol {
	/** `ch:8`, `ch:17§26`, `app:A`, `group:neon`, `term:goose`: the name that `references.json` uses. */
	key: string;
	kind: "chapter" | "appendix" | "section" | "entry" | "group" | "term";
	/** What a list calls it: `Chapter 8`, `§26`, `Appendix A`; for terms and groups their name. */
	label: string;
	title: string;
	address: Address;
	/** The file that defines it. */
	path: string;
	/** What took its place, in the words of the author. */
	supersededBy?: string;
	/** When it did: a year, a month or a day. */
	supersededSince?: string;
	/** The key of what took its place, where that is there. */
	successor?: string;
}

/** An address that was published once, and where its matter stands now. */
export interface OldAddress {
	from: Address;
	/** Undefined where nothing took its place. */
	to?: Address;
	/** What it was called, as far as that is known: `§25`, `Drain a node`. */
	label: string;
	title: string;
	/** True for a number that was retired: its reader is told so, and not just sent on. */
	isRetired: boolean;
}

/** A numbered section of a chapter. */
export interface Section {
	heading: Heading;
	/** Its index in the outline. */
	index: number;
	symbol: BookSymbol;
}

/** A chapter, an appendix or a page without a number. */
export interface Chapter {
	outline: Outline;
	symbol: BookSymbol;
	/** By number; empty where the chapter has no numbered sections. */
	sections: Map<number, Section>;
}

/** A glossary entry and where it is shown. */
export interface BookTerm {
	term: Term;
	path: string;
	/** Its index in the file's outline. */
	index: number;
	symbol: BookSymbol;
}

/** What all files together define: the symbol table. It holds no positions and no text. */
export interface Book {
	settings: Settings;
	/** By number, ascending; drafts left out. */
	chapters: Chapter[];
	/** By letter, ascending; the glossary is among them where a file of it has a letter. */
	appendices: Chapter[];
	/** Files with neither number nor letter, by path. */
	plain: Chapter[];
	/** The outlines of the glossary's files, by path. */
	glossary: Outline[];
	/** The glossary's page, or undefined where the book has no glossary. */
	glossaryAddress?: string;
	glossaryTitle: string;
	chapterByNumber: Map<number, Chapter>;
	appendixByLetter: Map<string, BookSymbol>;
	/** Every text file of the book by its path. */
	chapterByPath: Map<string, Chapter>;
	/** The chapter whose sections are runbook entries. */
	runbook?: Chapter;
	terms: BookTerm[];
	/** By folded name and alias; several where groups define homonyms. */
	termsByName: Map<string, BookTerm[]>;
	/** By folded name, the first entry that only sends its reader elsewhere. */
	seesByName: Map<string, BookTerm>;
	/** By name with spaces around `/` removed, in lower case. */
	groups: Map<string, BookSymbol>;
	/** Chapters whose numbered sections have this label. */
	chaptersByLabel: Map<string, Chapter[]>;
	symbols: Map<string, BookSymbol>;
	/** Key of a symbol to the keys of those that it took the place of. */
	predecessors: Map<string, string[]>;
	/** By page, `#` and anchor, the anchor empty for a whole page. */
	symbolByAddress: Map<string, BookSymbol>;
	/** Path of a glossary file to its terms, by their index in the outline. */
	termsByFile: Map<string, BookTerm[]>;
	/** Page to its anchors. */
	anchors: Map<string, Set<string>>;
	/** Path of a text file to what each fragment of a link to it leads to. */
	fragments: Map<string, Map<string, Address>>;
	/** Path of a text file to the address of each of its headings, by index. */
	headingAddresses: Map<string, Address[]>;
	/** Addresses that were published once and must keep leading somewhere, by address; those that a heading or a term has taken over are anchors like any other. */
	old: Map<string, OldAddress>;
	/** Key of a term to further anchors that lead to it, such as that of its former name. */
	termAnchors: Map<string, string[]>;
	/** Addresses of earlier days that are anchors of a heading or a term now. */
	takenOver: Set<string>;
	/** Numbers of chapters that are drafts, and so not published. */
	drafts: Map<number, string>;
	/** Asset path to its published address. */
	assets: Map<string, string>;
}
