import type { Book, Chapter } from "../model/book.ts";
import type { Settings } from "../model/settings.ts";
import { byCodeUnit } from "../text/names.ts";
import { type Direction, directionOf } from "../text/number.ts";
import { addressText } from "./address.ts";
import { type Badge, chapterBadge, superseded } from "./badge.ts";
import { bookIndexAddress } from "./book-index/book-index-address.ts";

/** Where the files that every page loads have been published, relative to the site's root. */
export interface PublishedNames {
	style: string;
	/** The sheet for what no page shows at first sight. */
	laterStyle: string;
	script: string;
	/** In place of `script` on an entry of the runbook. */
	entryScript: string;
	/** In place of `script` on the page for wrong addresses and on pages that have moved. */
	lostScript: string;
	search: string;
	/** The sheet that the search loads for its dialog. */
	searchStyle: string;
	/** The index is data that changes with every word, so its name does not carry its hash. */
	searchIndex: string;
	/** The style sheet of `print.html`. */
	print: string;
	/** What `sw.js` runs. */
	worker: string;
	/** The book's own font. */
	font?: string;
	/** The book's own style sheet, which comes behind ours. */
	theme?: string;
	/** The ground of its pages, where that sheet changes it; browsers draw what is around a page in it. */
	paper?: { light: string | undefined; dark: string | undefined };
	/** Stands before the name of the book. */
	logo?: string;
	icon?: string;
	/** A picture for the home screen of a phone. */
	touchIcon?: string;
}

/** What is known of the build. Every part is optional, for the same input must give the same bytes. */
export interface BuildStamp {
	/** `Silcrow 0.1.0`. */
	generator: string;
	/** ISO time in UTC. */
	built?: string;
	commit?: string;
}

/** One row of a contents list. */
export interface NavItem {
	/** `8`, `§26`, `A`, or the empty string. */
	number: string;
	title: string;
	/** Relative to the site's root. */
	address: string;
	badge?: Badge;
	part: string;
}

/** A list of the frame, and an index into it. */
export interface Position {
	list: "chapters" | "entries" | "reference";
	at: number;
}

/**
 * What all pages show around their text. It holds nothing of a page's own text, so it stays equal, and pages need no
 * rendering, while no title of a chapter or an entry changes.
 */
export interface Frame {
	settings: Settings;
	direction: Direction;
	names: PublishedNames;
	stamp: BuildStamp;
	chapters: NavItem[];
	entries: NavItem[];
	/** Appendices, the glossary and pages without a number. */
	reference: NavItem[];
	/** By address: where a page stands in one of these three lists. */
	positions: ReadonlyMap<string, Position>;
	/** The page that lists the runbook's entries. */
	runbook?: NavItem;
	/** The page that helps a reader who has no search. */
	indexAddress: string;
}

/** Gather what all pages show around their text. */
export function frameOf(book: Book, names: PublishedNames, stamp: BuildStamp): Frame {
	const chapters = book.chapters.map(navItem);
	const runbook = book.runbook && navItem(book.runbook);
	const entries = entryItems(book);
	const reference = [...referenceItems(book), { number: "", title: "Index", address: bookIndexAddress, part: "" }];
	const frame: Frame = {
		settings: book.settings,
		direction: directionOf(book.settings),
		names,
		stamp,
		chapters,
		entries,
		reference,
		positions: positionsIn({ reference, chapters, entries }),
		indexAddress: bookIndexAddress,
	};
	return runbook ? { ...frame, runbook } : frame;
}

/** Of an address in several lists the last one counts. */
function positionsIn(lists: Record<Position["list"], NavItem[]>): Map<string, Position> {
	const positions = new Map<string, Position>();
	for (const [list, items] of Object.entries(lists) as [Position["list"], NavItem[]][])
		for (const [at, { address }] of items.entries()) positions.set(address, { list, at });
	return positions;
}

function navItem(chapter: Chapter): NavItem {
	const { outline, symbol } = chapter;
	const badge = chapterBadge(symbol.supersededBy ? "superseded" : outline.frontMatter.status);
	const item: NavItem = {
		number: outline.appendix ?? outline.number?.toString() ?? "",
		title: outline.title,
		address: symbol.address.page,
		part: outline.frontMatter.part ?? "",
	};
	return badge ? { ...item, badge } : item;
}

function entryItems(book: Book): NavItem[] {
	const sections = [...(book.runbook?.sections ?? [])];
	sections.sort(([a], [b]) => a - b);
	return sections.map(([number, section]) => {
		const item: NavItem = {
			number: `§${number}`,
			title: section.heading.title,
			address: entryAddress(number),
			part: "",
		};
		return section.symbol.supersededBy || section.heading.supersededBy ? { ...item, badge: superseded } : item;
	});
}

/** Give the page of a runbook entry; alerts link to it, so it never changes. */
export function entryAddress(number: number): string {
	return `runbook/${number}.html`;
}

function referenceItems(book: Book): NavItem[] {
	const items = [...book.appendices, ...book.plain].map(navItem).filter((item) => item.address !== "index.html");
	const { glossaryAddress } = book;
	if (glossaryAddress === undefined || items.some((item) => item.address === glossaryAddress)) {
		return items;
	}
	const letter = [...book.appendixByLetter].find(([, symbol]) => symbol.address.page === glossaryAddress)?.[0];
	const glossary = {
		number: letter ?? "",
		title: book.glossaryTitle,
		address: addressText({ page: glossaryAddress }),
		part: "",
	};
	return [glossary, ...items].sort(byNumber);
}

/** Appendices by letter, then what has none. */
function byNumber(a: NavItem, b: NavItem): number {
	return byCodeUnit(a.number || "~", b.number || "~");
}
