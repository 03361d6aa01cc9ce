import { backlinksOf } from "../../src/engine/backlinks.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { noKeeper } from "../../src/render/keep.ts";
import { checkBook } from "../../src/rules/rules.ts";
import { judge } from "../../src/rules/verdict.ts";
import type { LinkedBook } from "./book.ts";

/** The HTML of a file with all its links made; a heading shows its words only. */
export function htmlOf({ linked, units }: LinkedBook, path: string): string {
	const headings = units.get(path)?.outline.headings ?? [];
	return (linked.get(path)?.parts ?? [])
		.flatMap((part) => part.pieces)
		.map((piece) => {
			if (typeof piece === "string") return piece;
			const { depth, id } = headings[piece.heading] ?? { depth: 0, id: "" };
			return `<h${depth} id="${id}">${piece.html}</h${depth}>`;
		})
		.join("");
}

/** Where a diagnostic stands, as `line:column-column`, or `line:column-line:column` over several lines. */
export function placeOf({ span }: Pick<Diagnostic, "span">): string {
	const { start, end } = span;
	return `${start.line}:${start.column}-${start.line === end.line ? "" : `${end.line}:`}${end.column}`;
}

/** Diagnostics in short, such as `broken-link 3:5-9`, in the order of places. */
export function shortly(diagnostics: Diagnostic[]): string[] {
	return [...diagnostics]
		.sort((a, b) => a.span.start.offset - b.span.start.offset)
		.map((one) => `${one.code} ${placeOf(one)}`);
}

/** What is reported of a book in the end: with the rules about the whole book, the severities of its settings and its suppressions. */
export function judged({ book, units, linked, diagnostics }: LinkedBook): Diagnostic[] {
	const backlinks = backlinksOf(linked, book, noKeeper);
	return judge([...diagnostics, ...checkBook({ book, units, linked, backlinks })], units, book.settings);
}
