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

/** Mark the leads of an entry, and give its steps a number, an anchor and a box to tick. `prefix` keeps the anchors of two entries apart. */
export function markParts(blocks: RootContent[], prefix: string, names: PartNames, draft: Draft): void {
	let part: PartName | undefined;
	for (const node of blocks) {
		const lead = leadOf(node, names);
		if (lead) part = lead.name;
		if (lead && node.type === "paragraph") {
			const slug = lead.name ? slugs[lead.name] : lead.title.toLowerCase().replace(/[^a-z]+/g, "-");
			node.data = { ...node.data, hProperties: { className: ["lead"], dataPart: slug } };
		} else if (node.type === "list" && (part === "steps" || part === "need")) {
			markSteps(node, part === "steps" ? "step" : "need", prefix, draft);
			if (part === "steps") part = undefined;
		}
	}
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
