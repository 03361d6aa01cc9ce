import type { Book, BookSymbol, Chapter } from "../model/book.ts";
import type { SearchText } from "../model/unit.ts";
import { addressText } from "./address.ts";
import { entryAddress } from "./frame.ts";
import type { Keeper } from "./keep.ts";

/** One thing that a search can find. Its fields are short, for they stand in the index once for each section. */
export interface SearchDocument {
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
	/** Address relative to the site's root. */
	u: string;
	/** Words. */
	x: string;
	/** Set where something else took its place; it comes last. */
	z?: 1;
}

/** List what a search can find, in the order of the book. `texts` gives the words of each file's sections. */
export function searchDocuments(book: Book, texts: ReadonlyMap<string, SearchText[]>): SearchDocument[] {
	const chapters = searchedChapters(book).flatMap((chapter) => {
		return chapterDocuments(chapter, texts.get(chapter.outline.path) ?? [], book);
	});
	return [...chapters, ...termDocuments(book)];
}

function searchedChapters(book: Book): Chapter[] {
	const chapters = [...book.chapters, ...book.appendices, ...book.plain];
	return chapters.filter((chapter) => chapter.symbol.address.page !== book.glossaryAddress);
}

function termDocuments(book: Book): SearchDocument[] {
	return book.terms.map(({ term, symbol }) => ({
		k: "t",
		n: "",
		t: term.name,
		u: addressText(symbol.address),
		x: term.text,
		...(term.aliases.length > 0 ? { a: term.aliases } : {}),
	}));
}

function chapterDocuments(chapter: Chapter, texts: SearchText[], book: Book): SearchDocument[] {
	const { outline, symbol } = chapter;
	const words = new Map(texts.map(({ section, text }) => [section, text]));
	const title = outline.headings[0]?.depth === 1 ? 0 : -1;
	const documents = [
		marked(
			{
				k: "c",
				n: outline.appendix ?? outline.number?.toString() ?? "",
				t: outline.title,
				u: symbol.address.page,
				x: [outline.frontMatter.description, words.get(-1), words.get(title)].filter(Boolean).join(" "),
			},
			symbol,
		),
	];
	const isRunbook = symbol.key === book.runbook?.symbol.key;
	let entry: number | undefined;
	let depth = 0;
	for (const [index, heading] of outline.headings.entries()) {
		if (index === title) continue;
		if (heading.depth <= depth) entry = undefined;
		if (isRunbook && heading.section !== undefined) {
			entry = heading.section;
			depth = heading.depth;
		}
		const isEntry = entry !== undefined && entry === heading.section;
		const page = entry === undefined ? symbol.address.page : entryAddress(entry);
		const document: SearchDocument = {
			k: isEntry ? "e" : "s",
			n: heading.section === undefined ? "" : `§${heading.section}`,
			t: heading.title,
			p: parentTitle(chapter, entry, isEntry),
			u: isEntry ? page : `${page}#${heading.id}`,
			x: words.get(index) ?? "",
		};
		if (heading.facts?.alerts?.length) document.a = heading.facts.alerts;
		const section = heading.section === undefined ? undefined : chapter.sections.get(heading.section);
		documents.push(section ? marked(document, section.symbol) : document);
	}
	return documents;
}

function parentTitle(chapter: Chapter, entry: number | undefined, isEntry: boolean): string {
	const { outline } = chapter;
	if (entry !== undefined && !isEntry) {
		return `§${entry} ${chapter.sections.get(entry)?.heading.title ?? ""}`;
	}
	const number = outline.appendix ?? outline.number;
	return number === undefined ? outline.title : `${number} ${outline.title}`;
}

function marked(document: SearchDocument, symbol: BookSymbol): SearchDocument {
	return symbol.supersededBy === undefined ? document : { ...document, z: 1 };
}

/**
 * Write the index as a classic script, which a page opened from disk may load as well. The data is one string literal:
 * nothing in it can end the script or become code, and no word becomes the name of a property.
 */
export function renderSearchIndex(
	book: Book,
	texts: ReadonlyMap<string, SearchText[]>,
	{ keep }: Pick<Keeper, "keep">,
): string {
	const pieces = searchedChapters(book).map((chapter) => {
		const { path } = chapter.outline;
		const text = texts.get(path) ?? [];
		return keep(`search ${path}`, [book, text], () => literalOf(chapterDocuments(chapter, text, book)));
	});
	pieces.push(literalOf(termDocuments(book)));
	return `silcrowIndex(JSON.parse("[${pieces.filter((piece) => piece !== "").join(",")}]"));\n`;
}

/** Documents as JSON inside a string literal. */
function literalOf(documents: SearchDocument[]): string {
	const json = documents.map((document) => JSON.stringify(document)).join(",");
	return JSON.stringify(json)
		.slice(1, -1)
		.replace(/[<>\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
