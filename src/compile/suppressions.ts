import type { Html, Nodes, Parent } from "mdast";
import type { Suppression } from "../model/unit.ts";
import { ownComments } from "../text/own-comments.ts";
import { type Draft, placeOf, report } from "./draft.ts";

/** Find the comments that silence a diagnostic for the next block: `<!-- silcrow: ignore unknown-section because … -->`. */
export function readSuppressions(tree: Parent, draft: Draft): Suppression[] {
	const found: Suppression[] = [];
	// Most files hold no comment for us.
	if (!draft.source.includes("silcrow:")) return found;
	collect(tree, found, draft);
	return found;
}

function collect(parent: Parent, found: Suppression[], draft: Draft): void {
	for (const [index, node] of (parent.children as Nodes[]).entries()) {
		if (node.type === "html") found.push(...suppressionsOf(node, parent.children as Nodes[], index, draft));
		else if ("children" in node) collect(node, found, draft);
	}
}

function suppressionsOf(node: Html, siblings: Nodes[], index: number, draft: Draft): Suppression[] {
	const suppressions: Suppression[] = [];
	for (const { text } of ownComments(node.value, "ignore")) {
		const [whole, code, reason] = /^([\w-]+)(?:\s+because(?:\s+([\s\S]*))?)?$/.exec(text) ?? [];
		if (whole === undefined) continue;
		const span = placeOf(draft, node);
		if (!reason?.trim()) {
			report(
				draft,
				"suppression-without-reason",
				span.start.offset,
				span.end.offset,
				`this comment silences “${code}” and does not say why`,
				"write “because …” behind the code",
			);
			continue;
		}
		const next = blockBehind(siblings, index);
		const place = next ? placeOf(draft, next) : span;
		suppressions.push({ code: code ?? "", reason: reason.trim(), span, from: place.start.line, to: place.end.line });
	}
	return suppressions;
}

function blockBehind(siblings: Nodes[], index: number): Nodes | undefined {
	for (let at = index + 1; at < siblings.length; at += 1) {
		const node = siblings[at];
		if (node?.type !== "html" || !node.value.startsWith("<!--")) return node;
	}
	return undefined;
}
