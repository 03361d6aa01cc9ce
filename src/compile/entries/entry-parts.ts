import type { Paragraph, PhrasingContent, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { PartName } from "../../model/entry.ts";
import type { Settings } from "../../model/settings.ts";
import type { Headings } from "../headings.ts";

/** The words that lead in each part. */
export type PartNames = Settings["runbook"]["parts"];

/** The beginning of a part: the words that lead it in, and the node that holds them. */
export interface PartLead {
	name?: PartName;
	title: string;
	node: RootContent;
	/** What stands behind the words in the same paragraph. */
	rest: PhrasingContent[];
}

/** A stretch of blocks of an entry with the lead above it; the first may have none. */
export interface PartBlocks {
	lead?: PartLead;
	blocks: RootContent[];
}

/** Cut the blocks of an entry at its leads: bold words that end with a full stop or a colon, or a heading. */
export function cutParts(blocks: RootContent[], names: PartNames, headings: Headings): PartBlocks[] {
	const parts: PartBlocks[] = [{ blocks: [] }];
	for (const node of blocks) {
		const lead = leadOf(node, names, headings);
		if (lead) parts.push({ lead, blocks: [] });
		else parts.at(-1)?.blocks.push(node);
	}
	return parts[0]?.blocks.length === 0 ? parts.slice(1) : parts;
}

/** Read the words that lead in a part, where a block has some. */
export function leadOf(node: RootContent, names: PartNames, headings?: Headings): PartLead | undefined {
	if (node.type === "paragraph") {
		const title = boldLead(node);
		return title ? { ...named(title, names), node, rest: node.children.slice(1) } : undefined;
	}
	if (node.type !== "heading") return undefined;
	const title = headings?.headings[headings.indexOf.get(node) ?? -1]?.title ?? textOf(node).trim();
	return { ...named(title, names), node, rest: [] };
}

function boldLead(paragraph: Paragraph): string {
	const [first] = paragraph.children;
	const words = first?.type === "strong" ? textOf(first) : "";
	return /[.:]$/.test(words) && words.length < 40 ? words.slice(0, -1) : "";
}

function named(title: string, names: PartNames): { name?: PartName; title: string } {
	const wanted = folded(title);
	const found = Object.entries(names).find(([, words]) => words.some((one) => folded(one) === wanted));
	return found ? { name: found[0] as PartName, title } : { title };
}

function folded(words: string): string {
	return words
		.toLowerCase()
		.replace(/[\s-]+/g, " ")
		.replace(/[.:]$/, "")
		.trim();
}
