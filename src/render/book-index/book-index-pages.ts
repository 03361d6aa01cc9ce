import type { Book } from "../../model/book.ts";
import type { Backlinks, LinkedUnit } from "../../model/linked.ts";
import { foldTerm } from "../../text/fold.ts";
import { addressText } from "../address.ts";
import { type Badge, termBadge } from "../badge.ts";
import { inFilingOrder } from "../pages/glossary-order.ts";
import { barOf, type Letter, type LetterBar, lettersOf } from "../pages/letters.ts";
import { type View, viewOf } from "../view.ts";
import { bookIndexAddress } from "./book-index-address.ts";
import { type IndexEntry, indexEntries } from "./index-entries.ts";
import { type Locator, locatorsOf } from "./locators.ts";

/** An entry as the page shows it. */
export interface IndexRow {
	name: string;
	slug: string;
	isCode: boolean;
	group: string;
	/** The entry of the glossary, or the empty string. */
	glossary: string;
	badge?: Badge;
	locators: Locator[];
	below: Omit<IndexRow, "below">[];
	sees: { name: string; address: string }[];
}

/** What the template of the index finds in `data`. */
export interface BookIndexData {
	letters: Letter<IndexRow>[];
	/** Relative to the site's root, with the page of each letter. */
	bar: { letter: string; address?: string }[];
	count: number;
	/** True for the page that only leads to those of the letters. */
	isSplit: boolean;
}

/** Above this number of entries each letter has a page of its own. */
const mostOnPage = 600;

/** Gather the pages of the index. */
export function bookIndexViews(book: Book, linked: ReadonlyMap<string, LinkedUnit>, backlinks: Backlinks): View[] {
	const entries = indexEntries(book, linked, backlinks);
	const letters = lettersOf([...entries.values()]);
	const isSplit = entries.size > mostOnPage;
	const pages = new Map(letters.map(({ id }) => [id, isSplit ? `book-index-${id.slice(7)}.html` : bookIndexAddress]));
	const bar = barOf(letters).map((one) => addressed(one, pages, isSplit));
	const pageOf = new Map<IndexEntry, string>();
	for (const { id, rows } of letters) for (const row of rows) pageOf.set(row, pages.get(id) ?? bookIndexAddress);
	const byName = new Map([...entries.values()].map((entry) => [foldTerm(entry.name), entry]));
	const shown = letters.map(({ letter, id, rows }) => ({ letter, id, rows: rows.map((entry) => rowOf(entry)) }));
	const about = { bar, count: entries.size, isSplit };
	const first = viewAt(bookIndexAddress, "Index", { ...about, letters: isSplit ? [] : shown }, book);
	if (!isSplit) return [first];
	const others = shown.map((one) =>
		viewAt(pages.get(one.id) ?? "", `Index: ${one.letter}`, { ...about, isSplit: false, letters: [one] }, book),
	);
	return [first, ...others];

	function rowOf(entry: IndexEntry): IndexRow {
		const badge = entry.term && termBadge(entry.term.term.status.state);
		const below = [...entry.below.values()].map((one) => ({ ...rowOf(one), below: [] }));
		return {
			name: entry.name,
			slug: entry.slug,
			isCode: entry.isCode,
			group: entry.group,
			glossary: entry.term ? addressText(entry.term.symbol.address) : "",
			...(badge ? { badge } : {}),
			locators: locatorsOf(entry.places),
			below: inFilingOrder(below),
			sees: [...new Set(entry.sees)].map((name) => {
				const other = byName.get(foldTerm(name));
				return { name, address: other ? `${pageOf.get(other)}#i-${other.slug}` : "" };
			}),
		};
	}
}

function addressed(one: LetterBar[number], pages: Map<string, string>, isSplit: boolean): BookIndexData["bar"][number] {
	if (one.id === undefined) return { letter: one.letter };
	const page = pages.get(one.id) ?? bookIndexAddress;
	return { letter: one.letter, address: isSplit ? page : `${page}#${one.id}` };
}

function viewAt(address: string, title: string, data: BookIndexData, book: Book): View {
	return viewOf({
		address,
		template: "book-index",
		title,
		titleHtml: title,
		description: `Every term and title of ${book.settings.title}, with the sections that are about it.`,
		toc:
			data.letters.length > 1
				? data.letters.map(({ letter, id }) => ({ level: 2, number: "", title: letter, anchor: id }))
				: [],
		data,
	});
}
