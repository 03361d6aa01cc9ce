import type { Heading } from "../model/unit.ts";
import { escapeAttribute } from "../text/escape.ts";
import { type Direction, numberHtml } from "../text/number.ts";

/**
 * Draw a heading with its number in the rail, which is its permalink. Only a written number shows; a heading without
 * one shows `#`. `shift` raises its level, for a page that shows only a part of a file.
 */
export function drawHeading(heading: Heading, html: string, shift: number, direction: Direction): string {
	const level = Math.min(6, Math.max(2, heading.depth - shift));
	const tag = `h${level}`;
	const id = escapeAttribute(heading.id);
	const mark =
		heading.supersededBy === undefined
			? ""
			: ` <span class="badge danger"><span aria-hidden="true">✕</span> Superseded</span>`;
	const className = mark ? ` class="superseded"` : "";
	return `<${tag} id="${id}"${className}>${anchors(heading.aliases)}${rail(heading, level, direction)}${html}${mark}</${tag}>`;
}

/** Draw the places that further names of a heading lead to. */
export function anchors(aliases: string[]): string {
	return aliases.map((alias) => `<span id="${escapeAttribute(alias)}" class="anchor"></span>`).join("");
}

function rail(heading: Heading, level: number, direction: Direction): string {
	const href = escapeAttribute(`#${heading.id}`);
	if (heading.section !== undefined) {
		const number = `§${heading.section}`;
		return `<a class="rail" href="${href}" aria-label="${number}, link to this section">${numberHtml(number, direction)}</a>`;
	}
	if (level > 3) return "";
	// The title is not said here: who goes from heading to heading would hear it twice.
	return `<a class="rail sign" href="${href}" aria-label="Link to this section">#</a>`;
}
