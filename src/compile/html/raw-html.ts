import type { Element, Root as HastRoot, Nodes } from "hast";
import { raw } from "hast-util-raw";
import type { Html, RootContent } from "mdast";
import { type Draft, isMarked, report } from "../draft.ts";
import { rawPlaces } from "./raw-places.ts";
import { sanitise } from "./sanitise.ts";

/**
 * Begins the number that every element of Markdown gets before raw HTML is parsed among them: what has none was written
 * by an author and passes the allow-list. It is a noncharacter, which no raw HTML holds: reading a file refuses it,
 * and `withoutMarks` takes away the character references that would make it.
 */
const OURS = "\uFDD0";

/**
 * Parse the raw HTML among the elements that Markdown made, and keep what is allowed. Where it would take text of
 * Markdown away, as an element that is never closed does, no raw HTML is kept and `again` is used instead.
 */
export function parseRawHtml(html: HastRoot, blocks: RootContent[], again: () => HastRoot, draft: Draft): HastRoot {
	const before = { links: draft.links.length, anchors: draft.anchors.length, marked: draft.marked.length };
	const pieces = rawIn(blocks);
	for (const piece of pieces) reportUnclosed(piece, draft);
	const first = pieces.find((piece) => !piece.value.startsWith("<!--"));
	if (depthOfTags(html) > deepest) {
		reportDepth(placeOf(first), draft);
	} else {
		const count = numberOurs(html);
		const parsed = raw(html, { file: { value: draft.source } as never }) as HastRoot;
		const { kept, taken } = sanitise(parsed, rawPlaces(pieces, draft.source), takeNumber, draft);
		if (kept.size === count) return parsed;
		reportTaken(taken ?? placeOf(first), draft);
	}
	draft.links.length = before.links;
	draft.anchors.length = before.anchors;
	draft.marked.length = before.marked;
	const plain = again();
	dropRaw(plain);
	return plain;
}

/** How deep elements may lie inside each other; tree walks recurse. */
const deepest = 250;

function numberOurs(root: HastRoot): number {
	let count = 0;
	visit(root);
	return count;

	function visit(node: Nodes): void {
		if (node.type === "element") {
			node.properties["dataOurs"] = `${OURS}${count}`;
			count += 1;
		}
		if ("children" in node) for (const child of node.children) visit(child as Nodes);
		else if (node.type === "raw" && !isMarked(node.value)) node.value = withoutMarks(node.value);
	}
}

/** Replace the character references to noncharacters that mean something to us by one to U+FFFD of the same length. */
function withoutMarks(html: string): string {
	return html.replace(/&#(?:x0*fdd[01](?![\da-f])|0*6497[67](?!\d))/gi, (reference) =>
		/x/i.test(reference) ? `${reference.slice(0, -4)}fffd` : `${reference.slice(0, -5)}65533`,
	);
}

function takeNumber(element: Element): number | undefined {
	const written = element.properties["dataOurs"];
	if (typeof written !== "string" || !written.startsWith(OURS)) return undefined;
	delete element.properties["dataOurs"];
	return Number(written.slice(1));
}

/** How many start tags of raw HTML are open at once at most, with no end tag for the last of them. */
function depthOfTags(root: HastRoot): number {
	let open = 0;
	let most = 0;
	visit(root);
	return most;

	function visit(node: Nodes): void {
		if ("children" in node) for (const child of node.children) visit(child as Nodes);
		if (node.type !== "raw") return;
		for (const [, slash, name = ""] of node.value.matchAll(/<(\/?)([a-z][^\s/>]*)/gi)) {
			if (slash) open = Math.max(0, open - 1);
			else if (!voidElements.has(name.toLowerCase())) open += 1;
			most = Math.max(most, open);
		}
	}
}

const voidElements = new Set([
	"area",
	"base",
	"br",
	"col",
	"embed",
	"hr",
	"img",
	"input",
	"link",
	"meta",
	"source",
	"track",
	"wbr",
]);

/** List the raw HTML below some blocks, in the order of the text. */
function rawIn(blocks: RootContent[]): Html[] {
	const pieces: Html[] = [];
	visit(blocks);
	return pieces.sort((a, b) => (a.position?.start.offset ?? 0) - (b.position?.start.offset ?? 0));

	function visit(nodes: RootContent[]): void {
		for (const node of nodes) {
			if (node.type === "html" && !isMarked(node.value)) pieces.push(node);
			if ("children" in node) visit(node.children);
		}
	}
}

/** The first line of a piece. */
function placeOf(piece: Html | undefined): [number, number] {
	const start = piece?.position?.start.offset ?? 0;
	return [start, start + (piece?.value.split("\n")[0]?.trimEnd().length ?? 0)];
}

/** A comment that is never closed runs to the end of the text, and takes it away. */
function reportUnclosed(piece: Html, draft: Draft): void {
	const [opening, closing] = [
		["<!--", "-->"],
		["<?", "?>"],
		["<![CDATA[", "]]>"],
	].find(([start = ""]) => piece.value.startsWith(start)) ?? ["", ""];
	if (!opening || !closing || piece.value.includes(closing)) return;
	const [from] = placeOf(piece);
	const message = `this “${opening}” is never closed, so nothing behind it is published`;
	report(draft, "html-unsafe", from, from + opening.length, message, `write “${closing}” where it ends`);
}

function reportTaken([from, to]: [number, number], draft: Draft): void {
	report(
		draft,
		"html-unsafe",
		from,
		to,
		"this raw HTML would take text of Markdown away, so none of the raw HTML around it is published",
		"close the element before the next blank line, or leave it out",
	);
}

function reportDepth([from, to]: [number, number], draft: Draft): void {
	report(
		draft,
		"limit-depth",
		from,
		to,
		`elements of raw HTML lie more than ${deepest} deep inside each other, so none of the raw HTML is published`,
		"close each element",
	);
}

function dropRaw(node: HastRoot | Element): void {
	node.children = (node.children as Nodes[]).filter(
		(child) => child.type !== "raw" || isMarked(child.value),
	) as typeof node.children;
	for (const child of node.children) if (child.type === "element") dropRaw(child);
}
