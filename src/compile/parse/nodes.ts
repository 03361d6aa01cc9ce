import type { Code, Definition, FootnoteDefinition, FootnoteReference, Heading, Nodes, Root } from "mdast";

/** The nodes of a tree that the passes look for, in the order of the text. */
export interface NodesByKind {
	headings: Heading[];
	definitions: Definition[];
	notes: FootnoteDefinition[];
	calls: FootnoteReference[];
	codes: Code[];
}

/** Gather in one walk what several passes look for. */
export function nodesByKind(tree: Root): NodesByKind {
	const found: NodesByKind = { headings: [], definitions: [], notes: [], calls: [], codes: [] };
	gather(tree);
	return found;

	function gather(node: Nodes): void {
		if (node.type === "heading") found.headings.push(node);
		else if (node.type === "definition") found.definitions.push(node);
		else if (node.type === "footnoteDefinition") found.notes.push(node);
		else if (node.type === "footnoteReference") found.calls.push(node);
		else if (node.type === "code") found.codes.push(node);
		if ("children" in node) for (const child of node.children) gather(child);
	}
}
