import type { Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Span } from "../model/diagnostic.ts";
import { splitSince } from "../text/since.ts";
import type { Headings } from "./headings.ts";

/** Read `**Superseded by** Chapter 8 since 2026-04.` below a heading into the heading. The paragraph stays, so that GitHub shows it too. */
export function readSupersession(tree: Root, headings: Headings): Record<number, Span> {
	const places: Record<number, Span> = {};
	for (const [index, node] of tree.children.entries()) {
		if (node.type !== "heading") continue;
		const heading = headings.indexOf.get(node);
		const next = tree.children[index + 1];
		if (heading === undefined || next?.type !== "paragraph" || next.children[0]?.type !== "strong") continue;
		const found = /^superseded by:?\s+(\S.*)$/is.exec(textOf(next).trim());
		const entry = headings.headings[heading];
		if (!found?.[1] || !entry || !/^superseded by:?$/i.test(textOf(next.children[0]).trim())) continue;
		const { by, since } = splitSince(found[1]);
		entry.supersededBy = by;
		if (since) entry.supersededSince = since;
		if (next.position) places[heading] = next.position as Span;
	}
	return places;
}
