import type { List, Paragraph, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Heading } from "../model/unit.ts";
import { type Draft, mark } from "./draft.ts";

/** A stretch of top-level blocks that is shown as one piece. */
export interface Stretch {
	kind: "text" | "entry";
	/** The heading of an entry; -1 for text. */
	heading: number;
	blocks: RootContent[];
}

/** Cut a runbook chapter into its entries, each with its subheadings, and the text around them. */
export function cutEntries(
	tree: Root,
	headings: Heading[],
	indexOf: (node: RootContent) => number | undefined,
): Stretch[] {
	const text: Stretch = { kind: "text", heading: -1, blocks: [] };
	const stretches: Stretch[] = [text];
	let current = text;
	let depth = 7;
	for (const node of tree.children) {
		const index = node.type === "heading" ? indexOf(node) : undefined;
		const heading = index === undefined ? undefined : headings[index];
		if (heading && index !== undefined) {
			if (heading.section !== undefined) {
				current = { kind: "entry", heading: index, blocks: [] };
				stretches.push(current);
				depth = heading.depth;
				continue;
			}
			if (heading.depth <= depth && current !== text) current = text;
		}
		current.blocks.push(node);
	}
	return stretches;
}

/** Parts of an entry whose list items are ticked off, by the words that lead them in. */
const ticked = /^(?:steps|you need)\b/i;
const stepped = /^steps\b/i;

/** Mark the leads of an entry, and give its steps a number, an anchor and a box to tick. `prefix` keeps the anchors of two entries apart. */
export function markParts(blocks: RootContent[], prefix: string, draft: Draft): void {
	let lead = "";
	for (const node of blocks) {
		if (node.type === "paragraph" && leadIn(node)) {
			lead = leadIn(node);
			node.data = {
				...node.data,
				hProperties: { className: ["lead"], dataPart: lead.toLowerCase().replace(/[^a-z]+/g, "-") },
			};
		} else if (node.type === "heading") {
			lead = "";
		} else if (node.type === "list" && ticked.test(lead)) {
			markSteps(node, stepped.test(lead) ? "step" : "need", prefix, draft);
			if (stepped.test(lead)) lead = "";
		}
	}
}

/** The bold words that begin a paragraph and end with a full stop or a colon: `**Use when.**` */
function leadIn(paragraph: Paragraph): string {
	const [first] = paragraph.children;
	const words = first?.type === "strong" ? textOf(first) : "";
	return /[.:]$/.test(words) && words.length < 40 ? words.slice(0, -1) : "";
}

function markSteps(list: List, kind: "step" | "need", prefix: string, draft: Draft): void {
	list.data = { ...list.data, hProperties: { className: [kind === "step" ? "steps" : "needs"] } };
	for (const [index, item] of list.children.entries()) {
		const number = index + (list.start ?? 1);
		const id = `${prefix}${kind}-${number}`;
		const label = kind === "step" ? `Step ${number}` : `Ready: ${number}`;
		item.data = { ...item.data, hProperties: { id } };
		const box = `<input type="checkbox" class="tick" aria-label="${label}">`;
		item.children.unshift({ type: "html", value: mark(draft, box) });
	}
}
