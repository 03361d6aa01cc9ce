import type { Span } from "../model/diagnostic.ts";
import { shown, widthOf } from "../text/width.ts";
import type { Paint } from "./paint.ts";

/** Quote the lines of a source that a span lies in, with signs below what is meant. Nothing for a span outside of the text. */
export function codeFrame(
	source: string | undefined,
	span: Span,
	sign: (text: string) => string,
	paint: Paint,
): string[] {
	if (source === undefined) return [];
	const lines = source.split(/\r\n|\n|\r/);
	const last = Math.min(span.end.line, span.start.line + maxLines - 1);
	if (span.start.line > lines.length) return [];
	const gutter = " ".repeat(String(last).length);
	const framed = [paint.quiet(`${gutter} |`)];
	for (let number = span.start.line; number <= last; number++) {
		const line = lines[number - 1] ?? "";
		const from = number === span.start.line ? span.start.column - 1 : indentOf(line);
		const to = number === span.end.line ? span.end.column - 1 : line.length;
		const piece = window(line, from, Math.max(from, to));
		framed.push(`${paint.quiet(`${String(number).padStart(gutter.length)} |`)} ${piece.text}`.trimEnd());
		framed.push(
			`${paint.quiet(`${gutter} |`)} ${" ".repeat(piece.before)}${sign("^".repeat(Math.max(1, piece.marked)))}`,
		);
	}
	if (last < span.end.line) framed.push(`${paint.quiet(`${gutter} |`)} … to line ${span.end.line}`);
	return framed;
}

/** A longer passage is known by its first lines. */
const maxLines = 3;

/** In characters; a line of prose is cut to what fits a terminal. */
const context = { before: 60, whole: 100 };

function window(line: string, from: number, to: number): { text: string; before: number; marked: number } {
	const start = line.length <= context.whole ? 0 : Math.max(0, from - context.before);
	const end = line.length <= context.whole ? line.length : Math.min(line.length, start + context.whole);
	const head = start > 0 ? "…" : "";
	const tail = end < line.length ? "…" : "";
	const before = widthOf(head + shown(line.slice(start, from)));
	const marked = widthOf(shown(line.slice(from, Math.min(to, end))));
	return { text: `${head}${shown(line.slice(start, end))}${tail}`, before, marked };
}

function indentOf(line: string): number {
	return line.length - line.trimStart().length;
}
