import type { Book } from "../../model/book.ts";
import type { SearchRoot } from "../../model/search.ts";
import { leafSize } from "../../text/postings.ts";
import type { IndexedFile } from "./search-files.ts";

/** What of the root the files of the book alone decide. */
export type SearchShape = Omit<SearchRoot, "style" | "documents" | "common" | "words" | "listed">;

/** Say where everything in the book is, and list the records that the root has: all of a small book, those of the runbook of a large one. */
export function shapeOf(book: Book, files: IndexedFile[], isLarge: boolean): SearchShape {
	const root: SearchShape = {
		chapters: [],
		appendices: [],
		labels: [],
		runbook: [0, 0],
		glossary: [0, 0],
		superseded: [],
		records: [0, []],
		pieces: isLarge ? [] : files.flatMap(({ leaves }) => leaves.map(({ pieces }) => pieces.slice(1))),
	};
	let last = 0;
	for (const { chapter, leaves, first } of files) {
		const span: [number, number] = [first, first + leaves.length];
		if (!chapter) root.glossary = span;
		else if (chapter.symbol.key === book.runbook?.symbol.key) root.runbook = span;
		const { number, appendix, frontMatter } = chapter?.outline ?? {};
		if (appendix !== undefined) root.appendices.push([appendix, first]);
		if (number !== undefined) {
			for (const _ of leaves) {
				root.chapters.push(number - last);
				last = number;
			}
		}
		if (frontMatter?.sections?.label !== undefined) root.labels.push([frontMatter.sections.label, first]);
		for (const [index, { superseded }] of leaves.entries()) {
			for (const at of superseded) root.superseded.push((first + index) * leafSize + at);
		}
	}
	const all = files.flatMap(({ leaves }) => leaves);
	const [from, to] = isLarge ? root.runbook : [0, all.length];
	root.records = [from, all.slice(from, to).map(({ leaf }) => leaf().records)];
	return root;
}
