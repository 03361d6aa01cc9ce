import type { Settings } from "../../model/settings.ts";
import { endOfLine } from "../code/code-place.ts";
import { type Draft, report } from "../draft.ts";
import { lineReader } from "./lines.ts";

/** What a run of lines without a blank line between them holds, as far as parsers need more than linear time for it. */
interface Block {
	start: number;
	markers: number;
	lines: number;
	/** The columns of the table that the block is, if it is one. */
	columns: number;
	/** The cells of the line before. */
	head: number;
}

/**
 * Look for text that would keep a parser busy for minutes or overflow its stack, before it sees it. One linear pass.
 * The limits are far above what 1 090 files of public documentation hold: 216 runs of emphasis and 516 brackets
 * in a block, containers two deep. Return false where the text must not be parsed.
 */
export function withinLimits(body: string, limits: Settings["limits"], draft: Draft): boolean {
	if (isTooLong(limits.fileSize, draft)) return false;
	if (isModest(body, limits, draft)) return true;
	const before = draft.diagnostics.length;
	const kindOf = lineReader();
	let block: Block = { start: 0, markers: 0, lines: 0, columns: 0, head: 0 };
	let offset = 0;
	for (const line of linesOf(body)) {
		const kind = kindOf(line);
		if (kind !== "text") block = { start: offset + line.length + 1, markers: 0, lines: 0, columns: 0, head: 0 };
		else if (opensItem.test(line)) block = { start: offset, markers: 0, lines: 0, columns: 0, head: 0 };
		if (kind === "text") checkLine(line, offset, block, limits, draft);
		offset += line.length + 1;
		if (draft.diagnostics.length > before) return false;
	}
	return true;
}

/** Say whether a text is within the limits even if it were one block, as all but the largest are: then no line need be looked at. */
function isModest(body: string, limits: Settings["limits"], { lines }: Draft): boolean {
	if (lines.length > limits.paragraphLines || body.length > 1_000_000) return false;
	if (new RegExp(`^[ \\t>+*\\d.)-]{${limits.depth}}`, "m").test(body) || markersIn(body) > limits.inlineMarkers)
		return false;
	let columns = 1;
	for (let at = body.indexOf("|"); at !== -1; ) {
		const end = endOf(body, at);
		columns = Math.max(columns, cellsOf(body.slice(body.lastIndexOf("\n", at) + 1, end)));
		at = body.indexOf("|", end);
	}
	return columns <= limits.tableColumns && columns * lines.length <= limits.tableCells;
}

function endOf(body: string, at: number): number {
	const end = body.indexOf("\n", at);
	return end === -1 ? body.length : end;
}

function isTooLong(limit: number, draft: Draft): boolean {
	// A character takes three bytes at most, and few files come near the limit.
	if (draft.source.length * 3 <= limit) return false;
	const size = new TextEncoder().encode(draft.source).length;
	if (size <= limit) return false;
	const message = `this file has ${size} bytes, more than the limit of ${limit}`;
	const hint = "divide it, or raise limits.fileSize in book/book.yaml";
	report(draft, "file-too-large", 0, Math.min(1, draft.source.length), message, hint);
	return true;
}

/** A carriage return alone ends a line too. */
function linesOf(body: string): string[] {
	return (body.includes("\r") ? body.replace(/\r(?!\n)/g, "\n") : body).split("\n");
}

/** An item of a list ends the paragraph before it, unless it is indented. */
const opensItem = /^ {0,3}(?:> ?)*[-+*][ \t]+\S/;
/** Signs that count one by one, and runs of signs that count once. */
const marker = /[[\]<&\\]|\*+|_+|~+|`+/g;

function markersIn(line: string): number {
	return line.match(marker)?.length ?? 0;
}

/** A line that begins otherwise opens no container. */
const mayOpen = /^[ \t>\-+*\d]/;
const containers = /^[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*/;

function checkLine(line: string, offset: number, block: Block, limits: Settings["limits"], draft: Draft): void {
	block.lines += 1;
	const markers = markersIn(line);
	block.markers += markers;
	const depth = mayOpen.test(line) ? depthOf(line) : 0;
	const columns = line.includes("|") ? cellsOf(line) : 1;
	if (columns === block.head && columns > 1 && isDelimiterRow(line)) block.columns = columns;
	block.head = columns;
	// The cells of a table are each read by themselves.
	if (block.columns > 1) block.markers = markers;
	const cells = block.columns * block.lines;
	if (block.markers > limits.inlineMarkers)
		tooMuch(
			"limit-inline",
			block.start,
			"inlineMarkers",
			limits.inlineMarkers,
			block.markers,
			"signs of emphasis, links and code without a blank line between them",
		);
	else if (block.lines > limits.paragraphLines)
		tooMuch(
			"limit-lines",
			block.start,
			"paragraphLines",
			limits.paragraphLines,
			block.lines,
			"lines without a blank line between them",
		);
	else if (depth > limits.depth)
		tooMuch(
			"limit-depth",
			offset + startOfLevel(line, limits.depth + 1),
			"depth",
			limits.depth,
			depth,
			"lists and quotes inside each other",
		);
	else if (block.columns > limits.tableColumns)
		tooMuch("limit-table", offset, "tableColumns", limits.tableColumns, columns, "columns of a table");
	else if (cells > limits.tableCells)
		tooMuch("limit-table", block.start, "tableCells", limits.tableCells, cells, "cells of a table");

	function tooMuch(code: string, at: number, name: string, limit: number, found: number, what: string): void {
		report(
			draft,
			code,
			at,
			Math.max(endOfLine(at, draft), Math.min(at + 1, draft.source.length)),
			`over ${limit} ${what} (${found} so far): the text is not parsed`,
			`divide it, or raise limits.${name} in book/book.yaml`,
		);
	}
}

function depthOf(line: string): number {
	return indentedLevels(line) + openersOf(line).length;
}

/** Say where in a line a level begins: at the sign that opens it, or behind an indent that stands for it. */
function startOfLevel(line: string, level: number): number {
	const indented = indentedLevels(line);
	return openersOf(line)[Math.max(0, level - indented - 1)]?.index ?? 2 * indented;
}

function indentedLevels(line: string): number {
	return Math.floor((/^ */.exec(line)?.[0].length ?? 0) / 2);
}

function openersOf(line: string): RegExpExecArray[] {
	return [...(containers.exec(line)?.[0] ?? "").matchAll(/>|[-+*]|\d+[.)]/g)];
}

function cellsOf(line: string): number {
	const row = line.replace(/^[\s>]+/, "").trimEnd();
	return row.split("|").length - (row.startsWith("|") ? 1 : 0) - (row.length > 1 && row.endsWith("|") ? 1 : 0);
}

/** The row of dashes below the head makes a table, whose rows are then filled up to its columns. */
function isDelimiterRow(line: string): boolean {
	return /^[\s>|:-]+$/.test(line) && line.includes("-");
}
