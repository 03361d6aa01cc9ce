import type { Book } from "../../model/book.ts";

/** List the pages that show the text of a file, those that show the least of it first. */
export function pagesOf(path: string, book: Book): string[] {
	const chapter = book.chapterByPath.get(path);
	const isRunbook = chapter !== undefined && chapter === book.runbook;
	const entries = isRunbook ? [...chapter.sections.values()].map(({ symbol }) => symbol.address.page) : [];
	const glossary = book.termsByFile.has(path) ? book.glossaryAddress : undefined;
	return [...entries, chapter?.symbol.address.page, glossary].filter((page) => page !== undefined);
}
