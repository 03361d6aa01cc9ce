import type { Node, Paragraph, Root, RootContent } from "mdast";
import type { FoundEntry } from "./entry.ts";
import { nameOf } from "./name-text.ts";

/** Entries that Markdown has no node for: `Term` above `: text`, or a `<dl>` of raw HTML. */
export interface DefinitionList extends Node {
	type: "definitionList";
	/** The definitions of all entries, so that a walk over the tree finds what stands in them. */
	children: RootContent[];
	entries: FoundEntry[];
}

declare module "mdast" {
	interface RootContentMap {
		definitionList: DefinitionList;
	}
}

type Parse = (text: string) => Root;

/** A line of a region that may be a definition list. */
interface Line {
	start: number;
	end: number;
	text: string;
	/** Where the text behind a `:` begins, for a line that opens a definition. */
	marker?: { at: number; text: number };
}

/** One definition: from its colon to where the next thing begins. */
interface Definition {
	entry: FoundEntry;
	marker: { at: number; text: number };
	to: number;
}

/**
 * Replace the paragraphs that are definition lists, `Term` and below it `: text`, tight or loose, with several terms
 * and several definitions. To Markdown they are paragraphs, and their further blocks indented code; so the definitions
 * are parsed again as the items of a list, in a text that is blank everywhere else and keeps every offset.
 */
export function readDefinitionLists(tree: Root, body: string, parse: Parse): void {
	const children: RootContent[] = [];
	const definitions: Definition[] = [];
	for (let index = 0; index < tree.children.length; ) {
		const node = tree.children[index] as RootContent;
		const end = endOfRegion(tree.children, index, body);
		const list = end > index ? readRegion(linesOf(body, node, tree.children[end - 1]), definitions) : undefined;
		children.push(...(list ? [list] : tree.children.slice(index, Math.max(end, index + 1))));
		index = Math.max(end, index + 1);
	}
	if (definitions.length === 0) return;
	tree.children = children;
	fillDefinitions(tree, definitions, body, parse);
	for (const node of children)
		if (node.type === "definitionList") node.children = node.entries.flatMap((entry) => entry.content);
}

const markerPattern = /^( {0,3}[:~])([ \t]+)(?=\S)/;

function isMarked(node: RootContent | undefined, body: string): boolean {
	if (node?.type !== "paragraph") return false;
	const { start } = offsets(node);
	return markerPattern.test(body.slice(start, start + 40)) && isLineStart(body, start);
}

function isLineStart(body: string, offset: number): boolean {
	return /(?:^|[\r\n])[ \t]*$/.test(body.slice(Math.max(0, offset - 12), offset));
}

function holdsMarker(node: Paragraph, body: string): boolean {
	const { start, end } = offsets(node);
	return /[\r\n] {0,3}[:~][ \t]+\S/.test(body.slice(start, end));
}

/** A paragraph of a few short lines can be the terms of a loose list. */
function canBeTerms(node: RootContent | undefined, body: string): boolean {
	if (node?.type !== "paragraph") return false;
	const { start, end } = offsets(node);
	return body.slice(start, end).split(/\r\n?|\n/).length <= 4 && end - start <= 400;
}

/** The index behind the last block of a definition list that begins here, or the same index where none does. */
function endOfRegion(nodes: RootContent[], from: number, body: string): number {
	let at = from;
	for (let node = nodes[at]; node; node = nodes[at]) {
		if (node.type === "paragraph" && holdsMarker(node, body) && !isMarked(node, body)) at += 1;
		else if (canBeTerms(node, body) && !isMarked(node, body) && isMarked(nodes[at + 1], body)) at += 2;
		else if (at > from && (isMarked(node, body) || isIndented(node, body))) at += 1;
		else break;
	}
	return at;
}

function isIndented(node: RootContent, body: string): boolean {
	if (node.type === "definition" || node.type === "footnoteDefinition") return false;
	const { start } = offsets(node);
	return (
		/(?:^|[\r\n])(?: {2,}|[ \t]*\t[ \t]*)$/.test(body.slice(Math.max(0, start - 40), start)) ||
		/^(?: {2,}|\t)/.test(body.slice(start))
	);
}

