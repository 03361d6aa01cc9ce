import type { Book } from "../model/book.ts";
import type { Backlinks, LinkedUnit } from "../model/linked.ts";

/** Turn the edges of all units round: by what they lead to, in the order of the book. */
export function backlinksOf(linked: Map<string, LinkedUnit>, book: Book): Backlinks {
	const order = [...book.chapters, ...book.appendices, ...book.plain].map((chapter) => chapter.outline.path);
	const inOrder = new Set(order);
	const rest = [...linked.keys()].filter((path) => !inOrder.has(path));
	const backlinks: Backlinks = new Map();
	for (const path of [...order, ...rest]) {
		for (const edge of linked.get(path)?.edges ?? []) {
			const list = backlinks.get(edge.target);
			if (list) list.push(edge);
			else backlinks.set(edge.target, [edge]);
		}
	}
	return backlinks;
}
