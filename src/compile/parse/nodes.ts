import type { Code, Definition, FootnoteDefinition, FootnoteReference, Heading, Nodes, Root } from "mdast";
import { type Draft, report } from "../draft.ts";

/** The nodes of a tree that the passes look for, in the order of the text. */
export interface NodesByKind {
	headings: Heading[];
	definitions: Definition[];
	notes: FootnoteDefinition[];
	calls: FootnoteReference[];
	codes: Code[];
}

/** How deep nodes may lie inside each other; the passes over a tree recurse. */
const deepest = 250;

/** Gather in one walk what several passes look for; a tree that is too deep for these is reported, and undefined. */
export function nodesByKind(tree: Root, draft: Draft): NodesByKind | undefined {
	const found: NodesByKind = { headings: [], definitions: [], notes: [], calls: [], codes: [] };
	let tooDeep: Nodes | undefined;
	gather(tree, 0);
	if (!tooDeep) return found;
	const start = tooDeep.position?.start.offset ?? 0;
	const message = `over ${deepest} things lie inside each other: the text is not shown as it should be`;
	report(draft, "limit-depth", start, start + 1, message, "divide it");
	return undefined;

	function gather(node: Nodes, depth: number): void {
		if (depth > deepest) tooDeep ??= node;
		if (tooDeep) return;
		if (node.type === "heading") found.headings.push(node);
		else if (node.type === "definition") found.definitions.push(node);
		else if (node.type === "footnoteDefinition") found.notes.push(node);
		else if (node.type === "footnoteReference") found.calls.push(node);
		else if (node.type === "code") found.codes.push(node);
		if ("children" in node) for (const child of node.children) gather(child, depth + 1);
	}
}
