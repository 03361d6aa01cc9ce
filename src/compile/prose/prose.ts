import type { InlineCode, Nodes, Parent, PhrasingContent } from "mdast";
import type { Hole, Mention } from "../../model/unit.ts";
import { spanOf } from "../../text/lines.ts";
import { originIn, pairAt } from "../../text/origins.ts";
import { type Draft, mark, report } from "../draft.ts";
import { commitsIn, isCommitChain } from "../forms/commit.ts";
import type { FoundLink } from "../forms/form.ts";
import { type Flat, flatten, OBJECT, originAt, originBehind, type TextPiece } from "./flat.ts";
import { reportInvisibleProse } from "./invisible-prose.ts";
import { type BlockMentions, findMentions } from "./mentions.ts";
import { reportUndefinedLabels } from "./undefined-labels.ts";

/** What a block is, as far as its prose is concerned. */
export interface BlockContext {
	/** The chapter that an enclosing `ch17:` gives to bare §. */
	scope: number | undefined;
	/** In headings references are checked but stay text, and terms are left alone. */
	isHeading: boolean;
	/** True where numbers alone are chapters, as a column of a table can say. */
	areChapters: boolean;
	/** What the definition of a *see* entry names. */
	see?: string;
}

/** Read the references of one block, and put marks into its text where links and terms will stand. */
export function readProse(block: Parent, context: BlockContext, draft: Draft): void {
	const flat = flatten(block.children as PhrasingContent[], draft.source);
	reportInvisibleProse(flat, draft);
	reportUndefinedLabels(flat, draft.labels, draft);
	const found = findIn(flat, context, draft);
	const indices = found.links.map((link) => addMention(link, flat, context, draft));
	for (const fault of found.faults) {
		report(
			draft,
			fault.code,
			originAt(flat, fault.start),
			originBehind(flat, fault.end - 1, draft.source),
			fault.message,
			fault.hint,
		);
	}
	if (context.isHeading) {
		if (found.escapes.length === 0) return;
		for (const piece of flat.pieces) piece.node.value = textWithout(flat, piece, found.escapes);
		return;
	}
	for (const piece of flat.pieces) markPiece(piece, flat, found, indices, context.areChapters, draft);
	for (const { node } of flat.objects) if (node.type === "inlineCode") markCode(node, draft);
}

function findIn(flat: Flat, context: BlockContext, draft: Draft): BlockMentions {
	if (context.see !== undefined) return findSee(flat, context.see);
	return context.areChapters ? findChapters(flat) : findMentions(flat, draft.source, context.scope);
}

function findChapters(flat: Flat): BlockMentions {
	const links = [...flat.text.matchAll(/\d+/g)].map((found): FoundLink => {
		const target = { kind: "chapter", number: Number(found[0]) } as const;
		return { start: found.index, end: found.index + found[0].length, target };
	});
	return { links, faults: [], escapes: [] };
}

/** The words of a *see* entry that name its group: `Neon section`. */
function findSee(flat: Flat, group: string): BlockMentions {
	const start = /^See (?:the |also )?/i.exec(flat.text)?.[0].length ?? 0;
	const end = flat.text.trimEnd().replace(/\.$/, "").length;
	return { links: [{ start, end, target: { kind: "group", name: group } }], faults: [], escapes: [] };
}

function addMention(link: FoundLink, flat: Flat, context: BlockContext, draft: Draft): number {
	const span = spanOf(draft.lines, originAt(flat, link.start), originBehind(flat, link.end - 1, draft.source));
	const words = flat.text.slice(link.start, link.end).replace(/[ \t]*(?:\r\n?|\n)[ \t]*/g, " ");
	const text = context.areChapters ? `Chapter ${words}` : words;
	const mention: Mention = {
		target: link.target,
		text,
		span,
		linked: !context.isHeading,
		tentative: link.tentative ?? false,
		section: draft.section,
	};
	if (link.from !== undefined) mention.from = link.from;
	if (draft.term !== undefined) mention.term = draft.term;
	return draft.mentions.push(mention) - 1;
}

