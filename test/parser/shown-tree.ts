import type { Nodes } from "mdast";

/** Show a tree as lines: each node with its place, its facts and, indented, its children. */
export function shownTree(node: Nodes, depth = 0): string {
	const { type, position, ...facts } = node;
	const place = position ? `${pointOf(position.start)}-${pointOf(position.end)}` : "nowhere";
	const known = Object.entries(facts)
		.filter(([name, value]) => name !== "children" && value !== null && value !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	const line = `${"  ".repeat(depth)}${type} ${place} ${JSON.stringify(known)}\n`;
	return line + ("children" in node ? node.children.map((child) => shownTree(child, depth + 1)).join("") : "");
}

function pointOf({ line, column, offset }: { line: number; column: number; offset?: number | undefined }): string {
	return `${line}:${column}(${offset})`;
}

/**
 * Give a copy of a tree without what `listed` in `parser.test.ts` says about places and loose lists, which no pass over a
 * tree relies on: one of random text may have any of it.
 */
export function withoutListed(node: Nodes, twin: Nodes, inContainer = false): Nodes {
	const copy = structuredClone(node) as Nodes & { spread?: boolean | null };
	if (!twin.position) delete copy.position;
	if (node.type === "paragraph" && copy.position) copy.position.start = { line: 0, column: 0, offset: 0 };
	if (["list", "listItem", "blockquote", "footnoteDefinition"].includes(node.type)) {
		if (inContainer && copy.position) copy.position.end = { line: 0, column: 0, offset: 0 };
		if (inContainer) copy.spread = false;
	}
	const inside = inContainer || ["blockquote", "footnoteDefinition", "listItem"].includes(node.type);
	if ("children" in copy && "children" in node && "children" in twin)
		copy.children = node.children.map((child, index) => {
			const other = twin.children[index];
			return other ? withoutListed(child, other, inside || node.type === "list") : child;
		}) as never;
	return copy;
}
