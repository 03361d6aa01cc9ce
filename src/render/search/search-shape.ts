import type { SearchRoot } from "../../model/search.ts";
import { leafSize } from "../../text/postings.ts";
import type { LeafHead } from "./search-blocks.ts";
import type { SearchDocument } from "./search-documents.ts";
import type { SearchFile } from "./search-files.ts";
import { recordsOf } from "./search-leaf.ts";

/** A file of the book with its place in the index. */
export interface PlacedFile extends SearchFile {
	/** The number of its first leaf. */
	first: number;
	heads: LeafHead[];
	/** The documents of each leaf. */
	leaves(): SearchDocument[][];
}

/** What of the root the files of the book alone decide. */
export type SearchShape = Omit<SearchRoot, "style" | "pages" | "documents" | "common" | "words" | "listed">;

/** Say where everything in the book is, and list the records that the root has: all of a small book, those of the runbook of a large one. */
export function shapeOf(files: PlacedFile[], isLarge: boolean): SearchShape {
	const root: SearchShape = {
		chapters: [],
		appendices: [],
		labels: [],
		runbook: [0, 0],
		glossary: [0, 0],
		superseded: [],
		records: [0, []],
		pieces: isLarge ? [] : files.flatMap(({ heads }) => heads.map(({ pieces }) => pieces.slice(1))),
	};
	let last = 0;
	for (const { chapter, isRunbook, heads, first } of files) {
		const span: [number, number] = [first, first + heads.length];
		if (!chapter) root.glossary = span;
		else if (isRunbook) root.runbook = span;
		const { number, appendix, frontMatter } = chapter?.outline ?? {};
		if (appendix !== undefined) root.appendices.push([appendix, first]);
		if (number !== undefined) {
			for (const _ of heads) {
				root.chapters.push(number - last);
				last = number;
			}
		}
		if (frontMatter?.sections?.label !== undefined) root.labels.push([frontMatter.sections.label, first]);
		for (const [index, { superseded }] of heads.entries()) {
			for (const at of superseded) root.superseded.push((first + index) * leafSize + at);
		}
	}
	const shown = isLarge ? files.filter(({ isRunbook }) => isRunbook) : files;
	root.records = [shown[0]?.first ?? 0, shown.flatMap(({ leaves }) => leaves().map(recordsOf))];
	return root;
}
