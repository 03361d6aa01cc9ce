import type { Book, BookTerm } from "../../model/book.ts";
import type { Backlinks, LinkedUnit } from "../../model/linked.ts";
import { escapeHtml } from "../../text/escape.ts";
import { foldGroup } from "../../text/fold.ts";
import { directionOf } from "../../text/number.ts";
import { type Badge, termBadge, termLegend } from "../badge.ts";
import { type IndexPlace, placeFinder } from "../book-index/index-places.ts";
import { type Locator, locatorsOf } from "../book-index/locators.ts";
import { drawContent } from "../content.ts";
import type { Lookup } from "../lookup.ts";
import { withPreviews } from "../previews.ts";
import { referrersOf } from "../referrers.ts";
import { predecessorsOf } from "../successor.ts";
import { type View, viewOf } from "../view.ts";
import { inFilingOrder } from "./glossary-order.ts";
import { barOf, type Letter, type LetterBar, lettersOf } from "./letters.ts";
import { termRemark } from "./term-remark.ts";
import { termSlug } from "./term-slug.ts";
import { namedPlaces, termUses } from "./term-uses.ts";

/** A short link from a term to a place that explains or uses it. */
export interface TermPlace {
	/** `8`, `§27`: what a chip shows. */
	short: string;
	label: string;
	title: string;
	address: string;
	/** True where the entry itself names it. */
	isMain: boolean;
}

/** An entry of the glossary's index. */
export interface TermRow {
	slug: string;
	/** Further anchors that lead here. */
	anchors: string[];
	name: string;
	isCode: boolean;
	aliases: string[];
	badge?: Badge;
	/** `since 2026-04`, or the empty string. */
	remark: string;
	definitionHtml: string;
	places: TermPlace[];
}

/** What the glossary's template finds in `data`. */
export interface GlossaryData {
	letters: Letter<TermRow>[];
	bar: LetterBar;
	groups: { name: string; id: string; terms: { name: string; slug: string }[] }[];
	legend: Badge[];
	count: number;
}

/** Gather what the glossary's page shows: every term letter by letter, then by group. */
export function glossaryView(
	page: string,
	book: Book,
	linked: ReadonlyMap<string, LinkedUnit>,
	backlinks: Backlinks,
	lookup: Lookup,
): View {
	const [letter, symbol] = [...book.appendixByLetter].find(([, one]) => one.address.page === page) ?? [];
	const chapter = book.appendices.find((one) => one.symbol.address.page === page);
	const placeOf = placeFinder(book);
	const named = namedPlaces(book, linked, placeOf);
	const definitions = definitionsOf(book, linked);
	const rows = book.terms.map((term) => ({
		...termRow(term, book),
		definitionHtml: definitions.get(term) ?? "",
		places: termPlaces(named.get(term.symbol.key) ?? [], termUses(term, backlinks, placeOf)),
	}));
	const letters = lettersOf(rows);
	const data: GlossaryData = {
		letters,
		bar: barOf(letters),
		groups: groupsOf(book),
		legend: termLegend(book.terms.map((term) => term.term.status.state)),
		count: rows.length,
	};
	const intro = introduction(book, linked, page);
	const { html, previews } = withPreviews(intro, page, book, lookup);
	const shown = new Map(previews.map((preview) => [preview.id, preview]));
	for (const row of rows) {
		const tied = withPreviews(row.definitionHtml, page, book, lookup);
		row.definitionHtml = tied.html;
		for (const preview of tied.previews) shown.set(preview.id, preview);
	}
	return viewOf({
		address: page,
		template: "glossary",
		title: book.glossaryTitle,
		titleHtml: escapeHtml(book.glossaryTitle),
		kicker: symbol?.label ?? chapter?.symbol.label ?? "",
		number: letter ?? chapter?.outline.appendix ?? "",
		description:
			chapter?.outline.frontMatter.description ??
			`${rows.length} terms of ${book.settings.title}, each with the chapters that use it.`,
		html,
		toc: [
			...letters.map(({ letter, id }) => ({ level: 2, number: "", title: letter, anchor: id })),
			...(data.groups.length > 0 ? [{ level: 2, number: "", title: "By group", anchor: "by-group" }] : []),
		],
		previews: [...shown.values()],
		referrers: symbol ? referrersOf(symbol.key, page, backlinks, book) : [],
		...(book.glossary[0] ? { path: book.glossary[0].path } : {}),
		data,
	});
}

