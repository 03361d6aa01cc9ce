import type { Book, BookSymbol, Chapter } from "../model/book.ts";
import type { Lock } from "../model/lock.ts";
import type { Settings } from "../model/settings.ts";
import type { Outline } from "../model/unit.ts";
import { byCodeUnit, reservedPages } from "../text/names.ts";
import { splitSince } from "../text/since.ts";
import { chapterPage, plainPage, titlePage } from "./addresses.ts";
import { headingAliases, termAnchors, withAliases } from "./aliases.ts";
import { addGlossary } from "./glossary.ts";
import { addTables } from "./late-tables.ts";
import { oldAddresses } from "./old-addresses.ts";
import { type ChapterTable, tableOf } from "./sections.ts";
import { addSuccessors } from "./successors.ts";

/**
 * Make the symbol table of a book from the outlines of its files. Where two files claim the same number the first
 * by path has it; a rule reports the other, which keeps a page under its own name, so that links to it are not wrong as well. The lock tells which addresses were published before, so that they keep
 * leading to what they stand for.
 */
export function makeBook(
	outlines: readonly Outline[],
	settings: Settings,
	assets: Map<string, string>,
	lock?: Lock,
): Book {
	const first = assemble(outlines, settings, assets);
	const aliases = headingAliases(first, lock);
	const whole = outlines.map((outline) => withAliases(outline, aliases.byPath.get(outline.path)));
	const book = aliases.byPath.size === 0 ? first : assemble(whole, settings, assets);
	book.takenOver = aliases.addresses;
	book.termAnchors = termAnchors(book, lock);
	book.old = oldAddresses(book, lock);
	return book;
}

function assemble(outlines: readonly Outline[], settings: Settings, assets: Map<string, string>): Book {
	const book: Book = {
		settings,
		chapters: [],
		appendices: [],
		plain: [],
		glossary: [],
		glossaryTitle: "Glossary",
		chapterByNumber: new Map(),
		appendixByLetter: new Map(),
		chapterByPath: new Map(),
		terms: [],
		termsByName: new Map(),
		seesByName: new Map(),
		groups: new Map(),
		chaptersByLabel: new Map(),
		symbols: new Map(),
		predecessors: new Map(),
		symbolByAddress: new Map(),
		termsByFile: new Map(),
		anchors: new Map(),
		fragments: new Map(),
		headingAddresses: new Map(),
		old: new Map(),
		termAnchors: new Map(),
		takenOver: new Set(),
		drafts: new Map(),
		assets,
	};
	const tables = new Map<Chapter, ChapterTable>();
	const tableIn = (chapter: Chapter): ChapterTable => {
		const table = tables.get(chapter) ?? tableOf(chapter, chapter === book.runbook);
		tables.set(chapter, table);
		return table;
	};
	for (const outline of outlines) if (outline.kind === "chapter") addFile(book, outline, tableIn);
	book.chapters.sort((a, b) => (a.outline.number ?? 0) - (b.outline.number ?? 0));
	book.appendices.sort((a, b) => byCodeUnit(a.outline.appendix ?? "", b.outline.appendix ?? ""));
	addGlossary(
		book,
		outlines.filter((outline) => outline.kind === "glossary"),
	);
	noteKinds(book);
	const symbols = [...book.symbols.values()];
	addTables(book, tableIn);
	addSuccessors(book, symbols);
	return book;
}

type TableIn = (chapter: Chapter) => ChapterTable;

function addFile(book: Book, outline: Outline, tableIn: TableIn): void {
	if (outline.frontMatter.status === "draft") {
		if (outline.number !== undefined) book.drafts.set(outline.number, outline.path);
		return;
	}
	const { number, appendix } = outline;
	if (number !== undefined && !book.chapterByNumber.has(number)) {
		const chapter = chapterOf(outline, tableIn, {
			key: `ch:${number}`,
			kind: "chapter",
			label: `Chapter ${number}`,
			page: chapterPage(number),
		});
		book.chapters.push(chapter);
		book.chapterByNumber.set(number, chapter);
		register(book, chapter);
	} else if (number === undefined && appendix !== undefined && !book.appendixByLetter.has(appendix)) {
		const page = free(book, titlePage(outline.title), `appendix-${appendix.toLowerCase()}.html`);
		const chapter = chapterOf(outline, tableIn, {
			key: `app:${appendix}`,
			kind: "appendix",
			label: `Appendix ${appendix}`,
			page,
		});
		book.appendices.push(chapter);
		book.appendixByLetter.set(appendix, chapter.symbol);
		register(book, chapter);
	} else {
		const page = free(book, plainPage(outline), `page-${plainPage(outline)}`);
		const chapter = chapterOf(outline, tableIn, {
			key: `page:${page.replace(/\.html$/, "")}`,
			kind: "chapter",
			label: "",
			page,
		});
		book.plain.push(chapter);
		register(book, chapter);
	}
}

function chapterOf(
	outline: Outline,
	tableIn: TableIn,
	as: { key: string; kind: "chapter" | "appendix"; label: string; page: string },
): Chapter {
	const symbol: BookSymbol = {
		key: as.key,
		kind: as.kind,
		label: as.label,
		title: outline.title,
		address: { page: as.page },
		path: outline.path,
	};
	if (outline.frontMatter.supersededBy !== undefined) {
		const { by, since } = splitSince(outline.frontMatter.supersededBy);
		symbol.supersededBy = by;
		if (since) symbol.supersededSince = since;
	}
	return {
		outline,
		symbol,
		get sections() {
			return tableIn(this).sections;
		},
	};
}

function register(book: Book, chapter: Chapter): void {
	const { symbol, outline } = chapter;
	book.symbols.set(symbol.key, symbol);
	book.chapterByPath.set(outline.path, chapter);
	book.anchors.set(symbol.address.page, new Set());
}

/** Keep a page from taking the name of another. */
function free(book: Book, page: string, otherwise: string): string {
	return book.anchors.has(page) || reservedPages.has(page) ? otherwise : page;
}

/** Note the runbook, which is the first of those that say so, and what the sections of a chapter are also called. */
function noteKinds(book: Book): void {
	for (const chapter of [...book.chapters, ...book.appendices, ...book.plain]) {
		const { frontMatter, number } = chapter.outline;
		if (frontMatter.runbook === true && number !== undefined) book.runbook ??= chapter;
		const label = frontMatter.sections?.label?.toLowerCase();
		if (label) book.chaptersByLabel.set(label, [...(book.chaptersByLabel.get(label) ?? []), chapter]);
	}
}
