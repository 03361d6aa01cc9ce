import type { Html, Nodes, Root } from "mdast";
import type { Span } from "../../model/diagnostic.ts";
import type { FrontMatter, IndexMark } from "../../model/unit.ts";
import { spanOf } from "../../text/lines.ts";
import { ownComments } from "../../text/own-comments.ts";
import { type Draft, sectionAt } from "../draft.ts";

/** What an author adds to the index at the back of the book, and where it is written. */
export interface IndexMarks {
	marks: IndexMark[];
	places: Span[];
}

/**
 * Read the entries for the index: `index: [deploy gate]` in front matter is about the whole file, and
 * `<!-- silcrow: index deploy gate; deploys > gate; roll-out, see deploy -->` about the section that it stands in.
 */
export function readIndexMarks(
	tree: Root,
	frontMatter: FrontMatter,
	whole: Span | undefined,
	draft: Draft,
): IndexMarks {
	const found: IndexMarks = { marks: [], places: [] };
	for (const written of frontMatter.index ?? []) add(written, -1, whole ?? spanOf(draft.lines, 0, 0), found);
	for (const node of draft.source.includes("silcrow:") ? htmlIn(tree) : []) {
		const start = node.position?.start.offset ?? 0;
		for (const { text, index } of ownComments(node.value, "index")) {
			let at = start + index;
			for (const written of text.split(";")) {
				const from = at + (/\S/.exec(written)?.index ?? 0);
				const place = spanOf(draft.lines, from, at + written.trimEnd().length);
				add(written, sectionAt(draft, start), place, found);
				at += written.length + 1;
			}
		}
	}
	return found;
}

function htmlIn(node: Nodes): Html[] {
	if (node.type === "html") return [node];
	return "children" in node ? node.children.flatMap((child) => htmlIn(child)) : [];
}

/** `entry`, `entry > entry below`, `entry (main)`, `entry, see other entry`. */
function add(written: string, section: number, place: Span, found: IndexMarks): void {
	const words = written.replace(/\s+/g, " ").trim();
	const see = /^(.+?),? see (.+)$/i.exec(words);
	const isMain = / \(main\)$/i.test(words);
	const entry = (see?.[1] ?? words.replace(/ \(main\)$/i, "")).split(/ ?> ?/).filter(Boolean);
	if (entry.length === 0) return;
	found.marks.push({ entry, section, ...(isMain ? { isMain } : {}), ...(see?.[2] ? { see: see[2] } : {}) });
	found.places.push(place);
}
