import type { Nodes, Root, RootContent } from "mdast";
import { originIn } from "../../text/origins.ts";
import type { DefinitionList } from "./definition-lists.ts";
import type { FoundEntry } from "./entry.ts";
import { nameOf } from "./name-text.ts";

type Parse = (text: string) => Root;

/** Replace each `<dl>` of raw HTML by its entries. Their definitions are read as Markdown, in which raw HTML may stand. */
export function readHtmlLists(tree: Root, body: string, parse: Parse): void {
	const children: RootContent[] = [];
	let isOpen = false;
	for (let index = 0; index < tree.children.length; index += 1) {
		const node = tree.children[index] as RootContent;
		const isList: boolean = node.type === "html" && !isOpen && beginsList(node, body);
		const region: Region | undefined = isList ? regionFrom(tree.children, index, body) : undefined;
		// Whatever follows a list that is never closed stands inside of it.
		isOpen ||= isList && !region;
		const entries = region ? entriesIn(body, region.from, region.to, parse) : [];
		if (!region || entries.length === 0) {
			children.push(node);
			continue;
		}
		const list: DefinitionList = {
			type: "definitionList",
			children: entries.flatMap((entry) => entry.content),
			entries,
		};
		children.push(list);
		index = region.last;
	}
	tree.children = children;
}

function beginsList(node: RootContent, body: string): boolean {
	const from = node.position?.start.offset ?? 0;
	return /^\s*(?:<div[^>]*>\s*)?<dl[\s>]/i.test(body.slice(from, from + 200));
}

/** A list with its offsets, and the index of the last block that it lies in. */
interface Region {
	from: number;
	to: number;
	last: number;
}

/** From the `<dl>` that an HTML block begins with to its end, which may stand in a later block. */
function regionFrom(nodes: RootContent[], index: number, body: string): Region | undefined {
	const from = nodes[index]?.position?.start.offset ?? 0;
	const tags = /<(\/?)dl(?=[\s>])[^>]*>/gi;
	tags.lastIndex = from;
	let depth = 0;
	for (let tag = tags.exec(body); tag; tag = tags.exec(body)) {
		depth += tag[1] ? -1 : 1;
		if (depth > 0) continue;
		const to = tag.index;
		let last = index;
		while (last + 1 < nodes.length && (nodes[last + 1]?.position?.start.offset ?? 0) <= to) last += 1;
		return { from, to, last };
	}
	return undefined;
}

interface Cell {
	kind: "dt" | "dd";
	tag: string;
	from: number;
	to: number;
}

function entriesIn(body: string, from: number, to: number, parse: Parse): FoundEntry[] {
	const entries: FoundEntry[] = [];
	let previous: Cell["kind"] = "dd";
	for (const cell of cellsIn(body, from, to)) {
		const last = entries.at(-1);
		if (cell.kind === "dd") last?.content.push(...parseAt(body, cell.from, cell.to, parse));
		else if (previous === "dt" && last) addName(last, body, cell);
		else entries.push(entryOf(body, cell));
		previous = cell.kind;
	}
	return entries;
}

/** The terms and definitions of the outer list; each ends where the next begins, for the end tags may be left out. */
function cellsIn(body: string, from: number, to: number): Cell[] {
	const cells: Cell[] = [];
	const tags = /<!--[\s\S]*?-->|<(\/?)(dl|dt|dd)(?=[\s>])[^>]*>/gi;
	tags.lastIndex = from;
	let depth = 0;
	let open: Cell | undefined;
	for (let tag = tags.exec(body); tag && tag.index < to; tag = tags.exec(body)) {
		const name = tag[2]?.toLowerCase();
		if (name === undefined) continue;
		if (name === "dl") {
			depth += tag[1] ? -1 : 1;
			continue;
		}
		if (depth !== 1) continue;
		if (open) cells.push({ ...open, to: tag.index });
		const start = tag.index + tag[0].length;
		open = tag[1] ? undefined : { kind: name === "dt" ? "dt" : "dd", tag: tag[0], from: start, to };
	}
	if (open) cells.push(open);
	return cells;
}

function entryOf(body: string, cell: Cell): FoundEntry {
	const name = nameOf(body.slice(cell.from, cell.to).replace(/[\r\n]/g, " "), cell.from);
	const isCode = /^\s*<code>[^<]*<\/code>\s*$/i.test(body.slice(cell.from, cell.to));
	return {
		written: [name.text],
		isCode: isCode || name.isCode,
		from: name.from,
		to: name.to,
		content: [],
		anchors: [...idsOf(cell.tag), ...name.anchors],
	};
}

function addName(entry: FoundEntry, body: string, cell: Cell): void {
	const name = nameOf(body.slice(cell.from, cell.to).replace(/[\r\n]/g, " "), cell.from);
	entry.written.push(name.text);
	entry.anchors.push(...idsOf(cell.tag), ...name.anchors);
}

function idsOf(tag: string): string[] {
	return [...tag.matchAll(/\sid\s*=\s*["']?([^\s"'<>]+)/gi)].map(([, id]) => id ?? "");
}

/** Parse a part of the file as if it stood at the margin; every place is the one in the file. */
function parseAt(body: string, from: number, to: number, parse: Parse): RootContent[] {
	const lines = body.slice(from, to).split(/(?<=\n)/);
	const indents = lines.slice(1).flatMap((line) => (line.trim() === "" ? [] : [/^[ \t]*/.exec(line)?.[0].length ?? 0]));
	const least = Math.min(...indents, 400);
	const origins: number[] = [];
	let text = "";
	let offset = from;
	for (const [index, line] of lines.entries()) {
		const blank = /^[ \t]*/.exec(line)?.[0].length ?? 0;
		const cut = index === 0 ? blank : Math.min(least, blank);
		origins.push(text.length, offset + cut);
		text += line.slice(cut);
		offset += line.length;
	}
	const { children } = parse(text);
	for (const node of children) move(node, (at) => originIn(origins, at));
	return children.filter((node) => node.type !== "definition");
}

function move(node: Nodes, at: (offset: number) => number): void {
	if (node.position?.start.offset !== undefined && node.position.end.offset !== undefined) {
		const end = node.position.end.offset;
		node.position.start.offset = at(node.position.start.offset);
		// The end of a line belongs to that line.
		node.position.end.offset = end === 0 ? at(0) : at(end - 1) + 1;
	}
	if ("children" in node) for (const child of node.children) move(child, at);
}
