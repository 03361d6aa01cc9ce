import type { Book, Chapter, Section } from "../../model/book.ts";
import type { Backlinks, LinkedUnit } from "../../model/linked.ts";
import type { EntryFacts } from "../../model/unit.ts";
import { withoutSupersession } from "../description.ts";
import { entryAddress } from "../frame.ts";
import type { Lookup } from "../lookup.ts";
import { withPreviews } from "../previews.ts";
import { referrersOf } from "../referrers.ts";
import { predecessorsOf } from "../successor.ts";
import { type View, viewOf } from "../view.ts";
import { withoutTags } from "../words.ts";
import { chapterContent, chapterHead } from "./chapter.ts";

/** One entry as the list of the runbook shows it. */
export interface EntryRow {
	number: string;
	title: string;
	/** The anchors by which links find it here. */
	id: string;
	aliases: string[];
	address: string;
	facts: EntryFacts;
	/** When to use it, as HTML without tags. */
	use: string;
	isSuperseded: boolean;
}

/** What the runbook's template finds in `data`. */
export interface RunbookData {
	entries: EntryRow[];
}

/** Gather what the runbook chapter's own page shows: its introduction, and its entries as a list. */
export function runbookView(
	chapter: Chapter,
	unit: LinkedUnit,
	book: Book,
	backlinks: Backlinks,
	lookup: Lookup,
): View {
	const content = chapterContent(chapter, unit, book, backlinks);
	const head = chapterHead(chapter, content);
	const { html, previews } = withPreviews(content.html, head.address, book, lookup);
	const sections = [...chapter.sections].sort(([a], [b]) => a - b);
	const rows = sections.map(([number, section]) => entryRow(number, section, unit));
	// Whoever looks down the list meets what is in use first.
	const entries = [...rows.filter((row) => !row.isSuperseded), ...rows.filter((row) => row.isSuperseded)];
	const data: RunbookData = { entries };
	return viewOf({
		...head,
		template: "runbook",
		kind: "act",
		html,
		toc: [
			...content.toc,
			...entries.map(({ number, title, id }) => ({
				level: 2,
				number,
				title,
				anchor: id,
			})),
		],
		previews,
		predecessors: predecessorsOf(chapter.symbol.key, book),
		referrers: referrersOf(chapter.symbol.key, head.address, backlinks, book),
		data,
	});
}

function entryRow(number: number, section: Section, unit: LinkedUnit): EntryRow {
	const { heading, symbol, index } = section;
	return {
		number: `§${number}`,
		title: heading.title,
		id: heading.id,
		aliases: heading.aliases,
		address: entryAddress(number),
		facts: heading.facts ?? {},
		use: useWhen(unit, index),
		isSuperseded: symbol.supersededBy !== undefined || heading.supersededBy !== undefined,
	};
}

/** Take the first paragraph that begins with bold words, which says when to use the entry. */
function useWhen(unit: LinkedUnit, heading: number): string {
	const part = unit.parts.find((one) => one.kind === "entry" && one.index === heading);
	for (const piece of part?.pieces ?? []) {
		if (typeof piece !== "string") continue;
		const found = /<p(?: [^>]*)?>\s*<strong>[^<]*<\/strong>([\s\S]*?)<\/p>/.exec(withoutSupersession(piece));
		if (found?.[1]) return withoutTags(found[1]);
	}
	return "";
}
