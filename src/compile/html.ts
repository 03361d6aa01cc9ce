import type { Element, Root as HastRoot, Nodes, Parents } from "hast";
import { raw } from "hast-util-raw";
import type { Definition, FootnoteDefinition, Root, RootContent } from "mdast";
import rehypeStringify from "rehype-stringify";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import type { Segment } from "../model/unit.ts";
import { type Draft, isMarked, mark, unmark } from "./draft.ts";
import { markOurs, sanitise } from "./sanitise.ts";

/** Definitions of a file, which every part of it may use. */
export type Definitions = (Definition | FootnoteDefinition)[];

const stringifier = unified().use(rehypeStringify, { allowDangerousHtml: true }).freeze();

/** Turn a part of a file into HTML, cut at its holes. `notes` goes before the ids of its footnotes, where several parts stand on one page. */
export function toSegments(children: RootContent[], definitions: Definitions, notes: string, draft: Draft): Segment[] {
	const tree: Root = { type: "root", children: [...children, ...definitions] };
	let html = converterFor(notes).runSync(tree) as HastRoot;
	if (tree.children.some(holdsHtml)) {
		markOurs(html);
		html = raw(html, { file: { value: draft.source } as never }) as HastRoot;
		sanitise(html, draft);
	}
	finish(html, draft);
	return unmark(draft, stringifier.stringify(html));
}

const plain = converter("");

function converterFor(notes: string): ReturnType<typeof converter> {
	return notes ? converter(notes) : plain;
}

function converter(notes: string) {
	return unified()
		.use(remarkRehype, {
			allowDangerousHtml: true,
			clobberPrefix: notes,
			footnoteLabelTagName: "p",
			footnoteLabelProperties: { className: ["label"] },
		})
		.freeze();
}

/** Raw HTML that an author wrote; what we put in ourselves is marked. */
function holdsHtml(node: Root["children"][number]): boolean {
	const stack: unknown[] = [node];
	for (let one = stack.pop(); one; one = stack.pop()) {
		const { type, children, value } = one as { type: string; children?: unknown[]; value?: string };
		if (type === "html" && !isMarked(value ?? "")) return true;
		if (children) stack.push(...children);
	}
	return false;
}

/** Take headings out, for they are drawn later around their words; put each table into a box that scrolls by itself. */
function finish(parent: Parents, draft: Draft): void {
	for (const [index, child] of parent.children.entries()) {
		if (child.type !== "element") continue;
		finish(child, draft);
		const heading = child.properties["dataHeading"];
		if (heading !== undefined) parent.children[index] = headingMark(child, Number(heading), draft) as never;
		else if (child.tagName === "table") parent.children[index] = boxed(child);
		else if (child.tagName === "td" || child.tagName === "th") alignByClass(child);
	}
}

function headingMark(element: Element, index: number, draft: Draft): Nodes {
	const words = unmark(draft, stringifier.stringify({ type: "root", children: element.children }));
	return { type: "raw", value: mark(draft, { hole: "heading", index, words }) } as never;
}

function boxed(table: Element): Element {
	return {
		type: "element",
		tagName: "div",
		properties: { className: ["table"], tabIndex: 0, role: "group", ariaLabel: "Table" },
		children: [table],
	};
}

/** The attribute that Markdown's tables align cells by is no longer part of HTML. */
function alignByClass(cell: Element): void {
	const { align, ...properties } = cell.properties;
	if (align === undefined) return;
	cell.properties = { ...properties, className: [`to-${align}`] };
}
