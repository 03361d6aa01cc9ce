import type { Nodes, Root } from "mdast";
import { type Draft, report } from "../draft.ts";

/** How deep nodes may lie inside each other; the passes over a tree recurse. */
const deepest = 250;

/** Report a tree that is too deep for the passes over it, found without recursion. */
export function isTooDeep(tree: Root, draft: Draft): boolean {
	let level: Nodes[] = [tree];
	for (let depth = 0; depth <= deepest; depth += 1) {
		const next: Nodes[] = [];
		for (const node of level) if ("children" in node) for (const child of node.children) next.push(child);
		if (next.length === 0) return false;
		level = next;
	}
	const start = level[0]?.position?.start.offset ?? 0;
	const message = `over ${deepest} things lie inside each other: the text is not shown as it should be`;
	report(draft, "limit-depth", start, start + 1, message, "divide it");
	return true;
}
