import type { List, Root, RootContent } from "mdast";
import type { PartName } from "../../model/entry.ts";
import type { Heading } from "../../model/unit.ts";
import { type Draft, mark } from "../draft.ts";
import { leadOf, type PartNames } from "./entry-parts.ts";

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

/** What the pages call a part, whatever words lead it in. */
const slugs: Record<PartName, string> = {
	use: "use-when",
	need: "you-need",
	steps: "steps",
	verify: "verify",
	rollback: "roll-back",
	escalate: "escalate",
};

/** What the list of a part is: its class, the anchors of its items, and what their boxes are called. */
interface Boxes {
	className: string[];
	anchor: string;
	label: (number: number) => string;
}

/** Tell what boxes a list of a part has: one a step, one a need, one a check. The way back is taken step by step too, by letters. */
function boxesOf(list: List, part: PartName | undefined): Boxes | undefined {
	const numbered = ["steps"];
	if (part === "steps") return { className: numbered, anchor: "step", label: (number) => `Step ${number}` };
	if (part === "need") return { className: ["needs"], anchor: "need", label: (number) => `Ready: ${number}` };
	if (part === "verify") {
		const className = list.ordered ? numbered : ["steps", "needs"];
		return { className, anchor: "check", label: (number) => `Check ${number}` };
	}
	if (part !== "rollback" || !list.ordered) return undefined;
	return { className: numbered, anchor: "back", label: (number) => `Roll back, ${letterOf(number)}` };
}

/** The letter that a browser draws for a number in a list by letters. */
function letterOf(number: number): string {
	const rest = number > 26 ? letterOf(Math.floor((number - 1) / 26)) : "";
	return rest + String.fromCharCode(97 + ((number - 1) % 26));
}

/** Mark the leads of an entry, and give what is done, needed and checked an anchor and a box to tick. */
export function markParts(blocks: RootContent[], names: PartNames, draft: Draft): void {
	let part: PartName | undefined;
	for (const node of blocks) {
		const lead = leadOf(node, names);
		if (lead) part = lead.name;
		if (lead && node.type === "paragraph") {
			const slug = lead.name ? slugs[lead.name] : lead.title.toLowerCase().replace(/[^a-z]+/g, "-");
			node.data = { ...node.data, hProperties: { className: ["lead"], dataPart: slug } };
		} else if (node.type === "list") {
			const boxes = boxesOf(node, part);
			if (!boxes) continue;
			markItems(node, boxes, draft);
			if (part === "rollback") node.data = { hProperties: { ...node.data?.hProperties, type: "a" } };
			if (part !== "need") part = undefined;
		}
	}
}

function markItems(list: List, { className, anchor, label }: Boxes, draft: Draft): void {
	list.data = { ...list.data, hProperties: { className } };
	for (const [index, item] of list.children.entries()) {
		const number = index + (list.start ?? 1);
		item.data = { ...item.data, hProperties: { id: `${anchor}-${number}` } };
		// A task has its box already.
		item.checked = null;
		const box = `<input type="checkbox" class="tick" aria-label="${label(number)}">`;
		item.children.unshift({ type: "html", value: mark(draft, box) });
	}
}
