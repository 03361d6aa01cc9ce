import type { Book } from "../model/book.ts";
import type { Backlinks, LinkedUnit } from "../model/linked.ts";
import { chapterView } from "./chapter.ts";
import { coverView } from "./cover.ts";
import type { Frame } from "./frame.ts";
import { glossaryView } from "./glossary.ts";
import { lookupOf } from "./lookup.ts";
import { notFoundView } from "./not-found.ts";
import { runbookView } from "./runbook.ts";
import { entryView } from "./runbook-entry.ts";
import type { View } from "./view.ts";

/** Gather the views of all pages, in the order of the book. */
export function viewsOf(
	book: Book,
	frame: Frame,
	linked: ReadonlyMap<string, LinkedUnit>,
	backlinks: Backlinks,
): View[] {
	const lookup = lookupOf(book);
	const views = [coverView(book, frame, linked)];
	for (const chapter of [...book.chapters, ...book.appendices, ...book.plain]) {
		const { page } = chapter.symbol.address;
		const unit = linked.get(chapter.outline.path);
		if (!unit || page === book.glossaryAddress || page === "index.html") continue;
		if (chapter.symbol.key !== book.runbook?.symbol.key) {
			views.push(chapterView(chapter, unit, book, backlinks, lookup));
			continue;
		}
		views.push(runbookView(chapter, unit, book, backlinks, lookup));
		const sections = [...chapter.sections].sort(([a], [b]) => a - b);
		for (const [number, section] of sections) {
			views.push(entryView(number, section, chapter, unit, book, backlinks, lookup));
		}
	}
	const glossary = glossaryView(book, linked, backlinks, lookup);
	return [...views, ...(glossary ? [glossary] : []), notFoundView(frame)];
}
