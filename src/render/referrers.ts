import type { Book, BookSymbol } from "../model/book.ts";
import type { Backlinks, Origin } from "../model/linked.ts";
import { escapeAttribute, escapeHtml } from "../text/escape.ts";
import { type Direction, numberAttribute } from "../text/number.ts";
import { addressText, relativeLink } from "./address.ts";

/** A section, an entry or a term whose text refers to what a page shows. */
export interface Referrer {
	/** `Chapter 19 §13`, `§26`, `Glossary`. */
	label: string;
	title: string;
	/** Relative to the site's root. */
	address: string;
}

/** List the chapters, sections and entries that refer to a symbol, each once and in book order, with the first place in it; the glossary counts as one, and the page itself does not count. */
export function referrersOf(key: string, page: string, backlinks: Backlinks, book: Book): Referrer[] {
	const referrers = new Map<string, Referrer>();
	const seen = new Set<BookSymbol>();
	for (const origin of backlinks.get(key)) {
		const from = sourceOf(origin, book);
		if (!from || seen.has(from) || from.address.page === page || from.key === key) continue;
		seen.add(from);
		const label = fullLabel(from, book);
		if (!referrers.has(label)) referrers.set(label, { label, ...whereIn(origin, from, book) });
	}
	return [...referrers.values()];
}

function sourceOf(origin: Origin, book: Book): BookSymbol | undefined {
	return book.symbols.get(origin.from) ?? book.chapterByPath.get(origin.path)?.symbol;
}

/** The heading above the words, where they stand in a section of a chapter that has no number; else what they stand in. */
function whereIn(origin: Origin, from: BookSymbol, book: Book): Omit<Referrer, "label"> {
	const isChapter = from.kind === "chapter" || from.kind === "appendix";
	const heading = isChapter && book.chapterByPath.get(origin.path)?.outline.headings[origin.section];
	const address = book.headingAddresses.get(origin.path)?.[origin.section];
	if (!heading || !address || heading.depth === 1) return { title: from.title, address: addressText(from.address) };
	return { title: heading.title, address: addressText(address) };
}

/** Name a symbol so that it is clear outside its chapter: a section of a chapter that is not the runbook takes the chapter's name. */
export function fullLabel(symbol: BookSymbol, book: Book): string {
	if (symbol.kind === "term" || symbol.kind === "group") {
		return book.glossaryTitle;
	}
	const chapter = book.chapterByPath.get(symbol.path)?.symbol;
	if (symbol.kind !== "section" || !chapter) return symbol.label;
	return `${chapter.label} ${symbol.label}`;
}

/** Draw the list of a section's referrers as it stands inside the text; `templates/referrers.eta` draws that of a page in the same way. */
export function drawReferrers(referrers: Referrer[], page: string, direction: Direction): string {
	if (referrers.length === 0) return "";
	const links = referrers.map((one) => {
		const href = escapeAttribute(relativeLink(page, one.address));
		return `<a href="${href}"${numberAttribute(direction)}>${escapeHtml(one.label)}</a>`;
	});
	return `<p class="used"><span class="label">Referred to from</span> ${links.join(" ")}</p>`;
}
