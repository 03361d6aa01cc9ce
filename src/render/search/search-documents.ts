import type { Book, Chapter } from "../../model/book.ts";
import type { SearchRecord } from "../../model/search.ts";
import type { Outline, SearchText } from "../../model/unit.ts";
import { addressText } from "../address.ts";
import { entryAddress } from "../frame.ts";
import type { SentFrom } from "./search-sees.ts";

/** A record, and the words that a search looks through besides its own. */
export interface SearchDocument extends SearchRecord {
	x: string;
}

/** List the terms of the glossary as a search finds them. */
export function termDocuments(book: Book, sentFrom: SentFrom): SearchDocument[] {
	return book.terms.map(({ term, symbol }) => {
		const document: SearchDocument = { k: "t", n: "", t: term.name, u: addressText(symbol.address), x: term.text };
		if (term.aliases.length > 0) document.a = term.aliases;
		const sent = sentFrom([term.name, ...term.aliases]);
		if (sent.length > 0) document.i = sent;
		return symbol.supersededBy === undefined ? document : { ...document, z: 1 };
	});
}

/** What the documents of a chapter have from the rest of the book. */
export interface Surroundings {
	isRunbook: boolean;
	sentFrom: SentFrom;
}

/** List a chapter and its sections as a search finds them. Below a superseded chapter everything is superseded. */
export function chapterDocuments(
	chapter: Chapter,
	texts: SearchText[],
	{ isRunbook, sentFrom }: Surroundings,
): SearchDocument[] {
	const { outline, symbol } = chapter;
	const words = new Map(texts.map(({ section, text }) => [section, text]));
	const title = outline.headings[0]?.depth === 1 ? 0 : -1;
	const lead = [outline.frontMatter.description, words.get(-1), title < 0 ? undefined : words.get(title)];
	const documents: SearchDocument[] = [
		{
			k: "c",
			n: outline.appendix ?? outline.number?.toString() ?? "",
			t: outline.title,
			u: symbol.address.page,
			x: lead.filter(Boolean).join(" "),
		},
	];
	// Whatever stands at this depth or deeper is superseded with what stands above it.
	let oldDepth = symbol.supersededBy === undefined ? Number.POSITIVE_INFINITY : 0;
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
			n: numberOf(entry ?? heading.section),
			t: heading.title,
			p: parentTitle(chapter, entry, isEntry),
			u: isEntry ? page : `${page}#${heading.id}`,
			x: behindTitle(words.get(index) ?? "", heading.title),
		};
		if (heading.facts?.alerts?.length) document.a = heading.facts.alerts;
		const names = indexNames(outline, heading.title, [index], sentFrom);
		if (names.length > 0) document.i = names;
		const own = heading.section === undefined ? undefined : chapter.sections.get(heading.section)?.symbol;
		if (heading.depth <= oldDepth)
			oldDepth = own?.supersededBy === undefined ? Number.POSITIVE_INFINITY : heading.depth;
		if (heading.depth >= oldDepth) document.z = 1;
		documents.push(document);
	}
	const [first] = documents;
	const names = indexNames(outline, outline.title, title < 0 ? [-1] : [-1, title], sentFrom);
	if (first && names.length > 0) first.i = names;
	if (first && symbol.supersededBy !== undefined) first.z = 1;
	return documents;
}

/** Entries that only send the reader to another one are names of what that one leads to, wherever they stand. */
function indexNames({ index = [] }: Outline, title: string, sections: number[], sentFrom: SentFrom): string[] {
	const marks = index.filter(({ section, see }) => see === undefined && sections.includes(section));
	const names = marks.map(({ entry }) => entry.join(" "));
	return [...names, ...sentFrom([title, ...names, ...marks.flatMap(({ entry }) => entry.slice(0, 1))])];
}

/** The words of a section begin with its title, which is shown above them anyway. */
function behindTitle(text: string, title: string): string {
	return text.startsWith(`${title} `) ? text.slice(title.length + 1) : text;
}

function numberOf(section: number | undefined): string {
	return section === undefined ? "" : `§${section}`;
}

function parentTitle(chapter: Chapter, entry: number | undefined, isEntry: boolean): string {
	const { outline } = chapter;
	if (entry !== undefined && !isEntry) {
		return `§${entry} ${chapter.sections.get(entry)?.heading.title ?? ""}`;
	}
	const number = outline.appendix ?? outline.number;
	return number === undefined ? outline.title : `${number} ${outline.title}`;
}
