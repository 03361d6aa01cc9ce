import type { Paragraph, PhrasingContent, RootContent } from "mdast";
import type { Lead } from "./lead.ts";

/** An entry as it was found, whatever its shape: names as written, and the blocks of its definition. */
export interface FoundEntry {
	/** The first is the term; parentheses behind a name are read by `names.ts`. */
	written: string[];
	isCode: boolean;
	/** Offsets of the names in the file. */
	from: number;
	to: number;
	content: RootContent[];
	/** Anchors that an author gave the entry. */
	anchors: string[];
	/** Offsets of the links behind the name that no page shows. */
	lost?: [number, number][];
	/** What a column or a key says about the status, in the words of a parenthesis. */
	status?: string;
	/** Where the shape says it; else the heading above. */
	group?: string;
}

/** A part of a glossary that cannot be read as an entry; its text stays on the page. */
export interface Unreadable {
	from: number;
	to: number;
	message: string;
	hint: string;
}

/** Make an entry of a name and what stands behind it in a paragraph. */
export function entryOf(lead: Lead, paragraph: Paragraph, more: RootContent[]): FoundEntry {
	const { written, isCode, from, to, anchors, lost = [] } = lead;
	return { written, isCode, from, to, anchors, lost, content: [...paragraphOf(lead.content, paragraph), ...more] };
}

/** A paragraph of some of the content of another, or none where there is nothing to show. */
export function paragraphOf(content: PhrasingContent[], paragraph: Pick<Paragraph, "position">): Paragraph[] {
	const isEmpty = content.every((node) => node.type === "text" && node.value.trim() === "");
	if (isEmpty) return [];
	return [{ type: "paragraph", children: content, ...(paragraph.position ? { position: paragraph.position } : {}) }];
}
