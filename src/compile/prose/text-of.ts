import type { Nodes } from "mdast";

/**
 * Give the words of a node without raw HTML, the same as `mdast-util-to-string` with `includeHtml: false`: that makes a
 * list of the pieces in each node, and this is asked of every block of a book.
 */
export function textOf(node: Nodes): string {
	if ("value" in node) return node.type === "html" ? "" : node.value;
	if ("alt" in node && node.alt) return node.alt;
	if (!("children" in node)) return "";
	let text = "";
	for (const child of node.children) text += textOf(child);
	return text;
}
