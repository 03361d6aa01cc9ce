import type { Heading, List, ListItem, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { entryOf, type FoundEntry, type Unreadable } from "./entry.ts";
import { anchorsIn, holdsOnlyCode, type Lead, readLead, readLoneName } from "./lead.ts";

/** What a list or a stretch of blocks holds. */
export interface FoundBlocks {
	entries: FoundEntry[];
	/** What is no entry, in order. */
	rest: RootContent[];
	unreadable: Unreadable[];
}

/** Read a list of entries, or give undefined for another list. */
export function readList(list: List, source: string): FoundBlocks | undefined {
	const items = list.children.map((item) => ({ item, entry: readItem(item, source) }));
	const marked = items.filter(({ entry }) => entry?.isSure).length;
	const plain = items.filter(({ entry }) => entry && !entry.isSure).length;
	const arePlain = marked + plain >= 2 && (marked + plain) / items.length >= 0.6;
	const inner = items.map(({ item, entry }) => (entry ? [] : innerLists(item, source)));
	if (marked === 0 && !arePlain && inner.flat().length === 0) return undefined;
	const found: FoundBlocks = { entries: [], rest: [], unreadable: [] };
	for (const [index, { item, entry }] of items.entries()) {
		if (entry && (entry.isSure || arePlain)) found.entries.push(entry.entry);
		else if (inner[index]?.length) addInner(item, inner[index], found);
		else addUnreadable(item, list, found);
	}
	return found;
}

interface Item {
	entry: FoundEntry;
	/** Plain words, italics or a link before a colon are a name only where most items of a list begin so, or where they end like an entry. */
	isSure: boolean;
}

function readItem(item: ListItem, source: string): Item | undefined {
	const at = item.children.findIndex((child) => child.type !== "html");
	const [first, ...others] = item.children.slice(at === -1 ? 0 : at);
	const anchors = item.children.slice(0, Math.max(0, at)).flatMap((node) => anchorsIn(node));
	if (first?.type === "heading") return { entry: { ...headingEntry(first, others), anchors }, isSure: true };
	if (first?.type !== "paragraph") return undefined;
	const lone = others.length > 0 ? readLoneName(first) : undefined;
	if (lone) return { entry: { ...lone, content: others, anchors: [...anchors, ...lone.anchors] }, isSure: true };
	const lead = readLead(first, source);
	if (!lead) return undefined;
	const entry = entryOf(lead, first, others);
	return { entry: { ...entry, anchors: [...anchors, ...entry.anchors] }, isSure: isSure(lead, textOf(first)) };
}

/** A *see* entry and one that ends with a chapter are entries wherever they stand. */
const entryEnd = /(?:\((?:chapters?|ch\.)\s[^()]+\)|\(ch\d+\)|\bsection)\.?\s*$/i;

function isSure(lead: Lead, text: string): boolean {
	return lead.style === "bold" || lead.style === "code" || entryEnd.test(text);
}

/** Make an entry of a heading and the blocks below it. */
export function headingEntry(heading: Heading, content: RootContent[]): FoundEntry {
	const inner = heading.children;
	const shown = inner.filter((node) => node.type !== "html");
	const [first] = shown;
	const last = shown.at(-1);
	return {
		written: [
			textOf(heading, { includeHtml: false })
				.replace(/\s+/g, " ")
				.trim()
				.replace(/\s*[:.]$|^\d{1,3}[.)]\s+(?=\S)/g, ""),
		],
		isCode: shown.length === 1 && first !== undefined && holdsOnlyCode(first),
		from: first?.position?.start.offset ?? heading.position?.start.offset ?? 0,
		to: last?.position?.end.offset ?? heading.position?.end.offset ?? 0,
		content,
		anchors: inner.flatMap((node) => anchorsIn(node)),
	};
}

/** Lists of entries inside an item that only names their group. */
function innerLists(item: ListItem, source: string): FoundBlocks[] {
	return item.children.flatMap((child) => (child.type === "list" ? (readList(child, source) ?? []) : []));
}

function addInner(item: ListItem, inner: FoundBlocks[], found: FoundBlocks): void {
	found.rest.push(...item.children.filter((child) => child.type !== "list"));
	for (const one of inner) {
		found.entries.push(...one.entries);
		found.rest.push(...one.rest);
		found.unreadable.push(...one.unreadable);
	}
}

function addUnreadable(item: ListItem, list: List, found: FoundBlocks): void {
	found.rest.push({ type: "list", ordered: list.ordered ?? false, spread: false, children: [item] });
	if (item.children.length === 0) return;
	found.unreadable.push({
		from: item.position?.start.offset ?? 0,
		to: item.position?.end.offset ?? 0,
		message: "this item of the glossary has no term in it",
		hint: "begin it with “**Term**: ”",
	});
}
