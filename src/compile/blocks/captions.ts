import GithubSlugger from "github-slugger";
import type { Blockquote, Code, Image, Paragraph, Root, RootContent, Table, Text } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { endOfLine } from "../code/code-place.ts";
import { readFenceOptions } from "../code/fence-options.ts";
import { isDiagram } from "../diagrams/diagram-languages.ts";
import { type Draft, sectionAt } from "../draft.ts";

/** What stands above or below something that has a number of its own. */
export interface Caption {
	id: string;
	/** `Table 8-1`. */
	label: string;
	words: string;
}

type Kind = "Table" | "Figure" | "Listing";

/** What the captions of one file share. */
interface Numbering {
	/** The number or the letter of the chapter, with its hyphen. */
	prefix: string;
	counts: Record<Kind, number>;
	slugger: GithubSlugger;
	byCode: Map<Code, Caption>;
	draft: Draft;
}

/**
 * Number what has a caption: a table below a paragraph `Table: Words`, an image with a title that stands alone, a
 * diagram with a title, a fence with `caption=`. The captions of code are returned, for code is drawn later.
 */
export function readCaptions(tree: Root, chapter: string | number | undefined, draft: Draft): Map<Code, Caption> {
	const prefix = chapter === undefined ? "" : `${chapter}-`;
	const counts = { Table: 0, Figure: 0, Listing: 0 };
	const numbering: Numbering = { prefix, counts, slugger: new GithubSlugger(), byCode: new Map(), draft };
	if (mayHaveCaption.test(draft.source)) caption(tree, numbering);
	return numbering.byCode;
}

/** What every caption has in it. */
const mayHaveCaption = /Table:|!\[|caption=|title=/;

function caption(parent: { children: unknown[] }, numbering: Numbering): void {
	const children = parent.children as RootContent[];
	const kept: RootContent[] = [];
	for (const [index, node] of children.entries()) {
		const next = children[index + 1];
		if (node.type === "paragraph" && next?.type === "table" && captionLead(node)) continue;
		const before = children[index - 1];
		if (node.type === "table" && before?.type === "paragraph" && captionLead(before)) {
			kept.push(withTableCaption(before, node, numbering));
		} else if (node.type === "paragraph") {
			kept.push(withImageCaption(node, numbering));
		} else {
			if (node.type === "code") captionCode(node, numbering);
			else if ("children" in node && node.type !== "table" && node.type !== "heading") caption(node, numbering);
			kept.push(node);
		}
	}
	parent.children = kept;
}

/** The text that begins a caption, behind which stands no other word than it. */
function captionLead(paragraph: Paragraph): Text | undefined {
	const [first] = paragraph.children;
	return first?.type === "text" && /^Table:\s+\S/.test(first.value) ? first : undefined;
}

function withTableCaption(paragraph: Paragraph, table: Table, numbering: Numbering): RootContent {
	const lead = captionLead(paragraph);
	const last = paragraph.children.at(-1);
	const own = last?.type === "text" ? /(?<!\s)\s*\{#([\w.-]+)\}\s*$/.exec(last.value) : null;
	if (own && last?.type === "text") last.value = last.value.slice(0, own.index);
	const length = /^Table:\s+/.exec(lead?.value ?? "")?.[0].length ?? 0;
	if (lead) {
		lead.value = lead.value.slice(length);
		if (lead.position?.start.offset !== undefined) lead.position.start.offset += length;
	}
	const offset = paragraph.position?.start.offset ?? 0;
	const found = number(
		"Table",
		textOf(paragraph, { includeHtml: false }),
		own?.[1],
		[offset, endOfLine(offset, numbering.draft)],
		numbering,
	);
	paragraph.children.unshift({ type: "text", value: `${found.label}: ` });
	paragraph.data = { hName: "figcaption", hProperties: {} };
	table.data = { hProperties: { ariaLabel: `${found.label}: ${found.words}` } };
	return figure(found, [paragraph, table]);
}

/** An image alone in its paragraph whose title says what it shows. */
function withImageCaption(paragraph: Paragraph, numbering: Numbering): RootContent {
	const [image] = paragraph.children;
	if (paragraph.children.length !== 1 || image?.type !== "image" || !image.title) return paragraph;
	const offset = image.position?.start.offset ?? 0;
	const found = number("Figure", image.title, undefined, [offset, endOfLine(offset, numbering.draft)], numbering);
	const words: Paragraph = {
		type: "paragraph",
		data: { hName: "figcaption" },
		children: [{ type: "text", value: `${found.label}: ${image.title}` }],
	};
	delete (image as Partial<Image>).title;
	return figure(found, [paragraph, words]);
}

function captionCode(node: Code, numbering: Numbering): void {
	const options = readFenceOptions(node.meta ?? "");
	const isFigure = isDiagram(node.lang ?? "");
	const words = options.caption ?? (isFigure ? options.title : undefined);
	if (words === undefined) return;
	const offset = node.position?.start.offset ?? 0;
	const place: [number, number] = [offset, endOfLine(offset, numbering.draft)];
	numbering.byCode.set(node, number(isFigure ? "Figure" : "Listing", words, undefined, place, numbering));
}

function number(
	kind: Kind,
	words: string,
	own: string | undefined,
	[from, to]: [number, number],
	{ prefix, counts, slugger, draft }: Numbering,
): Caption {
	counts[kind] += 1;
	// The number moves when another is put before it; the anchor does not.
	const id = own ?? slugger.slug(`${kind} ${words.trim()}`);
	draft.anchors.push({ id, section: sectionAt(draft, from), from, to });
	return { id, label: `${kind} ${prefix}${counts[kind]}`, words: words.replace(/\s+/g, " ").trim() };
}

function figure({ id }: Caption, children: (Paragraph | Table)[]): Blockquote {
	const [start, end] = [children[0]?.position?.start, children.findLast(({ position }) => position)?.position?.end];
	return {
		type: "blockquote",
		data: { hName: "figure", hProperties: { className: ["captioned"], id } },
		children,
		...(start && end ? { position: { start, end } } : {}),
	};
}
