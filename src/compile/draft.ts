import { severityOf } from "../model/codes.ts";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import type { Link, Mention, Prose, Segment, Unit } from "../model/unit.ts";
import { escapeHtml } from "../text/escape.ts";
import { spanOf } from "../text/lines.ts";
import { type Colours, noColours } from "./code/colours.ts";
import type { Labels } from "./prose/undefined-labels.ts";

/** A unit while it is being written: what the passes over one file add to, in the order of the text. */
export interface Draft {
	path: string;
	/** The whole file, front matter included. */
	source: string;
	lines: number[];
	mentions: Mention[];
	links: Link[];
	prose: Prose[];
	/** What the marks in the HTML stand for. */
	marked: Segment[];
	/** Characters of the HTML and of the addresses in it, about. */
	size: number;
	diagnostics: Diagnostic[];
	/** As in the unit. */
	inclusions: Unit["inclusions"];
	/** Anchors that are no heading's, such as ids of raw HTML, with offsets of the file. */
	anchors: { id: string; section: number; from: number; to: number }[];
	/** The offset of each heading, in order. */
	headingOffsets: number[];
	/** Where the heading stands that has an anchor. */
	headingByAnchor: Map<string, Span>;
	/** The index of the heading that is the title of the file, under which nothing stands; -1 if there is none. */
	title: number;
	colours: Colours;
	/** What the file defines for its links and notes to refer to. */
	labels: Labels;
	/** The heading that the pass is under: an index into the outline's headings, -1 before the first. */
	section: number;
	/** The glossary entry that the pass is in. */
	term?: number;
}

/**
 * Opens and closes a mark in text that becomes HTML. Both are noncharacters of Unicode, which no source can hold:
 * compiling begins by replacing them, a character reference to one is U+FFFD in Markdown, and `raw-html.ts` sees to those of raw HTML.
 */
const OPEN = "\uFDD0";
const CLOSE = "\uFDD1";

const marks = new RegExp(`${OPEN}(\\d+)${CLOSE}`);

/** Start a draft of a file. */
export function startDraft(path: string, source: string, lines: number[]): Draft {
	return {
		path,
		source,
		lines,
		mentions: [],
		links: [],
		prose: [],
		marked: [],
		size: 0,
		diagnostics: [],
		inclusions: [],
		anchors: [],
		headingOffsets: [],
		headingByAnchor: new Map(),
		title: -1,
		colours: noColours(),
		labels: { links: [], notes: [] },
		section: -1,
	};
}

/** Remember a piece of HTML or a hole, and return the text that stands for it until the HTML is made. */
export function mark(draft: Draft, segment: Segment): string {
	if (typeof segment === "string") draft.size += segment.length;
	return `${OPEN}${draft.marked.push(segment) - 1}${CLOSE}`;
}

/** Replace what would be a mark by the sign for what cannot be shown. */
export function withoutMarks(source: string): string {
	return source.replace(/[\uFDD0\uFDD1]/g, "\uFFFD");
}

/** Say whether a text is, or begins with, something that was marked. */
export function isMarked(text: string): boolean {
	return text.startsWith(OPEN);
}

/** Cut HTML at its marks and put in what they stand for; neighbouring pieces of literal HTML become one. */
export function unmark(draft: Draft, html: string): Segment[] {
	draft.size += html.length;
	const segments: Segment[] = [];
	let literal = "";
	let at = 0;
	for (let open = html.indexOf(OPEN); open !== -1; open = html.indexOf(OPEN, at)) {
		const close = html.indexOf(CLOSE, open);
		if (close === -1) break;
		const segment = draft.marked[Number(html.slice(open + 1, close))] ?? "";
		literal += html.slice(at, open);
		at = close + 1;
		if (typeof segment === "string") {
			literal += segment;
			continue;
		}
		if (literal) segments.push(literal);
		literal = "";
		segments.push(segment);
	}
	literal += html.slice(at);
	if (literal) segments.push(literal);
	return segments;
}

/** Turn the holes in a text into their words, for a link must not stand in a link. */
export function closeHoles(draft: Draft, text: string): void {
	for (const [, written] of text.matchAll(new RegExp(marks, "g"))) {
		const words = wordsOf(draft, Number(written));
		if (words !== undefined) draft.marked[Number(written)] = escapeHtml(words);
	}
}

/** Give a text with the words of its holes in place of the marks. */
export function withoutHoles(draft: Draft, text: string): string {
	return text.replace(new RegExp(marks, "g"), (_, written: string) => wordsOf(draft, Number(written)) ?? "");
}

function wordsOf(draft: Draft, index: number): string | undefined {
	const hole = draft.marked[index];
	if (typeof hole !== "object") return undefined;
	if (hole.hole === "mention" || hole.hole === "code") return hole.text;
	return hole.hole === "prose" ? draft.prose[hole.index]?.text : undefined;
}

/** Find the heading that an offset stands under: an index into the outline's headings, -1 before the first. */
export function sectionAt(draft: Draft, offset: number): number {
	let low = -1;
	let high = draft.headingOffsets.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((draft.headingOffsets[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low === draft.title ? -1 : low;
}

/** Add a diagnostic at offsets of the file; its severity is the one of its code. */
export function report(
	draft: Draft,
	code: string,
	from: number,
	to: number,
	message: string,
	...hints: string[]
): void {
	const span = spanOf(draft.lines, from, to);
	draft.diagnostics.push({ code, severity: severityOf(code), path: draft.path, span, message, hints, related: [] });
}

/** The place of a node, or of the beginning of the file where a parser left none. */
export function placeOf(
	draft: Draft,
	node: { position?: { start: { offset?: number | undefined }; end: { offset?: number | undefined } } | undefined },
): Span {
	return spanOf(draft.lines, node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}
