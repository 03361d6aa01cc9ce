import type { Diagnostic, Span } from "./diagnostic.ts";
import type { Entry } from "./entry.ts";

/** The state that an author gives a chapter in its front matter. */
export type ChapterStatus = "draft" | "planned" | "tests only" | "done" | "superseded";

/** What front matter says, after the schema has read it; `schema/front-matter.ts` is its source. */
export interface FrontMatter {
	number?: number;
	appendix?: string;
	part?: string;
	title?: string;
	description?: string;
	status?: ChapterStatus;
	/** A reference in words, such as `Chapter 9` or `§13 of ch19`, perhaps with `since` and a date behind it. */
	supersededBy?: string;
	runbook?: boolean;
	/** What the numbered sections are also called: with `bug`, §6 is also bug #6. */
	sections?: { label?: string };
	/** Numbers that may never be used again, with the number that took their place, or null. */
	retired?: Record<number, number | null>;
	/** The day on which somebody last followed the text, as YYYY-MM-DD. */
	verified?: string;
	owner?: string;
	/** Old addresses that must keep leading here: `ch09.html`, `ch09.html#pooling` or, on the same page, `#pooling`; each to an anchor of this file such as `#pools`, or to the empty string for its page. */
	aliases?: Record<string, string>;
	/** Entries of the index that lead to the whole file. */
	index?: string[];
	/** In a file of the glossary: what it says about the one term that it explains. */
	term?: TermFacts;
}

/** What the front matter of a glossary file says about its one term. */
export interface TermFacts {
	/** Its name, or true where that is the title. */
	name?: string | boolean;
	aliases: string[];
	/** In the words of a parenthesis behind a term. */
	status?: string;
	group?: string;
	autolink?: boolean;
}

/** The block below the heading of a runbook entry; `schema/entry.ts` is its source. */
export interface EntryFacts {
	takes?: string;
	severity?: string;
	owner?: string;
	alerts?: string[];
	/** YYYY-MM-DD, or `no` when nobody has followed the steps yet. */
	verified?: string;
	proof?: string;
}

/** A heading without its position, so that it stays equal while the text around it moves. */
export interface Heading {
	/** 1 to 6. */
	depth: number;
	/** Its words, without the number of a section. */
	title: string;
	/** The number of `§26 Title`. */
	section?: number;
	/** The anchor that links use: `s26` for a section, the author's `{#id}`, or GitHub's slug. */
	id: string;
	/** More anchors that lead here, such as GitHub's slug of a section's whole heading. */
	aliases: string[];
	/** A reference in words that took its place, from `**Superseded by** Chapter 8` below the heading. */
	supersededBy?: string;
	/** When it did: a year, a month or a day. */
	supersededSince?: string;
	/** Facts of the block below the heading; only runbook entries have them. */
	facts?: EntryFacts;
}

/** The state of a glossary term. */
export type TermState = "in use" | "target" | "not in use" | "tests only" | "superseded" | "formerly";

/** What the parenthesis between a term and its colon says. */
export interface TermStatus {
	state: TermState;
	since?: string;
	until?: string;
	/** The name of the term that took its place. */
	supersededBy?: string;
}

/** A glossary entry without positions. */
export interface Term {
	/** The first name, as written. */
	name: string;
	/** True where the name is set as code. */
	isCode: boolean;
	/** Further names that are matched in prose: expansions, the parts of `A / B`, `(also: …)`. */
	aliases: string[];
	/** The anchor on the glossary's page, without `term-`. */
	slug: string;
	/** The heading that it stands under, or the empty string. */
	group: string;
	status: TermStatus;
	/** False where the author switched automatic links off. */
	autolink: boolean;
	/** For an entry that only says `See … section.`: the words between. */
	see?: string;
	/** Further anchors that lead to it: those of its heading, and of raw HTML before its name. */
	anchors?: string[];
	/** The definition as plain text, for previews and search. */
	text: string;
	/** Its index in `Unit.places.terms` and the body part that holds its definition. */
	part: number;
}

/** An entry that an author adds to the index at the back of the book. */
export interface IndexMark {
	/** Its words, and those of the entry below it. */
	entry: string[];
	/** The heading that it stands under: an index into `Outline.headings`, -1 for the whole file. */
	section: number;
	/** True where the place is the one that explains the matter. */
	isMain?: boolean;
	/** For an entry that only sends the reader to another. */
	see?: string;
}

/** What the rest of the book may know of a file. It has no position, so that it stays equal while the text around it moves. */
export interface Outline {
	path: string;
	kind: "chapter" | "glossary";
	/** From front matter or the file name. */
	number?: number;
	appendix?: string;
	title: string;
	frontMatter: FrontMatter;
	headings: Heading[];
	/** True where one of the headings says what took its place. */
	hasSuperseded?: boolean;
	/** Anchors that are no heading's: ids of raw HTML, footnotes, steps; with the heading that each stands under, an index as in `Mention.section`. */
	anchors: { id: string; section: number }[];
	/** Headings of level two and deeper under which terms stand; glossary only. */
	groups: { name: string; slug: string }[];
	terms: Term[];
	/** What its author adds to the index, where that is anything. */
	index?: IndexMark[];
}