function termRow(entry: BookTerm, book: Book): Omit<TermRow, "definitionHtml" | "places"> {
	const { term } = entry;
	const badge = termBadge(term.status.state);
	return {
		slug: termSlug(entry),
		anchors: book.termAnchors.get(entry.symbol.key) ?? [],
		name: term.name,
		isCode: term.isCode,
		aliases: term.aliases.filter((alias) => !term.name.startsWith(`${alias} (`)),
		...(badge ? { badge } : {}),
		remark: [
			...predecessorsOf(entry.symbol.key, book).map(({ label, title, address }) =>
				address.startsWith(book.glossaryAddress ?? "")
					? `takes the place of ${title}`
					: `takes the place of ${label} ${title}`,
			),
			termRemark(term.status),
		]
			.filter(Boolean)
			.join(", "),
	};
}

/** The definition of each term as HTML. */
function definitionsOf(book: Book, linked: ReadonlyMap<string, LinkedUnit>): Map<BookTerm, string> {
	const definitions = new Map<BookTerm, string>();
	for (const [path, terms] of book.termsByFile)
		for (const { kind, index, pieces } of linked.get(path)?.parts ?? []) {
			const term = kind === "definition" ? terms[index] : undefined;
			if (term) definitions.set(term, pieces.filter((piece) => typeof piece === "string").join(""));
		}
	return definitions;
}

/** The chapters that the entry names come first, then whatever uses the term, with the titles of the sections. */
function termPlaces(named: IndexPlace[], uses: IndexPlace[]): TermPlace[] {
	const main = locatorsOf(named).map((one) => placeOfLocator(one, true));
	const labels = new Set(main.map((place) => place.label));
	const others = locatorsOf(uses).map((one) => placeOfLocator(one, false));
	return [...main, ...others.filter((place) => !labels.has(place.label))];
}

function placeOfLocator({ label, full, title, address, parts, to }: Locator, isMain: boolean): TermPlace {
	const titles = parts.length > 0 ? parts.map((part) => part.title).join(", ") : title;
	const range = to ? `–${to.label}` : "";
	return { short: label + range, label: full + range, title: to ? "" : titles, address, isMain };
}

function groupsOf(book: Book): GlossaryData["groups"] {
	const termsIn = new Map<string, { name: string; slug: string }[]>();
	for (const one of book.terms) {
		const key = `${one.path}\n${one.term.group}`;
		const list = termsIn.get(key);
		const shown = { name: one.term.name, slug: termSlug(one) };
		if (list) list.push(shown);
		else termsIn.set(key, [shown]);
	}
	return book.glossary.flatMap((outline) =>
		outline.groups.flatMap((group) => {
			const terms = termsIn.get(`${outline.path}\n${group.name}`);
			const symbol = book.groups.get(foldGroup(group.name));
			if (!terms) return [];
			return [{ name: group.name, id: symbol?.address.anchor ?? group.slug, terms: inFilingOrder(terms) }];
		}),
	);
}

function introduction(book: Book, linked: ReadonlyMap<string, LinkedUnit>, page: string): string {
	return book.glossary
		.map((outline) => {
			const parts = linked.get(outline.path)?.parts.filter((part) => part.kind === "text" && part.page === page);
			const title = outline.headings[0]?.depth === 1 ? 0 : -1;
			const direction = directionOf(book.settings);
			return drawContent(parts ?? [], outline, { direction, shift: 0, title, referrers: new Map() }).html;
		})
		.join("");
}
