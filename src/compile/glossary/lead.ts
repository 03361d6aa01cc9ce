import type { Nodes, Paragraph, PhrasingContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { originIn } from "../../text/origins.ts";
import { originsOf } from "../prose/origins.ts";

/** The beginning of a glossary entry: its names, and the definition that follows on the same line or the next. */
export interface Lead {
	/** As written, remarks in parentheses included, without the sign that opens the definition. */
	written: string[];
	isCode: boolean;
	/** How the name is set; a sentence begins with it in bold. Plain words before a colon, and sentences, are entries only in company, see `blocks.ts`. */
	style: "bold" | "code" | "link" | "emphasis" | "plain" | "sentence";
	/** Offsets of the names in the file. */
	from: number;
	to: number;
	/** The definition, as far as it stands in the paragraph. */
	content: PhrasingContent[];
	/** Ids of HTML anchors before the name. */
	anchors: string[];
	/** Offsets of the links in parentheses behind the name, of which only the words are read. */
	lost?: [number, number][];
}

interface Names {
	written: string[];
	style: Exclude<Lead["style"], "plain" | "sentence">;
	isCode: boolean;
	nodes: PhrasingContent[];
	/** The first child behind the names. */
	next: number;
}

/** Read the beginning of an entry, or give undefined for other text. */
export function readLead(paragraph: Paragraph, source: string): Lead | undefined {
	const start = skipAnchors(paragraph.children, 0);
	const anchors = paragraph.children.slice(0, start).flatMap((node) => anchorsIn(node));
	const names = readNameNodes(paragraph.children, start);
	const lead = names ? markedLead(paragraph.children, names, source) : plainLead(paragraph.children, start, source);
	return lead && isName(lead.written[0] ?? "") ? { ...lead, anchors } : undefined;
}

/** Read the names of a paragraph that holds nothing else, and so may stand above its definition like a heading. */
export function readLoneName(paragraph: Paragraph): Omit<Lead, "content"> | undefined {
	const start = skipAnchors(paragraph.children, 0);
	const names = readNameNodes(paragraph.children, start);
	if (names?.style !== "bold" || skipAnchors(paragraph.children, names.next) < paragraph.children.length)
		return undefined;
	const written = names.written.map((name) => name.replace(closed, ""));
	if (!isName(written[0] ?? "") || /[.!?]$|^\p{L}$/u.test(names.written.at(-1) ?? "")) return undefined;
	const anchors = paragraph.children.slice(0, start).flatMap((node) => anchorsIn(node));
	return { written, isCode: names.isCode, style: names.style, anchors, ...placeOfNodes(names.nodes) };
}

/** List the ids of an HTML anchor that stands before a name. */
export function anchorsIn(node: Nodes): string[] {
	if (node.type !== "html") return [];
	return [...node.value.matchAll(/\s(?:id|name)\s*=\s*["']?([^\s"'<>]+)/gi)].map(([, id]) => id ?? "");
}

/** Say whether raw HTML is an empty anchor, or its end. */
export function isAnchor(html: string): boolean {
	// A value without quotes ends with no slash, so that each text can be read in one way only.
	return /^(?:\s*<\/?(?:a|span)(?:\s+(?:id|name|class)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]*[^\s"'<>/]))*\s*\/?>)+\s*$/i.test(
		html,
	);
}

/** Words before a colon that say what follows, and are no term. */
const labels =
	/^(?:an? )?(?:notes?|n\.?b\.?|warnings?|tips?|important|caution|danger|info|hint|examples?|for example|e\.g\.?|i\.e\.?|see(?: also)?|related(?: terms?)?|sources?|references?|further reading|learn more|more info(?:rmation)?|links?|synonyms?|antonyms?|aliases|aka|a\.k\.a\.?|also known as|abbreviations?|usage|status|owner|todo|fixme|contents|table of contents)$/i;

function isName(written: string): boolean {
	const name = written.trim();
	return (
		name !== "" && name.length <= 120 && name.split(/\s+/).length <= 14 && !labels.test(name) && !/[!?]$/.test(name)
	);
}

function skipAnchors(children: PhrasingContent[], from: number): number {
	let at = from;
	for (let node = children[at]; node; node = children[at]) {
		const isSkipped =
			(node.type === "html" && (isAnchor(node.value) || node.value.startsWith("<!--"))) ||
			(node.type === "text" && node.value.trim() === "");
		if (!isSkipped) break;
		at += 1;
	}
	return at;
}

const joiner = /^\s*(?:,|\/|\||;|&|,? ?\bor\b|,? ?\band\b)\s*$/;

function readNameNodes(children: PhrasingContent[], start: number): Names | undefined {
	const style = styleOf(children[start]);
	if (!style) return undefined;
	const names: Names = { written: [], style, isCode: true, nodes: [], next: start };
	for (let at = start; ; ) {
		const node = children[at];
		if (!node || styleOf(node) !== style) break;
		names.written.push(textOf(node).replace(/\s+/g, " "));
		names.nodes.push(node);
		names.isCode &&= style === "code" || holdsOnlyCode(node);
		names.next = at + 1;
		const between = children[at + 1];
		if (between?.type !== "text" || !joiner.test(between.value)) break;
		at += 2;
	}
	return names;
}

function styleOf(node: PhrasingContent | undefined): Names["style"] | undefined {
	if (node?.type === "strong") return "bold";
	if (node?.type === "inlineCode") return "code";
	if (node?.type !== "emphasis" && node?.type !== "link" && node?.type !== "linkReference") return undefined;
	const inner = node.children.length === 1 ? styleOf(node.children[0]) : undefined;
	if (inner === "bold" || inner === "code") return inner;
	return node.type === "emphasis" ? "emphasis" : "link";
}

/** Say whether a node is code and nothing else, whatever is around it. */
export function holdsOnlyCode(node: Nodes): boolean {
	if (node.type === "inlineCode") return true;
	return "children" in node && node.children.length === 1 && holdsOnlyCode(node.children[0] as Nodes);
}

/** Up to two parentheses, which may hold others. */
const remarks = String.raw`((?:\s*\((?:[^()]|\([^()]*\))*\)){0,2})`;
const signs = String.raw`\s*:(?=\s|$)|\s*[—–](?=\s|$|\p{L})|\s+(?:--?-?|=|→)(?=\s|$)`;
const behindName = new RegExp(`^${remarks}(${signs})\\s*`, "u");
/** A bold name may stand on a line of its own; a sentence that only begins with bold words goes on. */
const lineBreak = new RegExp(
	String.raw`^${remarks}([ \t]*\n)\s*(?!(?:is|are|was|were|has|have|can|must|may|will|and|or|of|in|to|for|from|with|does|runs?)\b)`,
	"u",
);
const closed = /\s*[:.—–]\s*$/;

function markedLead(children: PhrasingContent[], names: Names, source: string): Omit<Lead, "anchors"> | undefined {
	const tail = tailOf(children, names.next);
	const last = names.written.at(-1) ?? "";
	const isClosed = closed.test(last) && /^(?:\s|$)/.test(tail) && (names.style === "bold" || !last.endsWith("."));
	const found = isClosed
		? /^(\s*)/.exec(tail)
		: (behindName.exec(tail) ?? (names.style === "bold" ? lineBreak.exec(tail) : null));
	if (!found) return sentence(children, names, tail);
	const written = names.written.map((name) => name.replace(closed, ""));
	written[written.length - 1] = `${written.at(-1)}${isClosed ? "" : (found[1] ?? "")}`;
	const content = behind(children, names.next, found[0].length, source);
	const lost = linksIn(children, names.next, found[0].length);
	return { written, isCode: names.isCode, style: names.style, content, lost, ...placeOfNodes(names.nodes) };
}

function linksIn(children: PhrasingContent[], next: number, length: number): [number, number][] {
	const links: [number, number][] = [];
	let left = length;
	for (let at = next; at < children.length && left > 0; at += 1) {
		const node = children[at];
		const { start, end } = node?.position ?? {};
		const isLink = node?.type === "link" || node?.type === "linkReference" || node?.type === "image";
		if (isLink && start?.offset !== undefined && end?.offset !== undefined) links.push([start.offset, end.offset]);
		left -= wordsOf(node).length;
	}
	return links;
}

/** `**Pod** is the smallest unit`, or a bold name with its definition right behind it. */
function sentence(children: PhrasingContent[], names: Names, tail: string): Omit<Lead, "anchors"> | undefined {
	if (names.style !== "bold" || !/^\s+[\p{L}\p{N}(“"'’‘*]/u.test(tail)) return undefined;
	const { written, isCode, nodes, next } = names;
	return { written, isCode, style: "sentence", content: children.slice(next), ...placeOfNodes(nodes) };
}

const plainNames = [
	/^((?:[^.!?:\n—–]|\.(?=\S)){1,70}?(?:: (?=[a-z]+:\s)[^.!?:\n]{1,60})?)(\s*:\s+)/,
	/^((?:[^.!?:\n—–]|\.(?=\S)){1,70}?)(\s*[—–]\s+|\s+--?-?\s+)/,
];

/** The name may be plain words with code among them; its end must stand in a text. */
function plainLead(children: PhrasingContent[], start: number, source: string): Omit<Lead, "anchors"> | undefined {
	const first = children[start];
	if (first?.type !== "text") return undefined;
	const found = plainNames.map((pattern) => pattern.exec(first.value)).find(Boolean);
	const written = found?.[1]?.trim() ?? "";
	if (!found || written === "" || written.split(/\s+/).length > 9) return undefined;
	const blank = /^\s*/.exec(first.value)?.[0].length ?? 0;
	const origins = originsOf(first, source);
	return {
		written: [written.replace(/\s+/g, " ")],
		isCode: false,
		style: "plain",
		from: originIn(origins, blank),
		to: originIn(origins, (found[1] ?? "").trimEnd().length - 1) + 1,
		content: behind(children, start, found[0].length, source),
	};
}

/** What stands behind the names as plain text, as far as a sign that opens a definition can be. */
function tailOf(children: PhrasingContent[], next: number): string {
	let tail = "";
	for (let at = next; at < children.length && tail.length < 400; at += 1) tail += wordsOf(children[at]);
	return tail;
}

function wordsOf(node: PhrasingContent | undefined): string {
	if (node?.type === "break") return "\n";
	return node && node.type !== "html" ? textOf(node) : "";
}

/** The content behind the first characters of the tail; a text that they end in is cut. */
function behind(children: PhrasingContent[], next: number, length: number, source: string): PhrasingContent[] {
	let left = length;
	for (let at = next; at < children.length; at += 1) {
		const node = children[at];
		const words = wordsOf(node);
		if (left === 0 && words !== "") return children.slice(at);
		if (words.length <= left) {
			left -= words.length;
			continue;
		}
		if (node?.type !== "text") return children.slice(at);
		const offset = originIn(originsOf(node, source), left);
		const position = node.position && { start: { ...node.position.start, offset }, end: node.position.end };
		const rest: PhrasingContent = { type: "text", value: node.value.slice(left), ...(position ? { position } : {}) };
		return [rest, ...children.slice(at + 1)];
	}
	return [];
}

function placeOfNodes(nodes: PhrasingContent[]): { from: number; to: number } {
	return { from: nodes[0]?.position?.start.offset ?? 0, to: nodes.at(-1)?.position?.end.offset ?? 0 };
}
