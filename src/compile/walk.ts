import type { Code, ListItem, Nodes, Parent, RootContent } from "mdast";
import { toString as wholeTextOf } from "mdast-util-to-string";
import { readAlert } from "./blocks/alerts.ts";
import type { Caption } from "./blocks/captions.ts";
import { labelTable, reportExtraCells } from "./blocks/tables.ts";
import { readTask } from "./blocks/tasks.ts";
import type { Includes } from "./code/includes.ts";
import { listingHtml } from "./code/listing.ts";
import type { Drawing } from "./diagrams/drawings.ts";
import { type Draft, mark } from "./draft.ts";
import type { Headings } from "./headings.ts";
import { type DefinedAddresses, readLinks } from "./prose/links.ts";
import { scopeOf } from "./prose/mentions.ts";
import { isProseBlock, readProse } from "./prose/prose.ts";
import { textOf } from "./prose/text-of.ts";

/** What the walk over a text needs besides its nodes. */
export interface WalkContext {
	headings: Headings;
	definitions: DefinedAddresses;
	includes: Includes;
	/** The captions of blocks of code. */
	captions: Map<Code, Caption>;
	/** The blocks of code that are diagrams, as they were drawn. */
	drawings: Map<Code, Drawing>;
	/** Words of each section, for search: the index of a heading, -1 before the first, to pieces of text. */
	words: Map<number, string[]>;
	/** The group that the entry at hand sends its reader to. */
	see?: string | undefined;
}

/** Read the prose, the links and the code of some blocks, in the order of the text, and put marks where the book will fill something in. */
export function walk(nodes: RootContent[], context: WalkContext, draft: Draft, scope?: number): void {
	for (const node of nodes) visitBlock(node, context, draft, scope);
}

function visitBlock(node: Nodes, context: WalkContext, draft: Draft, scope: number | undefined): void {
	if (node.type === "heading") enterHeading(node, context, draft);
	if (isProseBlock(node)) {
		addWords(textOf(node), context, draft);
		readProse(
			node,
			{
				scope,
				isHeading: node.type === "heading",
				areChapters: node.type === "paragraph" && node.data?.areChapters === true,
				...(context.see === undefined ? {} : { see: context.see }),
			},
			draft,
		);
		readLinks(node, context.definitions, draft);
		return;
	}
	if (node.type === "code") {
		replaceCode(node, context, draft);
		return;
	}
	if (node.type === "blockquote") readAlert(node);
	// One loose item makes the whole list loose; `html.ts` relies on it.
	if (node.type === "list") node.spread ||= node.children.some((item) => item.spread ?? item.children.length > 1);
	if (node.type === "listItem") readTask(node, draft);
	if (node.type === "table") {
		reportExtraCells(node, draft);
		labelTable(node);
	}
	const inner = node.type === "listItem" ? (scopeIn(node) ?? scope) : scope;
	if ("children" in node) for (const child of (node as Parent).children) visitBlock(child, context, draft, inner);
}

/** The chapter that an item names at its very beginning; most begin with another letter. */
function scopeIn({ children: [first] }: ListItem): number | undefined {
	let leaf: Nodes | undefined = first;
	while (leaf && "children" in leaf) leaf = leaf.children[0];
	const isOther = leaf && "value" in leaf && /^[^c]/.test(leaf.value);
	return first && !isOther ? scopeOf(wholeTextOf(first)) : undefined;
}

function enterHeading(node: Extract<Nodes, { type: "heading" }>, context: WalkContext, draft: Draft): void {
	const index = context.headings.indexOf.get(node);
	if (index === undefined) return;
	draft.section = index;
	node.data = { ...node.data, hProperties: { dataHeading: String(index) } };
}

function replaceCode(node: Code, context: WalkContext, draft: Draft): void {
	const html = listingHtml(node, context, draft);
	addWords(node.value, context, draft);
	Object.assign(node, { type: "html", value: mark(draft, html) });
}

function addWords(text: string, context: WalkContext, draft: Draft): void {
	// Most blanks are single spaces already.
	const clean = text.replace(/[^\S ]\s*| \s+/g, " ").trim();
	if (!clean) return;
	const list = context.words.get(draft.section) ?? [];
	list.push(clean);
	context.words.set(draft.section, list);
}