/** What a reference in prose points to, before the book says whether it exists. */
export type Target =
	| { kind: "chapter"; number: number }
	| { kind: "appendix"; letter: string }
	| { kind: "section"; number: number; chapter?: number; file?: string }
	| { kind: "item"; label: string; number: number; chapter?: number }
	| { kind: "group"; name: string }
	| { kind: "commit"; hash: string; others: string[] }
	| { kind: "rfc"; number: number; section?: string };

/** A reference that was found in prose. */
export interface Mention {
	target: Target;
	/** The words that become the link. */
	text: string;
	span: Span;
	/** Set on the last number of a range: the number that it began with. */
	from?: number;
	/** False in headings, where a reference is checked but stays text. */
	linked: boolean;
	/** True for forms that are text unless the book declares them, such as commits and labelled items. */
	tentative: boolean;
	/** The heading that it stands under: an index into `Outline.headings`, -1 before the first. */
	section: number;
	/** The glossary entry that it stands in: an index into `Outline.terms`. */
	term?: number;
}

/** A link, an image or another address that an author wrote, in Markdown or in raw HTML. */
export interface Link {
	/** As written, with character references decoded. */
	url: string;
	role: "link" | "image" | "asset";
	/** The words of the link, to hold them against its target. */
	text: string;
	/** What the words refer to, where they have the form of a reference. */
	says: Target[];
	/** The whole link. */
	span: Span;
	/** The address alone, where the source shows it; else the whole link. */
	urlSpan: Span;
	section: number;
	term?: number;
}

/** Prose in which terms may be linked. It runs from one inline element to the next. */
export interface Prose {
	text: string;
	/** Pairs of an index into `text` and the offset in the file that it stands at; between two pairs both advance alike. */
	origins: number[];
	/** True where the first word opens a sentence. */
	opensSentence: boolean;
	section: number;
	term?: number;
}

/** A place in the HTML that only the whole book can fill. */
export type Hole =
	/** The link of a mention, or a part of it where emphasis splits its words. */
	| { hole: "mention"; index: number; text: string }
	/** Text with its terms linked. */
	| { hole: "prose"; index: number }
	/** A code span that may be a term. */
	| { hole: "code"; text: string; offset: number; section: number; term?: number }
	/** The value of an attribute that holds an address. */
	| { hole: "address"; index: number }
	/** A whole heading: an index into `Outline.headings`, and its words. */
	| { hole: "heading"; index: number; words: Segment[] };

/** A literal piece of HTML, or a hole. */
export type Segment = string | Hole;

/** One stretch of a file that is shown as one piece: a chapter's text, a runbook entry, the definition of a term. */
export interface Part {
	kind: "text" | "entry" | "definition";
	/** For an entry, the index of its heading. For a definition, the index of its term. */
	index: number;
	segments: Segment[];
}

/** What search knows of one section: the heading it belongs to, and its words. */
export interface SearchText {
	/** An index into `Outline.headings`, -1 before the first. */
	section: number;
	text: string;
}

/** Where the things of an outline stand in the file; kept apart so that an outline has no positions. */
export interface Places {
	/** Of the front matter's value for each key that was written. */
	frontMatter: Record<string, Span>;
	headings: Span[];
	terms: Span[];
	/** Of the entries of `Outline.index`. */
	index?: Span[];
	/** Names in bold inside the definitions of a glossary. */
	marked?: { text: string; span: Span }[];
	/** For each entry of `Outline.headings` with `supersededBy`: the place of these words. */
	supersededBy: Record<number, Span>;
}

/** A diagnostic that a comment silences: `<!-- silcrow: ignore unknown-section because … -->`, for the next block. */
export interface Suppression {
	code: string;
	reason: string;
	/** Of the comment. */
	span: Span;
	/** Lines of the block that it covers, both ends included. */
	from: number;
	to: number;
}

/** One compiled file: everything that can be known of it without the rest of the book. Plain JSON. */
export interface Unit {
	path: string;
	outline: Outline;
	places: Places;
	mentions: Mention[];
	links: Link[];
	prose: Prose[];
	parts: Part[];
	/** The entries of the runbook as data; only the runbook has them. */
	entries?: Entry[];
	search: SearchText[];
	suppressions: Suppression[];
	diagnostics: Diagnostic[];
	/** The offset behind the front matter. */
	bodyStart: number;
	/** What fences show of other files, and the end of the line that says so. */
	inclusions: { at: number; code: string }[];
	/** Number of words of prose, for the reading time. */
	words: number;
	/** Offsets of the first character of each line, to turn an offset into a place. */
	lines: number[];
	/** How its blocks of code are coloured, by their prints, for the next version of the file; `compile/code/colours.ts` reads it. */
	colours: Record<string, string>;
}
