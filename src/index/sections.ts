import type { Address, Book, BookSymbol, Chapter } from "../model/book.ts";
import type { Heading } from "../model/unit.ts";
import { entryPage } from "./addresses.ts";

/** Give every heading of a chapter its address, and every numbered section its symbol. In the runbook each section is an entry with a page of its own. */
export function addSections(book: Book, chapter: Chapter): void {
	const { outline } = chapter;
	const isRunbook = outline.frontMatter.runbook === true && book.runbook === undefined && outline.number !== undefined;
	if (isRunbook) book.runbook = chapter;
	const addresses: Address[] = [];
	let entry: Heading | undefined;
	for (const [index, heading] of outline.headings.entries()) {
		if (entry && heading.depth <= entry.depth) entry = undefined;
		const isEntry = isRunbook && heading.section !== undefined;
		if (isEntry) entry = heading;
		const address = addressOf(chapter, heading, isEntry, entry);
		addresses.push(address);
		noteAnchors(book, chapter, heading, address, isEntry);
		if (heading.section !== undefined) addSection(book, chapter, heading, index, address, isEntry);
	}
	book.headingAddresses.set(outline.path, addresses);
	for (const { id, section } of outline.anchors) {
		const page = addresses[section]?.page ?? chapter.symbol.address.page;
		pageAnchors(book, page).add(id);
		noteFragment(book, chapter, id, { page, anchor: id });
	}
	const label = outline.frontMatter.sections?.label?.toLowerCase();
	if (label) book.chaptersByLabel.set(label, [...(book.chaptersByLabel.get(label) ?? []), chapter]);
}

function addressOf(chapter: Chapter, heading: Heading, isEntry: boolean, entry: Heading | undefined): Address {
	if (isEntry) return { page: entryPage(heading.section ?? 0) };
	if (entry?.section !== undefined) return { page: entryPage(entry.section), anchor: heading.id };
	return { page: chapter.symbol.address.page, anchor: heading.id };
}

function addSection(
	book: Book,
	chapter: Chapter,
	heading: Heading,
	index: number,
	address: Address,
	isEntry: boolean,
): void {
	const number = heading.section ?? 0;
	if (chapter.sections.has(number)) return;
	const symbol: BookSymbol = {
		key: `${chapter.symbol.key}§${number}`,
		kind: isEntry ? "entry" : "section",
		label: `§${number}`,
		title: heading.title,
		address,
		path: chapter.outline.path,
	};
	if (heading.supersededBy !== undefined) symbol.supersededBy = heading.supersededBy;
	if (heading.supersededSince !== undefined) symbol.supersededSince = heading.supersededSince;
	chapter.sections.set(number, { heading, index, symbol });
	book.symbols.set(symbol.key, symbol);
}

function noteAnchors(book: Book, chapter: Chapter, heading: Heading, address: Address, isEntry: boolean): void {
	const page = pageAnchors(book, address.page);
	const overview = isEntry ? pageAnchors(book, chapter.symbol.address.page) : undefined;
	for (const anchor of [heading.id, ...heading.aliases]) {
		page.add(anchor);
		overview?.add(anchor);
		noteFragment(book, chapter, anchor, address);
	}
}

function pageAnchors(book: Book, page: string): Set<string> {
	const anchors = book.anchors.get(page) ?? new Set<string>();
	book.anchors.set(page, anchors);
	return anchors;
}

function noteFragment(book: Book, chapter: Chapter, anchor: string, address: Address): void {
	const { path } = chapter.outline;
	const fragments = book.fragments.get(path) ?? new Map<string, Address>();
	book.fragments.set(path, fragments);
	if (fragments.has(anchor)) return;
	fragments.set(anchor, address);
	pageAnchors(book, address.page).add(anchor);
}
