import { createHash } from "node:crypto";
import type { Book, Chapter, Section } from "../../model/book.ts";
import type { Backlinks, LinkedUnit } from "../../model/linked.ts";
import type { EntryFacts } from "../../model/unit.ts";
import { escapeHtml } from "../../text/escape.ts";
import { directionOf } from "../../text/number.ts";
import { superseded } from "../badge.ts";
import { drawContent } from "../content.ts";
import { descriptionOf } from "../description.ts";
import { withFoldedNeeds } from "../folded-needs.ts";
import { entryAddress } from "../frame.ts";
import type { Lookup } from "../lookup.ts";
import { withPartHeadings } from "../part-headings.ts";
import { withPhoneLinks } from "../phone-links.ts";
import { withPlaceholderFields } from "../placeholders.ts";
import { withPreviews } from "../previews.ts";
import { referrersOf } from "../referrers.ts";
import { predecessorsOf, successorOf } from "../successor.ts";
import { type View, viewOf } from "../view.ts";

/** What an entry's template finds in `data`. */
export interface EntryData {
	facts: EntryFacts;
	/** Ticks are kept under this key, which changes with the text: an edited entry starts clean. */
	ticks: string;
}

/** Gather what the page of one runbook entry shows. */
export function entryView(
	number: number,
	section: Section,
	chapter: Chapter,
	unit: LinkedUnit,
	book: Book,
	backlinks: Backlinks,
	lookup: Lookup,
): View {
	const { heading, symbol, index } = section;
	const address = entryAddress(number);
	const parts = unit.parts.filter((part) => part.kind === "entry" && part.index === index);
	const content = drawContent(parts, chapter.outline, {
		direction: directionOf(book.settings),
		shift: heading.depth - 1,
		title: index,
		referrers: new Map(),
	});
	const parted = withPartHeadings(content.html, content.toc);
	const { html, previews } = withPreviews(withPhoneLinks(parted.html), address, book, lookup);
	const facts = heading.facts ?? {};
	const { frontMatter } = chapter.outline;
	const data: EntryData = {
		facts: {
			...(frontMatter.owner ? { owner: frontMatter.owner } : {}),
			...(frontMatter.verified ? { verified: frontMatter.verified } : {}),
			...facts,
		},
		ticks: `silcrow:${number}:${contentHash(book.settings.title + html)}`,
	};
	const view = viewOf({
		address,
		template: "entry",
		title: `§${number} ${heading.title}`,
		titleHtml: content.titleHtml ?? escapeHtml(heading.title),
		kicker: `${chapter.outline.title} §${number}`,
		number: String(number),
		description: descriptionOf(html),
		kind: "act",
		anchors: [heading.id, ...heading.aliases],
		html: withFoldedNeeds(withPlaceholderFields(html)),
		toc: parted.toc,
		previews,
		referrers: referrersOf(symbol.key, address, backlinks, book),
		predecessors: predecessorsOf(symbol.key, book),
		path: chapter.outline.path,
		data,
	});
	const successor = successorOf(symbol, book);
	if (!successor && heading.supersededBy === undefined) return view;
	const since = symbol.supersededSince;
	return {
		...view,
		badge: superseded,
		...(successor ? { successor } : {}),
		...(since ? { supersededSince: since } : {}),
	};
}

function contentHash(text: string): string {
	return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
