import type { Root, RootContent } from "mdast";
import { readEntryFacts } from "../schema/entry.ts";
import type { Draft } from "./draft.ts";
import type { Headings } from "./headings.ts";

/** Read the ```` ```yaml entry ```` block below the heading of each runbook entry into the heading, and take it out of the text. */
export function takeFacts(tree: Root, headings: Headings, draft: Draft): void {
	const kept: RootContent[] = [];
	let previous: RootContent | undefined;
	for (const node of tree.children) {
		const heading = previous ? headings.headings[headings.indexOf.get(previous) ?? -1] : undefined;
		previous = node;
		if (node.type !== "code" || !/(?:^|\s)entry(?:\s|$)/.test(node.meta ?? "") || heading?.section === undefined) {
			kept.push(node);
			continue;
		}
		const offset = draft.source.indexOf("\n", node.position?.start.offset ?? 0) + 1;
		const read = readEntryFacts(node.value, offset, draft.source, draft.path);
		heading.facts = read.facts;
		draft.diagnostics.push(...read.diagnostics);
	}
	tree.children = kept;
}
