import type { Book } from "../../model/book.ts";
import type { LinkedUnit } from "../../model/linked.ts";
import { escapeHtml } from "../../text/escape.ts";
import { directionOf } from "../../text/number.ts";
import { type Badge, chapterLegend } from "../badge.ts";
import { drawContent } from "../content.ts";
import type { Frame, NavItem } from "../frame.ts";
import { type ContentsPart, type View, viewOf } from "../view.ts";

/** What the cover's template finds in `data`. */
export interface CoverData {
	authors: string[];
	parts: ContentsPart[];
	entries: NavItem[];
	runbook?: NavItem;
	legend: Badge[];
	counts: { chapters: number; entries: number; terms: number };
}

/** Gather what the first page shows: what the book is, and its contents by part. */
export function coverView(book: Book, frame: Frame, linked: ReadonlyMap<string, LinkedUnit>): View {
	const { settings } = book;
	const parts = partsOf(frame);
	const data: CoverData = {
		authors: settings.authors,
		parts,
		entries: frame.entries,
		legend: chapterLegend([...frame.chapters, ...frame.entries, ...frame.reference]),
		counts: {
			chapters: frame.chapters.length,
			entries: frame.entries.length,
			terms: book.terms.filter((term) => term.term.see === undefined).length,
		},
	};
	if (frame.runbook) data.runbook = frame.runbook;
	return viewOf({
		address: "index.html",
		template: "index",
		title: "",
		titleHtml: escapeHtml(settings.title),
		description: settings.description,
		html: introduction(book, linked),
		toc: [
			...parts.map(({ name, id }) => ({ level: 2, number: "", title: name, anchor: id })),
			...(frame.entries.length > 0 ? [{ level: 2, number: "", title: "Runbook", anchor: "runbook" }] : []),
		],
		data,
	});
}

/** Chapters by part, in order of number; then what has no number. */
function partsOf(frame: Frame): ContentsPart[] {
	const parts: ContentsPart[] = [];
	for (const item of frame.chapters) {
		const name = item.part || "Chapters";
		const last = parts.at(-1);
		if (last?.name === name) last.items.push(item);
		else parts.push({ name, id: `part-${parts.length + 1}`, items: [item] });
	}
	if (frame.reference.length > 0) {
		parts.push({ name: "Reference", id: "reference", items: frame.reference });
	}
	return parts;
}

/** A page without a number that is called `index` introduces the book. */
function introduction(book: Book, linked: ReadonlyMap<string, LinkedUnit>): string {
	const plain = book.plain.find((one) => one.symbol.address.page === "index.html");
	const unit = plain && linked.get(plain.outline.path);
	if (!plain || !unit) return "";
	const title = plain.outline.headings[0]?.depth === 1 ? 0 : -1;
	return drawContent(
		unit.parts.filter((part) => part.kind === "text"),
		plain.outline,
		{
			direction: directionOf(book.settings),
			shift: 0,
			title,
			referrers: new Map(),
		},
	).html;
}
