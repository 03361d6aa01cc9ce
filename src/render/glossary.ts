import type { Book, BookTerm } from "../model/book.ts";
import type { Backlinks, LinkedUnit } from "../model/linked.ts";
import { escapeHtml } from "../text/escape.ts";
import { addressText } from "./address.ts";
import { type Badge, termBadge, termLegend } from "./badge.ts";
import { drawContent } from "./content.ts";
import { byFiling } from "./glossary-order.ts";
import { shortLabel } from "./index-places.ts";
import { barOf, type Letter, type LetterBar, lettersOf } from "./letters.ts";
import type { Lookup } from "./lookup.ts";
import { withPreviews } from "./previews.ts";
import { fullLabel, referrersOf, usersOf } from "./referrers.ts";
import { predecessorsOf } from "./successor.ts";
import { termSlug } from "./term-slug.ts";
import { type View, viewOf } from "./view.ts";

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
	const rows = book.terms.map((term) => termRow(term, page, book, linked, backlinks));
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

function termRow(
	entry: BookTerm,
	page: string,
	book: Book,
	linked: ReadonlyMap<string, LinkedUnit>,
	backlinks: Backlinks,
): TermRow {
	const { term } = entry;
	const part = linked.get(entry.path)?.parts.find((one) => one.kind === "definition" && one.index === entry.index);
	const pieces = part?.pieces.filter((piece) => typeof piece === "string") ?? [];
	const badge = termBadge(term.status.state);
	return {
		slug: termSlug(entry),
		anchors: book.termAnchors.get(entry.symbol.key) ?? [],
		name: term.name,
		isCode: term.isCode,
		aliases: term.aliases,
		...(badge ? { badge } : {}),
		remark: [
			...predecessorsOf(entry.symbol.key, book).map(({ label, title, address }) =>
				address.startsWith(page) ? `takes the place of ${title}` : `takes the place of ${label} ${title}`,
			),
			term.status.supersededBy && `superseded by ${term.status.supersededBy}`,
			term.status.since && `since ${term.status.since}`,
			term.status.until && `until ${term.status.until}`,
		]
			.filter(Boolean)
			.join(", "),
		definitionHtml: pieces.join(""),
		places: termPlaces(entry, page, book, linked, backlinks),
	};
}

/** The chapters that the entry names come first, then whatever uses the term. */
function termPlaces(
	entry: BookTerm,
	page: string,
	book: Book,
	linked: ReadonlyMap<string, LinkedUnit>,
	backlinks: Backlinks,
): TermPlace[] {
	const places = new Map<string, TermPlace>();
	const named = linked.get(entry.path)?.edges.filter((edge) => edge.from === entry.symbol.key && edge.kind !== "see");
	for (const edge of named ?? []) {
		const symbol = book.symbols.get(edge.target);
		if (!symbol || symbol.kind === "term" || symbol.kind === "group") continue;
		const address = addressText(symbol.address);
		const label = fullLabel(symbol, book);
		places.set(address, { short: shortLabel(label), label, title: symbol.title, address, isMain: true });
	}
	for (const one of usersOf(entry.symbol.key, page, backlinks, book)) {
		if (places.has(one.address)) continue;
		places.set(one.address, { ...one, short: shortLabel(one.label), isMain: false });
	}
	return [...places.values()];
}

function groupsOf(book: Book): GlossaryData["groups"] {
	return book.glossary.flatMap((outline) =>
		outline.groups.map((group) => {
			const symbol = book.groups.get(group.name.replace(/\s*\/\s*/g, "/").toLowerCase());
			const terms = book.terms
				.filter((one) => one.path === outline.path && one.term.group === group.name)
				.map((one) => ({ name: one.term.name, slug: termSlug(one) }));
			return {
				name: group.name,
				id: symbol?.address.anchor ?? group.slug,
				terms: terms.sort(byFiling),
			};
		}),
	);
}

function introduction(book: Book, linked: ReadonlyMap<string, LinkedUnit>, page: string): string {
	return book.glossary
		.map((outline) => {
			const parts = linked.get(outline.path)?.parts.filter((part) => part.kind === "text" && part.page === page);
			const title = outline.headings[0]?.depth === 1 ? 0 : -1;
			return drawContent(parts ?? [], outline, { shift: 0, title, referrers: new Map() }).html;
		})
		.join("");
}
