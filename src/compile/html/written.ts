import type { Definition, FootnoteDefinition, List, ListItem, RootContent } from "mdast";
import { type Draft, isMarked, mark, unmark } from "../draft.ts";
import { type Block, blockHtml, footnotesHtml } from "./footnotes.ts";
import { phrasingHtml } from "./phrasing.ts";
import { tableHtml } from "./table-html.ts";
import { attributesHtml, leaveToTree, type Writing } from "./writing.ts";

/**
 * Write blocks as HTML, the same as `mdast-util-to-hast`, `hast-util-to-html` and the changes of `html.ts` between them
 * make of it, in a fifth of the time. Undefined where something is among them that only those know how to write, such as
 * raw HTML of an author: what that opens and closes is known only from the whole.
 */
export function writtenHtml(
	blocks: RootContent[],
	definitions: (Definition | FootnoteDefinition)[],
	prefix: string,
	draft: Draft,
): string | undefined {
	const writing: Writing = {
		draft,
		prefix,
		links: new Map(),
		notes: new Map(),
		calls: new Map(),
		anchors: [],
		needsTree: false,
	};
	for (const one of definitions) {
		const map: Map<string, unknown> = one.type === "definition" ? writing.links : writing.notes;
		const id = one.identifier.toUpperCase();
		if (!map.has(id)) map.set(id, one);
	}
	const html = write(blocks, writing).map(blockHtml).join("\n");
	const notes = footnotesHtml(writing, ({ children }) => write(children, writing));
	if (writing.needsTree) return undefined;
	for (const id of writing.anchors) draft.anchors.push({ id, section: draft.section, from: 0, to: 0 });
	return html + notes;
}

function write(nodes: RootContent[], writing: Writing): Block[] {
	const blocks: Block[] = [];
	for (const node of nodes) {
		if (writing.needsTree) break;
		blocks.push(writeBlock(node, writing));
	}
	return blocks;
}

function writeBlock(node: RootContent, writing: Writing): Block {
	const { hName, hProperties = {}, hChildren } = node.data ?? {};
	if (hChildren) return raw(leaveToTree(writing));
	switch (node.type) {
		case "paragraph":
			return block(hName ?? "p", hProperties, phrasingHtml(node.children, writing), writing);
		case "heading":
			return writeHeading(node, writing);
		case "html":
			return raw(isMarked(node.value) ? node.value : leaveToTree(writing));
		case "list":
			return writeList(node, writing);
		case "table":
			return raw(hName ? leaveToTree(writing) : tableHtml(node, writing));
		case "thematicBreak":
			return block(hName ?? "hr", hProperties, "", writing);
		case "blockquote":
			return block(hName ?? "blockquote", hProperties, lines(write(node.children, writing)), writing);
		default:
			return raw(leaveToTree(writing));
	}
}

function raw(inner: string): Block {
	return { tag: undefined, attributes: "", inner };
}

/** The id of an element is noted behind those in it. */
function block(tag: string, properties: object, inner: string, writing: Writing): Block {
	return { tag, attributes: attributesHtml(properties, writing), inner };
}

/** Put blocks on lines of their own. */
function lines(blocks: Block[]): string {
	return blocks.length === 0 ? "\n" : `\n${blocks.map(blockHtml).join("\n")}\n`;
}

/** A heading is drawn later around its words. */
function writeHeading(node: Extract<RootContent, { type: "heading" }>, writing: Writing): Block {
	const { dataHeading, ...properties } = (node.data?.hProperties ?? {}) as Record<string, unknown>;
	const html = phrasingHtml(node.children, writing);
	if (dataHeading === undefined) return block(`h${node.depth}`, properties, html, writing);
	if (writing.needsTree) return raw("");
	const words = unmark(writing.draft, html);
	return raw(mark(writing.draft, { hole: "heading", index: Number(dataHeading), words }));
}

function writeList(node: List, writing: Writing): Block {
	const items = node.children.map((item) => writeItem(item, node.spread === true, writing));
	const start = typeof node.start === "number" && node.start !== 1 ? { start: node.start } : {};
	const tasks = node.children.some(isTask) ? { className: ["contains-task-list"] } : {};
	const properties = { ...start, ...tasks, ...node.data?.hProperties };
	return block(node.data?.hName ?? (node.ordered ? "ol" : "ul"), properties, lines(items), writing);
}

function isTask(item: ListItem): boolean {
	return typeof item.checked === "boolean" && item.data?.hProperties?.["className"] === undefined;
}

/** Where one item of a list is loose all are, which the list knows since the walk. */
function writeItem(node: ListItem, isListLoose: boolean, writing: Writing): Block {
	const blocks = write(node.children, writing);
	const isLoose = isListLoose || (node.spread ?? node.children.length > 1);
	if (typeof node.checked === "boolean") addBox(blocks, node.checked);
	let inner = "";
	for (const [index, one] of blocks.entries()) {
		const isWords = one.tag === "p";
		if (isLoose || index !== 0 || !isWords) inner += "\n";
		inner += isWords && !isLoose ? one.inner : blockHtml(one);
	}
	const last = blocks.at(-1);
	if (last && (isLoose || last.tag !== "p")) inner += "\n";
	const task = typeof node.checked === "boolean" ? { className: ["task-list-item"] } : {};
	return block(node.data?.hName ?? "li", { ...task, ...node.data?.hProperties }, inner, writing);
}

function addBox(blocks: Block[], isChecked: boolean): void {
	const box = `<input type="checkbox"${isChecked ? " checked" : ""} disabled>`;
	const [first] = blocks;
	if (first?.tag === "p") first.inner = first.inner ? `${box} ${first.inner}` : box;
	else blocks.unshift({ tag: "p", attributes: "", inner: box });
}
