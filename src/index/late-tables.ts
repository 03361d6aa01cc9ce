import type { Book, BookSymbol, Chapter } from "../model/book.ts";
import { type EntriesOf, lateMap } from "./late-map.ts";
import type { ChapterTable } from "./sections.ts";

/**
 * Let the maps of a book, which have its chapters and its glossary, have what stands in the chapters too. The table of a
 * chapter is made when somebody asks for something in it, or looks at a map as a whole.
 */
export function addTables(book: Book, tableOf: (chapter: Chapter) => ChapterTable): void {
	const { symbols, anchors, fragments, headingAddresses } = book;
	const chapters = [...book.chapters, ...book.appendices, ...book.plain];
	const byKey = new Map(chapters.map((chapter) => [chapter.symbol.key, chapter]));
	const byPage = new Map(chapters.map((chapter) => [chapter.symbol.address.page, chapter]));
	const withPage = (page: string) => byPage.get(page) ?? (page.startsWith("runbook/") ? book.runbook : undefined);
	const late = <Value>(
		known: Map<string, Value>,
		of: (key: string) => Chapter | undefined,
		entries: EntriesOf<Chapter, Value>,
	) => lateMap(known, { all: chapters, of, entries });
	const withPath = (path: string) => book.chapterByPath.get(path);

	book.symbols = late(symbols, (key) => byKey.get(key.slice(0, Math.max(0, key.lastIndexOf("§")))), sectionSymbols);
	book.anchors = late(anchors, withPage, function* (chapter) {
		for (const [page, own] of tableOf(chapter).anchors) {
			const known = anchors.get(page) ?? own;
			for (const anchor of own) known.add(anchor);
			yield [page, known];
		}
	});
	book.fragments = late(fragments, withPath, function* (chapter) {
		const own = tableOf(chapter).fragments;
		if (own.size > 0) yield [chapter.outline.path, own];
	});
	book.headingAddresses = late(headingAddresses, withPath, (chapter) => [
		[chapter.outline.path, tableOf(chapter).addresses],
	]);
	const known = firstByAddress(symbols.values());
	const withAddress = (address: string) =>
		known.has(address) ? undefined : withPage(address.slice(0, address.indexOf("#")));
	book.symbolByAddress = late(known, withAddress, function* (chapter) {
		const own = [...tableOf(chapter).sections.values()].map(({ symbol }) => symbol);
		for (const [address, symbol] of firstByAddress(own)) if (!known.has(address)) yield [address, symbol];
	});
	// Where two files claim the same page it is not enough to ask one of them.
	if (byPage.size < chapters.length) book.symbolByAddress = firstByAddress(book.symbols.values());
	if (byPage.size < chapters.length) for (const map of [book.anchors, book.fragments]) void map.size;

	function* sectionSymbols(chapter: Chapter): Iterable<[string, BookSymbol]> {
		for (const { symbol } of tableOf(chapter).sections.values()) yield [symbol.key, symbol];
	}
}

/** Where two symbols have the same address the first has it. */
function firstByAddress(symbols: Iterable<BookSymbol>): Map<string, BookSymbol> {
	const first = new Map<string, BookSymbol>();
	for (const symbol of symbols) {
		const address = `${symbol.address.page}#${symbol.address.anchor ?? ""}`;
		if (!first.has(address)) first.set(address, symbol);
	}
	return first;
}
