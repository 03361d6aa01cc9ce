import type { LinkedPart } from "../model/linked.ts";
import type { Outline } from "../model/unit.ts";
import type { Direction } from "../text/number.ts";
import { drawHeading } from "./heading.ts";
import { drawReferrers, type Referrer } from "./referrers.ts";

/** One line of the list “On this page”. */
export interface TocItem {
	/** 2 or 3. */
	level: number;
	/** `§26`, or the empty string. */
	number: string;
	title: string;
	anchor: string;
}

/** The text of a page as HTML, and what its parts say about themselves. */
export interface Content {
	html: string;
	toc: TocItem[];
	/** The words of the title, where the text has it as a heading. */
	titleHtml?: string;
	/** Slugs of the terms that the text links to, each once. */
	terms: string[];
}

/** How a page shows its parts. */
export interface ContentOptions {
	direction: Direction;
	/** How many levels headings rise. */
	shift: number;
	/** The heading that the page draws itself. */
	title: number;
	/** Who refers to a numbered section, by the index of its heading; shown at the section's end. */
	referrers: ReadonlyMap<number, Referrer[]>;
	/** HTML that stands directly below a heading, by its index. */
	below?: ReadonlyMap<number, string>;
}

/** Draw parts of a file one behind the other. */
export function drawContent(parts: LinkedPart[], outline: Outline, options: ContentOptions): Content {
	const content: Content = { html: "", toc: [], terms: [] };
	const open: { depth: number; referrers: Referrer[] }[] = [];
	const page = parts[0]?.page ?? "";
	const closeTo = (depth: number) => {
		for (let last = open.at(-1); last && last.depth >= depth; ) {
			content.html += drawReferrers(last.referrers, page, options.direction);
			open.pop();
			last = open.at(-1);
		}
	};
	for (const part of parts) {
		for (const piece of part.pieces) {
			if (typeof piece === "string") {
				content.html += piece;
				continue;
			}
			const heading = outline.headings[piece.heading];
			if (!heading) continue;
			if (piece.heading === options.title) {
				content.titleHtml = piece.html;
				continue;
			}
			closeTo(heading.depth);
			content.html += drawHeading(heading, piece.html, options.shift, options.direction);
			content.html += options.below?.get(piece.heading) ?? "";
			addToToc(content.toc, heading, options.shift);
			const referrers = options.referrers.get(piece.heading);
			if (referrers) open.push({ depth: heading.depth, referrers });
		}
	}
	closeTo(0);
	content.terms = [...new Set(parts.flatMap((part) => part.terms))];
	return content;
}

function addToToc(toc: TocItem[], heading: Outline["headings"][number], shift: number): void {
	const level = Math.max(2, heading.depth - shift);
	if (level > 3) return;
	const number = heading.section === undefined ? "" : `§${heading.section}`;
	toc.push({ level, number, title: heading.title, anchor: heading.id });
}
