import type { Address, BookTerm } from "../model/book.ts";
import type { HeadingPiece, LinkedPart } from "../model/linked.ts";
import type { Hole, Part, Prose, Segment } from "../model/unit.ts";
import { escapeAttribute, escapeHtml } from "../text/escape.ts";
import { spanOf } from "../text/lines.ts";
import { type Direction, directionOf, numberAttribute, numberHtml } from "../text/number.ts";
import { originIn } from "../text/origins.ts";
import { keyOf, type LinkContext } from "./context.ts";
import { hrefFrom } from "./hrefs.ts";
import type { Resolution } from "./mention.ts";
import { findTerms, type TermMatcher } from "./terms.ts";

/** What was found out about the holes of a unit. */
export interface Resolved {
	mentions: Resolution[];
	/** By page, for the same address is written differently from another page. */
	linkHref: (index: number, page: string) => string;
	matcher: TermMatcher;
}

/** Fill the holes of one part, for the page that it is shown on. */
export function fillPart(part: Part, page: string, resolved: Resolved, context: LinkContext): LinkedPart {
	const linked: LinkedPart = { kind: part.kind, index: part.index, page, pieces: [], terms: [] };
	const direction = directionOf(context.book.settings);
	const seen = new Set<string>();
	// Joined, for a string that grows piece by piece stays a tree of its pieces, which a book has millions of.
	let run: string[] = [];
	for (const segment of part.segments) {
		if (typeof segment !== "string" && segment.hole === "heading") {
			push(linked.pieces, run.join(""));
			run = [];
			linked.pieces.push(heading(segment));
		} else run.push(fill(segment));
	}
	push(linked.pieces, run.join(""));
	return linked;

	function heading(hole: Extract<Hole, { hole: "heading" }>): HeadingPiece {
		return { heading: hole.index, html: hole.words.map(fill).join("") };
	}

	function fill(segment: Segment): string {
		if (typeof segment === "string") return segment;
		if (segment.hole === "mention")
			return mentionHtml(resolved.mentions[segment.index] ?? {}, segment.text, page, direction);
		if (segment.hole === "address") return escapeAttribute(resolved.linkHref(segment.index, page));
		if (segment.hole === "code") return codeHtml(segment);
		if (segment.hole === "heading") return segment.words.map(fill).join("");
		const prose = context.unit.prose[segment.index];
		return prose ? proseHtml(prose) : "";
	}

	function proseHtml(prose: Prose): string {
		let html = "";
		let at = 0;
		for (const match of findTerms(prose.text, prose.opensSentence, resolved.matcher)) {
			if (!isFirst(match.term, prose.section, prose.term)) continue;
			const text = prose.text.slice(match.start, match.end);
			use(
				match.term,
				text,
				originIn(prose.origins, match.start),
				originIn(prose.origins, match.end - 1) + 1,
				prose.section,
				prose.term,
			);
			html += escapeHtml(prose.text.slice(at, match.start)) + termHtml(match.term, escapeHtml(text));
			at = match.end;
		}
		return html + escapeHtml(prose.text.slice(at));
	}

	function codeHtml(hole: Extract<Hole, { hole: "code" }>): string {
		const term = resolved.matcher.byCode.get(hole.text);
		if (!term || !isFirst(term, hole.section, hole.term)) return escapeHtml(hole.text);
		use(term, hole.text, hole.offset, hole.offset + hole.text.length, hole.section, hole.term);
		return termHtml(term, escapeHtml(hole.text));
	}

	/** A term links at its first use in each section of the second level, and never in its own definition. */
	function isFirst(term: BookTerm, section: number, own: number | undefined): boolean {
		if (own !== undefined && term.index === own && term.path === context.unit.path) return false;
		const key = `${term.symbol.key} ${own === undefined ? chapterSection(section) : `term ${own}`}`;
		if (seen.has(key)) return false;
		seen.add(key);
		return true;
	}

	function chapterSection(section: number): number {
		for (let index = section; index >= 0; index -= 1)
			if (context.unit.outline.headings[index]?.depth === 2) return index;
		return -1;
	}

	function use(term: BookTerm, text: string, from: number, to: number, section: number, own: number | undefined): void {
		const span = spanOf(context.unit.lines, from, to);
		context.edges.push({
			path: context.unit.path,
			span,
			text,
			target: term.symbol.key,
			from: keyOf(context, section, own),
			section,
			kind: "term",
		});
		const slug = term.symbol.key.slice("term:".length);
		if (!linked.terms.includes(slug)) linked.terms.push(slug);
	}

	function termHtml(term: BookTerm, html: string): string {
		return `<a class="term" href="${escapeAttribute(hrefFrom(page, term.symbol.address))}">${html}</a>`;
	}
}

function mentionHtml(resolution: Resolution, text: string, page: string, direction: Direction): string {
	const { to } = resolution;
	if (to === undefined) return numberHtml(text, direction);
	const href = typeof to === "string" ? to : hrefFrom(page, to as Address);
	const rel = typeof to === "string" ? ' rel="noopener noreferrer"' : "";
	return `<a class="xref" data-kind="${resolution.kind ?? "section"}"${numberAttribute(direction)} href="${escapeAttribute(href)}"${rel}>${escapeHtml(text)}</a>`;
}

function push(pieces: LinkedPart["pieces"], html: string): void {
	if (html) pieces.push(html);
}
