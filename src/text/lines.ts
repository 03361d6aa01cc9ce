import type { Point, Span } from "../model/diagnostic.ts";

/** List the offset of the first character of every line; LF, CRLF and CR all end a line. */
export function lineStarts(text: string): number[] {
	const starts = [0];
	if (!text.includes("\r")) {
		for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
		return starts;
	}
	for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
	return starts;
}

/** Turn an offset into a place. */
export function pointAt(lines: number[], offset: number): Point {
	let low = 0;
	let high = lines.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((lines[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return { line: low + 1, column: offset - (lines[low] ?? 0) + 1, offset };
}

/** Turn two offsets into a span. */
export function spanOf(lines: number[], from: number, to: number): Span {
	return { start: pointAt(lines, from), end: pointAt(lines, to) };
}

/** Let every line end in LF. To look for CR first takes a tenth of the time, and hardly a text has any. */
export function withPlainLines(text: string): string {
	return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
