import type { Element, Parents as HastParents, Root as HastRoot, Nodes } from "hast";
import { toHtml } from "hast-util-to-html";
import type { Definition, FootnoteDefinition, ListItem, Parents, RootContent } from "mdast";
import { defaultHandlers, type State, toHast } from "mdast-util-to-hast";
import type { Segment } from "../../model/unit.ts";
import { type Draft, isMarked, mark, unmark } from "../draft.ts";
import { parseRawHtml } from "./raw-html.ts";
import { isMadeAnchor, plainNote } from "./writing.ts";
import { writtenHtml } from "./written.ts";

/** Definitions of a file, which every part of it may use. */
export type Definitions = (Definition | FootnoteDefinition)[];

/** Turn a part of a file into HTML, cut at its holes. `notes` goes before the ids of its footnotes, where several parts stand on one page. */
export function toSegments(children: RootContent[], definitions: Definitions, notes: string, draft: Draft): Segment[] {
	const written = writtenHtml(children, definitions, notes, draft);
	if (written !== undefined) return unmark(draft, written);
	const blocks = [...children, ...usedBy(children, definitions)];
	const hast = blocks.some(holdsHtml)
		? parseRawHtml(elementsOf(blocks, notes), blocks, () => elementsOf(blocks, notes), draft)
		: elementsOf(blocks, notes);
	finish(hast, draft);
	return unmark(draft, stringify(hast));
}

function elementsOf(children: RootContent[], notes: string): HastRoot {
	const options = {
		allowDangerousHtml: true,
		clobberPrefix: notes,
		handlers: { listItem },
		footnoteLabelTagName: "p",
		footnoteLabelProperties: { className: ["label"] },
	};
	return toHast({ type: "root", children }, options) as HastRoot;
}

function stringify(hast: HastRoot): string {
	return toHtml(hast, { allowDangerousHtml: true });
}

/** The usual handler asks all items of a list for each of them whether the list is loose; since the walk the list says so itself. */
function listItem(state: State, node: ListItem, parent: Parents | undefined): Element {
	return defaultHandlers.listItem(state, node, parent?.type === "list" && parent.spread ? parent : undefined);
}

/** The definitions that some blocks use, for a glossary has many parts and each of them needs few. */
function usedBy(blocks: RootContent[], definitions: Definitions): Definitions {
	if (definitions.length === 0) return definitions;
	const used = new Set<Definitions[number]>();
	const byName = new Map(definitions.map((one) => [`${one.type} ${one.identifier}`, one] as const).reverse());
	const stack: unknown[] = [...blocks];
	for (let one = stack.pop(); one; one = stack.pop()) {
		const { type, identifier = "", children } = one as { type: string; identifier?: string; children?: unknown[] };
		for (const child of children ?? []) stack.push(child);
		if (!type.endsWith("Reference")) continue;
		const found = byName.get(`${type === "footnoteReference" ? "footnoteDefinition" : "definition"} ${identifier}`);
		if (!found || used.has(found)) continue;
		used.add(found);
		stack.push(found);
	}
	return definitions.filter((one) => used.has(one));
}

/** Raw HTML that an author wrote; what we put in ourselves is marked. */
function holdsHtml(node: RootContent): boolean {
	const stack: unknown[] = [node];
	for (let one = stack.pop(); one; one = stack.pop()) {
		const { type, children, value } = one as { type: string; children?: unknown[]; value?: string };
		if (type === "html" && !isMarked(value ?? "")) return true;
		for (const child of children ?? []) stack.push(child);
	}
	return false;
}

/** Take headings out, for they are drawn later around their words; put each table into a box that scrolls by itself. */
function finish(parent: HastParents, draft: Draft): void {
	for (const [index, child] of parent.children.entries()) {
		if (child.type !== "element") continue;
		finish(child, draft);
		nameNote(child);
		noteAnchor(child, draft);
		const heading = child.properties["dataHeading"];
		if (heading !== undefined) parent.children[index] = headingMark(child, Number(heading), draft) as never;
		else if (child.tagName === "table") parent.children[index] = boxed(child);
		else if (child.tagName === "td" || child.tagName === "th") alignByClass(child);
	}
}

/** Footnotes and the links between them. */
function nameNote({ properties }: Element): void {
	const { id, href } = properties;
	if (typeof id === "string" && id.includes("%") && isMadeAnchor(id)) properties["id"] = plainNote(id);
	const isLink = "dataFootnoteRef" in properties || "dataFootnoteBackref" in properties;
	if (typeof href === "string" && isLink) properties["href"] = plainNote(href);
}

/** The anchors of footnotes and steps are made with the HTML; those of raw HTML are known already. */
function noteAnchor({ properties }: Element, draft: Draft): void {
	const { id } = properties;
	if (typeof id !== "string" || properties["dataHeading"] !== undefined) return;
	if (isMadeAnchor(id)) draft.anchors.push({ id, section: draft.section, from: 0, to: 0 });
}

function headingMark(element: Element, index: number, draft: Draft): Nodes {
	const words = unmark(draft, stringify({ type: "root", children: element.children }));
	return { type: "raw", value: mark(draft, { hole: "heading", index, words }) } as never;
}

function boxed(table: Element): Element {
	const { ariaLabel = "Table", ...properties } = table.properties;
	table.properties = properties;
	return {
		type: "element",
		tagName: "div",
		properties: { className: ["table"], tabIndex: 0, role: "group", ariaLabel },
		children: [table],
	};
}

/** The attribute that Markdown's tables align cells by is no longer part of HTML. */
function alignByClass(cell: Element): void {
	const { align, ...properties } = cell.properties;
	if (align === undefined) return;
	cell.properties = { ...properties, className: [`to-${align}`] };
}
