import type { Paragraph, PhrasingContent, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { entryOf, type FoundEntry } from "./entry.ts";
import { anchorsIn, isAnchor, type Lead, readLead, readLoneName } from "./lead.ts";
import { type FoundBlocks, readList } from "./lists.ts";
import { readTable } from "./table.ts";

/** The entries of one section, and how many of them no other reading could make of it. */
export interface FoundSection extends FoundBlocks {
	/** True where the first block is an entry, so that the heading above is the name of a group. */
	opensWithEntry: boolean;
	/** True where something stands in it that no entry takes. */
	hasText: boolean;
	/** True where that is more than lists, which say little about what their heading is. */
	hasProse: boolean;
}

/** What the reading of a section needs besides its blocks. */
export interface BlockOptions {
	source: string;
	/** True where bold names may stand alone above their definitions, like headings. */
	loneNames: boolean;
}

/** The state of the reading: the entry that takes the blocks behind it, and anchors for the next entry. */
interface Reading extends FoundSection {
	open: FoundEntry | undefined;
	anchors: string[];
	/** Behind *See also* a list is no list of entries. */
	isAside: boolean;
}

/** Find the entries in the blocks between two headings. A block that is no entry belongs to the paragraph that is one before it, else to the text of the page. */
export function readBlocks(blocks: RootContent[], options: BlockOptions): FoundSection {
	const reading: Reading = {
		entries: [],
		rest: [],
		unreadable: [],
		opensWithEntry: false,
		hasText: false,
		hasProse: false,
		open: undefined,
		anchors: [],
		isAside: false,
	};
	const arePlain = mostlyPlain(blocks, options.source);
	for (const [index, node] of blocks.entries()) {
		const found = readBlock(node, blocks[index + 1], arePlain, reading.isAside, options);
		if (found) addEntries(found, node.type === "paragraph", reading);
		else addOther(node, reading);
		reading.isAside = node.type === "paragraph" && asides.test(textOf(node).trim());
	}
	const { open: _, anchors: __, isAside: ___, ...section } = reading;
	return section;
}

const asides =
	/^(?:see also|related(?: terms)?|references?|sources?|further reading|learn more|links?|contents)\b.{0,40}$/i;

function readBlock(
	node: RootContent,
	next: RootContent | undefined,
	arePlain: boolean,
	isAside: boolean,
	{ source, loneNames }: BlockOptions,
): FoundBlocks | undefined {
	if (node.type === "definitionList") return { entries: node.entries, rest: [], unreadable: [] };
	if (node.type === "list") return isAside ? undefined : readList(node, source);
	if (node.type === "table") return readTable(node, false);
	if (node.type !== "paragraph") return undefined;
	const entries = linesOf(node, source).map((line) => {
		const lead = readLead(line, source);
		return lead && (isMarkedStyle(lead) || arePlain || endsLikeEntry(node)) ? entryOf(lead, line, []) : undefined;
	});
	if (entries.every((entry) => entry !== undefined)) return { entries, rest: [], unreadable: [] };
	const lone = loneNames && isDefinition(next, source) ? readLoneName(node) : undefined;
	return lone ? { entries: [{ ...lone, content: [] }], rest: [], unreadable: [] } : undefined;
}

/** Count the bold names that stand alone above other text. One of them may be anything; several are entries. */
export function countLoneNames(blocks: RootContent[], source: string): number {
	return blocks.filter(
		(node, index) => node.type === "paragraph" && readLoneName(node) && isDefinition(blocks[index + 1], source),
	).length;
}

function isDefinition(node: RootContent | undefined, source: string): boolean {
	if (node?.type === "list") return !readList(node, source);
	if (node?.type === "blockquote" || node?.type === "code") return true;
	return node?.type === "paragraph" && !readLoneName(node) && !readLeadOfMarked(node, source);
}

function readLeadOfMarked(node: Paragraph, source: string): boolean {
	const lead = readLead(node, source);
	return lead !== undefined && isMarkedStyle(lead);
}

/** Bold words and code before a sign are a name anywhere; other words only among others of their kind. */
function isMarkedStyle({ style }: Lead): boolean {
	return style === "bold" || style === "code";
}

const entryEnd = /(?:\((?:chapters?|ch\.)\s[^()]+\)|\(ch\d+\)|\bsection)\.?$/i;

function endsLikeEntry(node: Paragraph): boolean {
	return entryEnd.test(textOf(node).trim());
}

/** Plain words, italics or links before a sign are names where most paragraphs of a section begin so. */
function mostlyPlain(blocks: RootContent[], source: string): boolean {
	const paragraphs = blocks.filter((node) => node.type === "paragraph");
	const plain = paragraphs.filter((node) => readLead(node, source));
	return plain.length >= 3 && plain.length / paragraphs.length >= 0.6;
}

/** Cut a paragraph before each line that begins with a marked name, if its first does. */
function linesOf(paragraph: Paragraph, source: string): Paragraph[] {
	const { children } = paragraph;
	const cuts = children.flatMap((node, index) =>
		index > 0 && opensLine(children, index) && isMarkedName(node) ? [index] : [],
	);
	if (cuts.length === 0) return [paragraph];
	const lines = [0, ...cuts].map((from, at) => lineOf(paragraph, from, cuts[at] ?? children.length));
	return lines.every((line) => readLeadOfMarked(line, source)) ? lines : [paragraph];
}

function isMarkedName(node: PhrasingContent): boolean {
	return node.type === "strong" || node.type === "inlineCode" || (node.type === "html" && isAnchor(node.value));
}

function opensLine(children: PhrasingContent[], index: number): boolean {
	const before = children[index - 1];
	if (before?.type === "break") return true;
	if (before?.type === "text") return /[\r\n][ \t]*$/.test(before.value);
	return before?.type === "html" && /^<br\s*\/?>$/i.test(before.value);
}

function lineOf(paragraph: Paragraph, from: number, to: number): Paragraph {
	const children = paragraph.children.slice(from, to);
	const last = children.at(-1);
	if (last?.type === "break" || (last?.type === "html" && /^<br/i.test(last.value))) children.pop();
	const start = children[0]?.position?.start;
	const end = children.at(-1)?.position?.end;
	return { type: "paragraph", children, ...(start && end ? { position: { start, end } } : {}) };
}

function addEntries(found: FoundBlocks, isParagraph: boolean, reading: Reading): void {
	if (reading.entries.length === 0 && !reading.hasText && found.entries.length > 0) reading.opensWithEntry = true;
	const [first] = found.entries;
	if (first) first.anchors.unshift(...reading.anchors);
	reading.anchors = [];
	reading.entries.push(...found.entries);
	reading.rest.push(...found.rest);
	reading.unreadable.push(...found.unreadable);
	reading.open = isParagraph ? found.entries.at(-1) : undefined;
}

function addOther(node: RootContent, reading: Reading): void {
	if (node.type === "definition" || node.type === "footnoteDefinition") return;
	if (node.type === "html" && isAnchor(node.value)) {
		reading.anchors.push(...anchorsIn(node));
		return;
	}
	const isComment = node.type === "html" && node.value.startsWith("<!--");
	if (node.type === "thematicBreak" || (node.type === "paragraph" && asides.test(textOf(node).trim()))) {
		const isBetween = node.type === "thematicBreak" && reading.entries.length > 0;
		if (!isBetween) reading.rest.push(node);
		reading.open = undefined;
	} else if (reading.open && !isComment) {
		reading.open.content.push(node);
	} else {
		reading.rest.push(node);
		if (!isComment) reading.hasText = true;
		if (!isComment && node.type !== "list") reading.hasProse = true;
	}
}
