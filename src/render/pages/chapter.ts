import type { Book, Chapter } from "../../model/book.ts";
import type { Backlinks, LinkedPart, LinkedUnit } from "../../model/linked.ts";
import { escapeHtml } from "../../text/escape.ts";
import { directionOf } from "../../text/number.ts";
import { chapterBadge } from "../badge.ts";
import { type Content, drawContent } from "../content.ts";
import { descriptionOf } from "../description.ts";
import type { Lookup } from "../lookup.ts";
import { withPreviews } from "../previews.ts";
import { type Referrer, referrersOf } from "../referrers.ts";
import { drawPredecessors, predecessorsOf, successorOf } from "../successor.ts";
import { type View, viewOf } from "../view.ts";
import { readingMinutes } from "../words.ts";

/** What a chapter's template finds in `data`. */
export interface ChapterData {
	minutes: number;
	owner?: string;
	/** YYYY-MM-DD. */
	verified?: string;
}

/** Gather what the page of a chapter, an appendix or a page without a number shows. */
export function chapterView(
	chapter: Chapter,
	unit: LinkedUnit,
	book: Book,
	backlinks: Backlinks,
	lookup: Lookup,
): View {
	const { outline, symbol } = chapter;
	const page = symbol.address.page;
	const content = chapterContent(chapter, unit, book, backlinks);
	const { html, previews } = withPreviews(content.html, page, book, lookup);
	const { frontMatter } = outline;
	const data: ChapterData = { minutes: readingMinutes(unit.words) };
	if (frontMatter.owner) data.owner = frontMatter.owner;
	if (frontMatter.verified) data.verified = frontMatter.verified;
	const view = viewOf({
		...chapterHead(chapter, content),
		template: "chapter",
		html,
		toc: content.toc,
		previews,
		referrers: referrersOf(symbol.key, page, backlinks, book),
		predecessors: predecessorsOf(symbol.key, book),
		data,
	});
	const badge = chapterBadge(symbol.supersededBy ? "superseded" : frontMatter.status);
	const successor = successorOf(symbol, book);
	return {
		...view,
		...(badge ? { badge } : {}),
		...(successor ? { successor } : {}),
		...(symbol.supersededSince ? { supersededSince: symbol.supersededSince } : {}),
	};
}

/** Give the title, the number and the description of a chapter's page. */
export function chapterHead(
	chapter: Chapter,
	content: Content,
): Pick<View, "address" | "title" | "titleHtml" | "kicker" | "number" | "description" | "anchors" | "path"> {
	const { outline, symbol } = chapter;
	const isNumbered = outline.number !== undefined || !!outline.appendix;
	const title = outline.headings[titleIndex(chapter)];
	return {
		address: symbol.address.page,
		title: outline.title,
		titleHtml: content.titleHtml ?? escapeHtml(outline.title),
		kicker: isNumbered ? symbol.label : "",
		number: outline.appendix ?? outline.number?.toString() ?? "",
		description: outline.frontMatter.description ?? descriptionOf(content.html),
		anchors: title ? [title.id, ...title.aliases] : [],
		path: outline.path,
	};
}

/** Draw the text of a chapter that stands on its own page. */
export function chapterContent(chapter: Chapter, unit: LinkedUnit, book: Book, backlinks: Backlinks): Content {
	const page = chapter.symbol.address.page;
	const parts = unit.parts.filter((part): part is LinkedPart => part.kind === "text" && part.page === page);
	return drawContent(parts, chapter.outline, {
		direction: directionOf(book.settings),
		shift: 0,
		title: titleIndex(chapter),
		referrers: sectionReferrers(chapter, book, backlinks),
		below: sectionPredecessors(chapter, book),
	});
}

/** The heading that is the title of the file, or -1. */
function titleIndex(chapter: Chapter): number {
	return chapter.outline.headings[0]?.depth === 1 ? 0 : -1;
}

function sectionReferrers(chapter: Chapter, book: Book, backlinks: Backlinks): Map<number, Referrer[]> {
	const page = chapter.symbol.address.page;
	const referrers = new Map<number, Referrer[]>();
	for (const section of chapter.sections.values()) {
		const found = referrersOf(section.symbol.key, page, backlinks, book);
		if (found.length > 0) referrers.set(section.index, found);
	}
	return referrers;
}

function sectionPredecessors(chapter: Chapter, book: Book): Map<number, string> {
	const { page } = chapter.symbol.address;
	return new Map(
		[...chapter.sections.values()].map(({ index, symbol }) => [
			index,
			drawPredecessors(predecessorsOf(symbol.key, book), page, directionOf(book.settings)),
		]),
	);
}
