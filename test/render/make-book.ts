import { backlinksOf } from "../../src/engine/backlinks.ts";
import { sumOfEdges, usesOf } from "../../src/link/edge-sum.ts";
import type { Book, BookSymbol, Chapter, Section } from "../../src/model/book.ts";
import type { Span } from "../../src/model/diagnostic.ts";
import type { Backlinks, Edge, LinkedUnit } from "../../src/model/linked.ts";
import type { Settings } from "../../src/model/settings.ts";
import type { FrontMatter, Heading, SearchText } from "../../src/model/unit.ts";
import { noKeeper } from "../../src/render/keep.ts";
import { escapeHtml } from "../../src/text/escape.ts";
import { addGlossary, slug, type TermPlan, textOf } from "./make-glossary.ts";

/** A chapter as a test writes it. */
export interface ChapterPlan {
	number?: number;
	appendix?: string;
	title: string;
	page?: string;
	frontMatter?: FrontMatter;
	/** Pieces of HTML, and headings in between. */
	body: (string | HeadingPlan)[];
	/** Runbook entries, each with its heading and its body. */
	entries?: { heading: HeadingPlan; body: (string | HeadingPlan)[] }[];
	terms?: string[];
	words?: number;
}

/** A heading as a test writes it. */
export type HeadingPlan = Partial<Heading> & { depth: number; title: string };

/** A reference as a test writes it: the keys of both ends. */
export interface EdgePlan {
	from: string;
	target: string;
	text?: string;
	kind?: Edge["kind"];
	/** The heading that it stands under, by index. */
	section?: number;
}

/** What a test hands to the render stage. */
export interface MadeBook {
	book: Book;
	linked: Map<string, LinkedUnit>;
	backlinks: Backlinks;
	texts: Map<string, SearchText[]>;
}

/** Settings with every default, for tests. */
export const plainSettings: Settings = {
	title: "Deployment book",
	description: "How we run the system, and what to do when it does not.",
	language: "en",
	authors: ["The platform team"],
	cards: false,
	commits: {},
	redirects: {},
	retired: {},
	alerts: { sites: [] },
	severity: {},
	links: { ignore: [], remoteImages: [] },
	single: false,
	offline: false,
	glossary: { noAutolink: [], allow: {} },
	runbook: {
		parts: { use: [], need: [], steps: [], verify: [], rollback: [], escalate: [] },
		placeholders: {},
	},
	markdown: { parser: "native" },
	limits: {
		fileSize: 1,
		inlineMarkers: 1,
		depth: 1,
		paragraphLines: 1,
		tableColumns: 1,
		tableCells: 1,
	},
};

/** Make a book, and its linked files, as the stages before would. */
export function makeBook(
	plans: ChapterPlan[],
	glossary: TermPlan[],
	edges: EdgePlan[],
	settings: Partial<Settings> = {},
): MadeBook {
	const book = emptyBook({ ...plainSettings, ...settings });
	const linked = new Map<string, LinkedUnit>();
	const texts = new Map<string, SearchText[]>();
	for (const plan of plans) addChapter(plan, book, linked, texts);
	if (glossary.length > 0) addGlossary(glossary, book, linked);
	for (const symbol of book.symbols.values())
		book.symbolByAddress.set(`${symbol.address.page}#${symbol.address.anchor ?? ""}`, symbol);
	for (const plan of edges) {
		const edge = edgeOf(plan, book);
		linked.get(edge.path)?.edges.push(edge);
	}
	for (const unit of linked.values())
		Object.assign(unit, { uses: usesOf(unit.edges), edgeSum: sumOfEdges(unit.edges) });
	return { book, linked, backlinks: backlinksOf(linked, book, noKeeper), texts };
}

function emptyBook(settings: Settings): Book {
	return {
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
		symbolByAddress: new Map(),
		termsByFile: new Map(),
		anchors: new Map(),
		fragments: new Map(),
		headingAddresses: new Map(),
		predecessors: new Map(),
		old: new Map(),
		termAnchors: new Map(),
		takenOver: new Set(),
		drafts: new Map(),
		assets: new Map(),
	};
}

