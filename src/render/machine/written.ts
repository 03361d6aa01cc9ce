import type { Book } from "../../model/book.ts";
import type { LinkedUnit } from "../../model/linked.ts";
import type { Source } from "../../model/source.ts";
import type { Unit } from "../../model/unit.ts";
import { withPlainLines } from "../../text/lines.ts";
import { relativeLink, resolveLink } from "../address.ts";

/** What the render stage reads of a unit. */
export type SiteUnit = Pick<Unit, "search"> & Partial<Pick<Unit, "bodyStart" | "inclusions" | "entries">>;

/** A file of the book as its author wrote it, and what became of it. */
export interface Written {
	source: Source;
	unit: SiteUnit;
	linked: LinkedUnit;
}

/** A book with the files as their authors wrote them, by path. */
export interface WrittenBook {
	book: Book;
	files: ReadonlyMap<string, Written>;
}

/** Gather what is known of each file of the book. */
export function writtenIn(input: {
	book: Book;
	sources: ReadonlyMap<string, Source>;
	units: ReadonlyMap<string, SiteUnit>;
	linked: ReadonlyMap<string, LinkedUnit>;
}): WrittenBook {
	const files = new Map<string, Written>();
	for (const [path, source] of input.sources) {
		const [unit, linked] = [input.units.get(path), input.linked.get(path)];
		if (unit && linked) files.set(path, { source, unit, linked });
	}
	return { book: input.book, files };
}

/** Give the address of the Markdown of a page. */
export function markdownAddress(page: string): string {
	return page.replace(/\.html$/, ".md");
}

/** Give the address of an entry as plain text. */
export function textAddress(page: string): string {
	return page.replace(/\.html$/, ".txt");
}

/**
 * Write a stretch of a file as Markdown that stands beside a page: as its author wrote it, with links that lead to the
 * Markdown of the other pages and with what its fences include. `pages` are those that have Markdown.
 */
export function writtenAt(
	address: string,
	[from, to]: [number, number],
	{ source: { text }, unit, linked }: Written,
	pages: ReadonlySet<string>,
): string {
	const edits = new Map<number, [to: number, text: string]>();
	for (const { from: start, to: end, url, page, href } of linked.hrefs) {
		const target = resolveLink(page, href);
		// In raw HTML an address may be written in other characters; it stays.
		if (target === undefined || text.slice(start, end) !== url) continue;
		edits.set(start, [end, relativeLink(address, markdownTarget(target, pages))]);
	}
	for (const { at, code } of unit.inclusions ?? []) edits.set(at, [at, `\n${indented(code, text, at)}`]);
	let written = "";
	let at = from;
	for (const [start, [end, instead]] of [...edits].sort(([a], [b]) => a - b)) {
		if (start < at || end > to) continue;
		written += text.slice(at, start) + instead;
		at = end;
	}
	return `${withPlainLines(written + text.slice(at, to)).trim()}\n`;
}

function markdownTarget(target: string, pages: ReadonlySet<string>): string {
	const [page = "", anchor] = target.split("#");
	const to = pages.has(page) ? markdownAddress(page) : page;
	return anchor === undefined ? to : `${to}#${anchor}`;
}

/** Code in a list stands as far to the right as its fence. */
function indented(code: string, text: string, at: number): string {
	const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
	const before = /^[ \t>]*/.exec(line)?.[0] ?? "";
	return code
		.split("\n")
		.map((one) => (before + one).trimEnd())
		.join("\n");
}
