import type { Code } from "mdast";
import { pointAt } from "../../text/lines.ts";
import type { Draft } from "../draft.ts";

/** The offsets of the first line of a block of code, so that a diagnostic points at the fence and not at all that it holds. */
export function fencePlace(node: Code, draft: Draft): [number, number] {
	const start = node.position?.start.offset ?? 0;
	return [start, endOfLine(start, draft)];
}

/** Find the offsets of an option of a fence with its value, such as `file=a.yaml`; those of the whole line where it is not written so. */
export function optionPlace(node: Code, name: string, draft: Draft): [number, number] {
	const [from, to] = fencePlace(node, draft);
	const found = new RegExp(`(?<=[ \\t])${name}=(?:"[^"]*"|\\S+)`).exec(draft.source.slice(from, to));
	return found ? [from + found.index, from + found.index + found[0].length] : [from, to];
}

/** Find where a character of a block of code stands in the file: its line from 0, and its column in that line. */
export function codePlace(node: Code, line: number, column: number, draft: Draft): number {
	const start = node.position?.start.offset ?? 0;
	const isFenced = /[`~]/.test(draft.source.charAt(start));
	const from = draft.lines[pointAt(draft.lines, start).line - 1 + line + (isFenced ? 1 : 0)] ?? start;
	const written = draft.source.slice(from, endOfLine(from, draft));
	const text = node.value.split("\n")[line] ?? "";
	// What stands before the text is the indentation of a list, or the sign of a quote.
	return from + Math.max(0, written.lastIndexOf(text)) + column;
}

/** Find the offset at which the line ends that an offset stands in. */
export function endOfLine(offset: number, draft: Draft): number {
	const end = draft.source.indexOf("\n", offset);
	if (end === -1) return draft.source.length;
	return draft.source[end - 1] === "\r" ? end - 1 : end;
}
