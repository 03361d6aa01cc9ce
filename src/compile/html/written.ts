import type { ElementContent } from "hast";
import type { BlockContent, Nodes, RootContent } from "mdast";
import { phrasingHtml } from "./phrasing.ts";
import { tableRowsHtml } from "./table-html.ts";

/**
 * Put HTML in place of the words of blocks, so that only the blocks themselves have to become elements. None of the
 * blocks may hold raw HTML of an author, for what that opens and closes is known only from the whole.
 */
export function withWrittenWords<Node extends RootContent>(nodes: Node[]): Node[] {
	return nodes.map((node) => withWords(node) as Node);
}

function withWords(node: RootContent): RootContent {
	switch (node.type) {
		case "paragraph":
		case "heading":
			return written(node, phrasingHtml(node.children));
		case "table":
			return written(node, tableRowsHtml(node));
		case "list":
			return { ...node, children: withWrittenWords(node.children) };
		case "listItem":
		case "blockquote":
		case "footnoteDefinition":
			return { ...node, children: withWrittenWords(node.children as BlockContent[]) };
		default:
			return node;
	}
}

/** A node without children costs the walks over the tree nothing, and `hChildren` is what its element holds. */
function written<Node extends Nodes>(node: Node, html: string | undefined): Node {
	if (html === undefined || (node.data && "hChildren" in node.data)) return node;
	const hChildren = [{ type: "raw", value: html } as unknown as ElementContent];
	return { ...node, data: { ...node.data, hChildren }, children: [] };
}
