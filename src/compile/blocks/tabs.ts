import type { BlockContent, Blockquote, PhrasingContent, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { readFenceOptions } from "../code/fence-options.ts";

/** Make one of several alternatives; without a script it is a section with a title. */
export function tab(children: RootContent[], title: PhrasingContent[], name: string): Blockquote {
	const words = title.length > 0 ? title : [{ type: "text" as const, value: name || "Alternative" }];
	return {
		type: "blockquote",
		data: {
			hName: "section",
			hProperties: { className: ["tab"], ariaLabel: textOf({ type: "paragraph", children: words }) },
		},
		children: [
			{ type: "paragraph", data: { hProperties: { className: ["label"] } }, children: words },
			...(children as BlockContent[]),
		],
	};
}

/** Put neighbouring tabs into one group; a fence with `tab="…"` is one by itself. */
export function groupTabs(blocks: RootContent[]): RootContent[] {
	const grouped: RootContent[] = [];
	let group: Blockquote | undefined;
	for (const block of blocks.map(tabOfFence)) {
		if (!isTab(block)) {
			group = undefined;
			grouped.push(block);
			continue;
		}
		if (!group) {
			group = { type: "blockquote", data: { hName: "div", hProperties: { className: ["tabs"] } }, children: [] };
			grouped.push(group);
		}
		group.children.push(block);
		const start = group.position?.start ?? block.position?.start;
		if (start && block.position) group.position = { start, end: block.position.end };
	}
	return grouped;
}

function isTab(block: RootContent): block is Blockquote {
	return block.type === "blockquote" && block.data?.hName === "section";
}

function tabOfFence(block: RootContent): RootContent {
	if (block.type !== "code" || !block.meta?.includes("tab=")) return block;
	const { tab: name } = readFenceOptions(block.meta);
	if (name === undefined) return block;
	const made = tab([block], [], name);
	return block.position ? { ...made, position: block.position } : made;
}
