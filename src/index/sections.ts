import type { Address, BookSymbol, Chapter, Section } from "../model/book.ts";
import type { Heading } from "../model/unit.ts";
import { entryPage } from "./addresses.ts";

/** What one chapter brings into the symbol table; it follows from its outline alone. */
export interface ChapterTable {
	/** By number. */
	sections: Map<number, Section>;
	/** Of each heading, by index. */
	addresses: Address[];
	/** Page to its anchors. */
	anchors: Map<string, Set<string>>;
	/** What each fragment of a link to the file leads to. */
	fragments: Map<string, Address>;
}

/** Give every heading of a chapter its address, and every numbered section its symbol. In the runbook each section is an entry with a page of its own. */
export function tableOf({ outline, symbol }: Pick<Chapter, "outline" | "symbol">, isRunbook: boolean): ChapterTable {
	const { page } = symbol.address;
	const table: ChapterTable = { sections: new Map(), addresses: [], anchors: new Map(), fragments: new Map() };
	let entry: Heading | undefined;
	for (const [index, heading] of outline.headings.entries()) {
		if (entry && heading.depth <= entry.depth) entry = undefined;
		const isEntry = isRunbook && heading.section !== undefined;
		if (isEntry) entry = heading;
		const address = addressOf(page, heading, isEntry, entry);
		table.addresses.push(address);
		for (const anchor of [heading.id, ...heading.aliases]) {
			anchorsOf(table, address.page).add(anchor);
			if (isEntry) anchorsOf(table, page).add(anchor);
			noteFragment(table, anchor, address);
		}
		if (heading.section !== undefined && !table.sections.has(heading.section)) {
			const own = sectionSymbol(heading, heading.section, symbol, isEntry, address);
			table.sections.set(heading.section, { heading, index, symbol: own });
		}
	}
	for (const { id, section } of outline.anchors) {
		const there = table.addresses[section]?.page ?? page;
		anchorsOf(table, there).add(id);
		noteFragment(table, id, { page: there, anchor: id });
	}
	return table;
}

function addressOf(page: string, heading: Heading, isEntry: boolean, entry: Heading | undefined): Address {
	if (isEntry) return { page: entryPage(heading.section ?? 0) };
	if (entry?.section !== undefined) return { page: entryPage(entry.section), anchor: heading.id };
	return { page, anchor: heading.id };
}

function sectionSymbol(
	heading: Heading,
	number: number,
	chapter: BookSymbol,
	isEntry: boolean,
	address: Address,
): BookSymbol {
	const symbol: BookSymbol = {
		key: `${chapter.key}§${number}`,
		kind: isEntry ? "entry" : "section",
		label: `§${number}`,
		title: heading.title,
		address,
		path: chapter.path,
	};
	if (heading.supersededBy !== undefined) symbol.supersededBy = heading.supersededBy;
	if (heading.supersededSince !== undefined) symbol.supersededSince = heading.supersededSince;
	return symbol;
}

function anchorsOf({ anchors }: ChapterTable, page: string): Set<string> {
	const known = anchors.get(page) ?? new Set<string>();
	anchors.set(page, known);
	return known;
}

function noteFragment(table: ChapterTable, anchor: string, address: Address): void {
	if (table.fragments.has(anchor)) return;
	table.fragments.set(anchor, address);
	anchorsOf(table, address.page).add(anchor);
}
