import { longDate } from "../../text/long-date.ts";
import { absoluteUrl } from "../absolute-url.ts";
import { relativeLink } from "../address.ts";
import type { Frame } from "../frame.ts";
import { contentPolicy } from "../policy.ts";
import type { Templates } from "../template.ts";
import type { Leaf, Volume } from "./volume.ts";

/** The page that holds the whole book, and the style sheet with the running heads of its chapters. */
export const printAddress = "print.html";

/** A book of more pages than this has no page for print unless its settings ask for one: a browser would have to lay out all of them at once. */
const mostPages = 100;

/** Tell whether a book of so many pages has a page for print. */
export function isPrinted(pages: number, { settings }: Frame): boolean {
	return settings.print ?? pages <= mostPages;
}

/** Draw the whole book as one page, for print and for `silcrow pdf`. */
export function renderPrint(volume: Volume, frame: Frame, templates: Templates): string {
	return templates
		.fill("print", {
			frame,
			names: { ...frame.names, printPages: printRulesAddress },
			leaves: volume.leaves,
			href: (address: string) => relativeLink(volume.address, address),
			policy: contentPolicy(frame.settings),
			canonical: absoluteUrl(volume.address, frame),
			longDate,
		})
		.replace(/\r\n?/g, "\n");
}

/** The style sheet with the words of the running heads, which are the book's own. */
export const printRulesAddress = "print-pages.css";

/** Write the running heads: browsers take their words from style sheets alone, so each chapter has a named page. */
export function renderPrintRules(volume: Volume, { settings, stamp }: Frame): string {
	const foot = [settings.title, stamp.built ? `built ${longDate(stamp.built)}` : ""].filter(Boolean).join(" · ");
	const rules = [`@page { @bottom-left { content: ${quoted(foot)}; } }`];
	for (const [index, leaf] of volume.leaves.entries()) {
		const name = `leaf-${index + 1}`;
		const head = leaf.number ? `${leaf.number}  ${leaf.title}` : leaf.title;
		rules.push(`@page ${name} { @top-right { content: ${quoted(head)}; } }`);
		rules.push(`#${escapedId(leaf)} { page: ${name}; }`);
	}
	return `${rules.join("\n")}\n`;
}

/** A string of CSS; what could end it is written by its number. */
function quoted(text: string): string {
	const safe = text.replace(/["\\<\p{Cc}]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `);
	return `"${safe}"`;
}

function escapedId({ id }: Leaf): string {
	return id.replace(/^\d|[^\w-]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `);
}
