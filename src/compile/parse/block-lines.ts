import { lineReader } from "./lines.ts";

/** A line that opens or closes a block: `:::warning Title`, `:::`. */
export interface BlockLine {
	/** The offsets of its first colon and of its end. */
	start: number;
	end: number;
	colons: number;
	/** As written; empty on a line that closes. */
	name: string;
	/** The words behind the name, where there are some, and the offset at which they begin. */
	title: string;
	titleStart: number;
}

/** Find the lines of a text that may open or close a block. Whether one stands in code or in raw HTML only a parser can tell. */
export function findBlockLines(body: string): BlockLine[] {
	if (!body.includes(":::")) return [];
	const found: BlockLine[] = [];
	const kindOf = lineReader();
	let offset = 0;
	for (const line of body.split("\n")) {
		const one = kindOf(line) === "text" ? readLine(line, offset) : undefined;
		if (one) found.push(one);
		offset += line.length + 1;
	}
	return found;
}

/** Put a thematic break in place of some lines, for it ends whatever stands before it as the line of a block does, and every position stays. */
export function withBreaks(body: string, lines: BlockLine[]): string {
	let text = "";
	let at = 0;
	for (const { start, end } of lines) {
		text += `${body.slice(at, start)}___${" ".repeat(end - start - 3)}`;
		at = end;
	}
	return text + body.slice(at);
}

const fence = /^((?:[ \t]|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*)(:{3,})([ \t]*)([^\r\n]*)/;
/** The title stands in brackets, as elsewhere, or simply behind the name. */
const opening = /^([^\s[\]{}:]+)(?:\[(.*)\]|[ \t]+(.*))?$/;

function readLine(line: string, offset: number): BlockLine | undefined {
	const [, before = "", colons = "", gap = "", rest = ""] = fence.exec(line.trimEnd()) ?? [];
	const [, name = "", label, words = ""] = opening.exec(rest) ?? [];
	if (!colons || (rest && !name)) return undefined;
	const start = offset + before.length;
	const restStart = start + colons.length + gap.length;
	const titleStart = restStart + (label === undefined ? rest.length - words.length : name.length + 1);
	const end = restStart + rest.length;
	return { start, end: Math.max(end, start + 3), colons: colons.length, name, title: label ?? words, titleStart };
}
