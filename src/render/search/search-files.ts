import type { Book, Chapter } from "../../model/book.ts";
import type { Unit } from "../../model/unit.ts";
import type { Keeper } from "../keep.ts";
import { chapterDocuments, type SearchDocument, termDocuments } from "./search-documents.ts";
import { markOf } from "./search-mark.ts";
import { seesOf } from "./search-sees.ts";

/** A file of the book as a search finds it. */
export interface SearchFile {
	/** Undefined for the glossary. */
	chapter?: Chapter;
	isRunbook: boolean;
	/** What it is called among the things that are kept. */
	key: string;
	/** While these are the same, so are its documents. */
	inputs: readonly unknown[];
	documents(): SearchDocument[];
}

/**
 * List every file of the book, the glossary last. Of the book as a whole a chapter has no more than its address and who
 * sends a reader to it, so that a new title elsewhere leaves it as it is.
 */
export function searchFiles(
	book: Book,
	units: ReadonlyMap<string, Pick<Unit, "search">>,
	{ keep, settle }: Keeper,
): SearchFile[] {
	const { mark, sentFrom } = seesOf(book);
	const files: SearchFile[] = [];
	for (const chapter of [...book.chapters, ...book.appendices, ...book.plain]) {
		const { page } = chapter.symbol.address;
		if (page === book.glossaryAddress) continue;
		const { path } = chapter.outline;
		const unit = units.get(path);
		const isRunbook = chapter.symbol.key === book.runbook?.symbol.key;
		const key = `search ${path}`;
		const inputs = [unit, page, isRunbook, mark];
		const list = () => settle(key, chapterDocuments(chapter, unit?.search ?? [], { isRunbook, sentFrom }));
		files.push({ chapter, isRunbook, key, inputs, documents: () => keep(key, inputs, list) });
	}
	const terms = settle("search glossary", termDocuments(book, sentFrom));
	const inputs = [markOf(JSON.stringify(terms))];
	files.push({ isRunbook: false, key: "search glossary", inputs, documents: () => terms });
	return files;
}
