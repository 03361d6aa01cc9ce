import type { Root, RootContent } from "mdast";
import type { Span } from "../../model/diagnostic.ts";
import { readEntryFacts } from "../../schema/entry.ts";
import type { Draft } from "../draft.ts";
import type { Headings } from "../headings.ts";

/** Where the alerts of each entry are named, by the index of its heading. */
export type AlertPlaces = Map<number, { name: string; span: Span }[]>;

/** Read the ```` ```yaml entry ```` block below the heading of each runbook entry into the heading, and take it out of the text. */
export function takeFacts(tree: Root, headings: Headings, draft: Draft): AlertPlaces {
	const kept: RootContent[] = [];
	const alerts: AlertPlaces = new Map();
	let index = -1;
	for (const node of tree.children) {
		index = headings.indexOf.get(node) ?? index;
		const heading = headings.headings[index];
		const isFacts = node.type === "code" && /(?:^|\s)entry(?:\s|$)/.test(node.meta ?? "");
		// A comment may stand before it, or what took the place of the entry; a second one is no longer its facts.
		if (!isFacts || heading?.section === undefined || heading.facts) {
			kept.push(node);
			continue;
		}
		const offset = draft.source.indexOf("\n", node.position?.start.offset ?? 0) + 1;
		const read = readEntryFacts(node.value, offset, draft.source, draft.path);
		heading.facts = read.facts;
		alerts.set(index, read.alerts);
		draft.diagnostics.push(...read.diagnostics);
	}
	tree.children = kept;
	return alerts;
}