function addChapter(
	plan: ChapterPlan,
	book: Book,
	linked: Map<string, LinkedUnit>,
	texts: Map<string, SearchText[]>,
): void {
	const { number, appendix, title } = plan;
	const name = number === undefined ? slug(title) : String(number).padStart(2, "0");
	const page = plan.page ?? (number === undefined ? `${name}.html` : `ch${name}.html`);
	const path = `book/${name}.md`;
	const key = number !== undefined ? `ch:${number}` : appendix ? `app:${appendix}` : `page:${name}`;
	const symbol: BookSymbol = {
		key,
		kind: appendix ? "appendix" : "chapter",
		label: number !== undefined ? `Chapter ${number}` : appendix ? `Appendix ${appendix}` : title,
		title,
		address: { page },
		path,
	};
	const headings: Heading[] = [headingOf({ depth: 1, title })];
	const search: SearchText[] = [];
	const unit: LinkedUnit = {
		path,
		parts: [],
		edges: [],
		uses: [],
		edgeSum: sumOfEdges([]),
		hrefs: [],
		assets: [],
		diagnostics: [],
		words: plan.words ?? 1200,
	};
	const piecesOf = (body: (string | HeadingPlan)[]) =>
		body.map((piece) => {
			if (typeof piece === "string") {
				search.push({ section: headings.length - 1, text: textOf(piece) });
				return piece;
			}
			headings.push(headingOf(piece));
			return {
				heading: headings.length - 1,
				html: escapeHtml(piece.title),
			};
		});
	const text = {
		kind: "text" as const,
		index: 0,
		page,
		pieces: [{ heading: 0, html: escapeHtml(title) }, ...piecesOf(plan.body)],
		terms: plan.terms ?? [],
	};
	unit.parts.push(text);
	for (const entry of plan.entries ?? []) {
		headings.push(headingOf(entry.heading));
		const index = headings.length - 1;
		unit.parts.push({
			kind: "entry",
			index,
			page: `runbook/${entry.heading.section}.html`,
			pieces: piecesOf(entry.body),
			terms: [],
		});
	}
	const chapter: Chapter = {
		outline: {
			path,
			kind: "chapter",
			title,
			frontMatter: plan.frontMatter ?? {},
			headings,
			anchors: [],
			groups: [],
			terms: [],
			...(number === undefined ? {} : { number }),
			...(appendix === undefined ? {} : { appendix }),
		},
		symbol,
		sections: new Map(),
	};
	addSections(chapter, book);
	book.headingAddresses.set(
		path,
		headings.map(({ id }) => ({ page, anchor: id })),
	);
	addSymbol(symbol, book);
	book.chapterByPath.set(path, chapter);
	if (number !== undefined) {
		book.chapters.push(chapter);
		book.chapterByNumber.set(number, chapter);
	} else if (appendix) {
		book.appendices.push(chapter);
		book.appendixByLetter.set(appendix, symbol);
	} else {
		book.plain.push(chapter);
	}
	if (plan.frontMatter?.runbook) book.runbook = chapter;
	linked.set(path, unit);
	texts.set(path, mergedTexts(search));
}

function addSections(chapter: Chapter, book: Book): void {
	const { outline, symbol } = chapter;
	const isRunbook = outline.frontMatter.runbook;
	for (const [index, heading] of outline.headings.entries()) {
		const number = heading.section;
		if (number === undefined) continue;
		const key = `${symbol.key}§${number}`;
		const section: Section = {
			heading,
			index,
			symbol: {
				key,
				kind: isRunbook ? "entry" : "section",
				label: `§${number}`,
				title: heading.title,
				address: isRunbook ? { page: `runbook/${number}.html` } : { page: symbol.address.page, anchor: heading.id },
				path: symbol.path,
				...(heading.supersededBy ? { supersededBy: heading.supersededBy, successor: heading.supersededBy } : {}),
			},
		};
		chapter.sections.set(number, section);
		addSymbol(section.symbol, book);
	}
}

function addSymbol(symbol: BookSymbol, book: Book): void {
	book.symbols.set(symbol.key, symbol);
	book.symbolByAddress.set(`${symbol.address.page}#${symbol.address.anchor ?? ""}`, symbol);
}

function edgeOf(plan: EdgePlan, book: Book): Edge {
	const path = book.symbols.get(plan.from)?.path ?? "";
	const number = Number(/§(\d+)$/.exec(plan.from)?.[1]);
	const section = book.chapterByPath.get(path)?.sections.get(number)?.index;
	return {
		path,
		span: spanAt(3, 5),
		text: plan.text ?? book.symbols.get(plan.target)?.label ?? "",
		target: plan.target,
		from: plan.from,
		section: plan.section ?? section ?? -1,
		kind: plan.kind ?? "mention",
	};
}

function spanAt(line: number, column: number): Span {
	const point = { line, column, offset: 0 };
	return { start: point, end: point };
}

function headingOf(plan: HeadingPlan): Heading {
	const id = plan.section === undefined ? slug(plan.title) : `s${plan.section}`;
	const aliases = plan.section === undefined ? [] : [`${plan.section}-${slug(plan.title)}`];
	return { id, aliases, ...plan };
}

function mergedTexts(texts: SearchText[]): SearchText[] {
	const merged = new Map<number, string>();
	for (const { section, text } of texts) {
		merged.set(section, `${merged.get(section) ?? ""} ${text}`.trim());
	}
	return [...merged].map(([section, text]) => ({ section, text }));
}