/** Replace the value of a text node by marks: for its part of each mention, and for the prose between. */
function markPiece(
	piece: TextPiece,
	flat: Flat,
	found: BlockMentions,
	indices: number[],
	areChapters: boolean,
	draft: Draft,
): void {
	if (found.links.length === 0 && found.escapes.length === 0) {
		piece.node.value = markProse(flat, piece, piece.start, piece.end, draft);
		return;
	}
	const value: string[] = [];
	let at = piece.start;
	const cuts = found.links.map((link, index) => ({ start: link.start, end: link.end, index }));
	const stops = [...cuts, ...found.escapes.map((start) => ({ start, end: start + 1, index: -1 }))].sort(
		(a, b) => a.start - b.start,
	);
	for (const stop of stops) {
		const start = Math.max(stop.start, piece.start);
		const end = Math.min(stop.end, piece.end);
		if (start >= end) continue;
		value.push(markProse(flat, piece, at, start, draft));
		const index = indices[stop.index];
		const shown = areChapters ? `Chapter ${flat.text.slice(start, end)}` : flat.text.slice(start, end);
		if (index !== undefined) value.push(mark(draft, { hole: "mention", index, text: shown }));
		at = end;
	}
	value.push(markProse(flat, piece, at, piece.end, draft));
	piece.node.value = value.join("");
}

/** Text without a letter needs no hole, for no term can stand in it. */
function markProse(flat: Flat, piece: TextPiece, start: number, end: number, draft: Draft): string {
	const text = flat.text.slice(start, end);
	if (!/[A-Za-z]/.test(text) && !/\p{L}/u.test(text)) return text;
	const origins = shiftOrigins(piece, start, end);
	const prose = { text, origins, opensSentence: opensSentence(flat.text, start), section: draft.section };
	draft.prose.push(draft.term === undefined ? prose : { ...prose, term: draft.term });
	return mark(draft, { hole: "prose", index: draft.prose.length - 1 });
}

function shiftOrigins(piece: TextPiece, start: number, end: number): number[] {
	const from = start - piece.start;
	const origins = [0, originIn(piece.origins, from)];
	for (let pair = pairAt(piece.origins, from) + 2; pair + 1 < piece.origins.length; pair += 2) {
		const index = piece.origins[pair] ?? 0;
		if (index >= end - piece.start) break;
		origins.push(index - from, piece.origins[pair + 1] ?? 0);
	}
	return origins;
}

/** Say whether the first word behind an index opens a sentence. */
function opensSentence(text: string, index: number): boolean {
	const before = text.slice(Math.max(0, index - 12), index);
	return /(?:^|[.!?…]["”’')\]]*\s+)["“‘'([]*$/u.test(before) && (index < 12 || /[.!?…]/.test(before));
}

function markCode(node: InlineCode, draft: Draft): void {
	const offset = node.position?.start.offset ?? 0;
	const inner = draft.source.indexOf(node.value, offset);
	const start = inner === -1 ? offset : inner;
	if (isCommitChain(node.value)) {
		markCommits(node, start, draft);
		return;
	}
	if (node.value.length > 80 || node.value.includes(OBJECT)) return;
	const hole: Hole = { hole: "code", text: node.value, offset: start, section: draft.section };
	node.value = mark(draft, draft.term === undefined ? hole : { ...hole, term: draft.term });
}

function markCommits(node: InlineCode, start: number, draft: Draft): void {
	const marks = commitsIn(node.value, 0).map((link) => {
		const span = spanOf(draft.lines, start + link.start, start + link.end);
		const text = node.value.slice(link.start, link.end);
		const index =
			draft.mentions.push({ target: link.target, text, span, linked: true, tentative: true, section: draft.section }) -
			1;
		return mark(draft, { hole: "mention", index, text });
	});
	node.value = marks.join("/");
}

function textWithout(flat: Flat, piece: TextPiece, escapes: number[]): string {
	let text = "";
	for (let index = piece.start; index < piece.end; index += 1) if (!escapes.includes(index)) text += flat.text[index];
	return text;
}

/** Nodes whose children are one run of prose. */
export function isProseBlock(node: Nodes): node is Extract<Nodes, { children: PhrasingContent[] }> {
	return node.type === "paragraph" || node.type === "heading" || node.type === "tableCell";
}