function linesOf(body: string, first: RootContent, last: RootContent | undefined): Line[] {
	const from = body.lastIndexOf("\n", offsets(first).start - 1) + 1;
	const to = last ? offsets(last).end : offsets(first).end;
	const lines: Line[] = [];
	for (const match of body.slice(from, to).matchAll(/([^\r\n]*)(\r\n?|\n|$)/g)) {
		if (match[0] === "") break;
		const start = from + match.index;
		const text = match[1] ?? "";
		const found = markerPattern.exec(text);
		const line: Line = { start, end: start + text.length, text };
		if (found) line.marker = { at: start + (found[1] ?? "").length - 1, text: start + found[0].length };
		lines.push(line);
	}
	return lines;
}

function readRegion(lines: Line[], definitions: Definition[]): DefinitionList | undefined {
	const list: DefinitionList = { type: "definitionList", children: [], entries: [] };
	let terms: Line[] = [];
	let open: Definition | undefined;
	const leads = leadingLines(lines);
	let opens = true;
	for (const [index, line] of lines.entries()) {
		const isBlank = line.text.trim() === "";
		if (line.marker) {
			const last = list.entries.at(-1);
			const entry = terms.length > 0 ? entryOfTerms(terms) : last;
			if (!entry) return undefined;
			if (entry !== last) list.entries.push(entry);
			open = { entry, marker: line.marker, to: line.end };
			definitions.push(open);
			terms = [];
		} else if (leads[index] && (opens || isShort(line))) {
			if (!/^\{:.*\}\s*$/.test(line.text)) terms.push(line);
			open = undefined;
		} else if (open && !isBlank) {
			open.to = line.end;
		}
		opens = isBlank || open === undefined;
	}
	return list.entries.length > 0 ? list : undefined;
}

/** Tell for each line whether it is unindented and leads to a colon: on the next line, behind one blank line, or by way of more such lines. */
function leadingLines(lines: Line[]): boolean[] {
	const leads = lines.map(() => false);
	for (let index = lines.length - 1; index >= 0; index -= 1) {
		const line = lines[index];
		const next = lines[index + 1];
		if (!line || !next || line.marker || line.text.trim() === "" || /^(?: {2}|\t)/.test(line.text)) continue;
		const behind = next.text.trim() === "" ? lines[index + 2] : next;
		leads[index] = behind?.marker !== undefined || leads[index + 1] === true;
	}
	return leads;
}

/** A line that goes on with a definition can be the next term only if it is short and no end of a sentence. */
function isShort({ text }: Line): boolean {
	return text.length <= 60 && !/[.,;:!?]\s*$|[.;!?]\s/.test(text);
}

function entryOfTerms(terms: Line[]): FoundEntry {
	const names = terms.map((line) => nameOf(line.text, line.start));
	const first = names[0];
	return {
		written: names.map((name) => name.text),
		isCode: first?.isCode ?? false,
		from: first?.from ?? 0,
		to: first?.to ?? 0,
		content: [],
		anchors: names.flatMap((name) => name.anchors),
	};
}

function fillDefinitions(tree: Root, definitions: Definition[], body: string, parse: Parse): void {
	const blank = (from: number, to: number) => body.slice(from, to).replace(/[^\r\n]/g, " ");
	const kept: [number, number, string][] = definitions.map(({ marker, to }) => {
		// With more than four blanks behind its sign an item would begin with code.
		const at = Math.max(marker.at, marker.text - 4);
		return [at, to, `-${blank(at + 1, marker.text)}${body.slice(marker.text, to)}`];
	});
	for (const node of tree.children)
		if (node.type === "definition" || node.type === "footnoteDefinition") {
			const { start, end } = offsets(node);
			kept.push([start, end, body.slice(start, end)]);
		}
	kept.sort(([a], [b]) => a - b);
	const pieces: string[] = [];
	let at = 0;
	for (const [from, to, text] of kept) {
		pieces.push(blank(at, from), text);
		at = to;
	}
	pieces.push(blank(at, body.length));
	addContent(parse(pieces.join("")), definitions);
}

/** Give each definition the blocks that begin behind its colon and before the next. */
function addContent(tree: Root, definitions: Definition[]): void {
	const blocks = tree.children.flatMap((node) =>
		node.type === "list" ? node.children.flatMap((item) => item.children as RootContent[]) : [node],
	);
	let index = 0;
	for (const block of blocks) {
		if (block.type === "definition" || block.type === "footnoteDefinition") continue;
		while ((definitions[index + 1]?.marker.at ?? Number.POSITIVE_INFINITY) <= offsets(block).start) index += 1;
		definitions[index]?.entry.content.push(block);
	}
}

function offsets(node: Node): { start: number; end: number } {
	return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}
