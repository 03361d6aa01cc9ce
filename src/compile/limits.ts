import type { Settings } from "../model/settings.ts";
import { type Draft, report } from "./draft.ts";

/** What a run of lines without a blank line between them holds, as far as parsers need more than linear time for it. */
interface Block {
	start: number;
	markers: number;
	lines: number;
}

/**
 * Look for text that would keep a parser busy for minutes or overflow its stack, before it sees it. One linear pass.
 * The limits are far above what 1 090 files of public documentation hold: 216 runs of emphasis and 516 brackets
 * in a block, containers two deep. Return false where the text must not be parsed.
 */
export function withinLimits(body: string, limits: Settings["limits"], draft: Draft): boolean {
	const before = draft.diagnostics.length;
	let block: Block = { start: 0, markers: 0, lines: 0 };
	let fence = "";
	let offset = 0;
	for (const line of body.split("\n")) {
		const opened = /^[ \t>]*(`{3,}|~{3,})/.exec(line)?.[1];
		if (fence) {
			if (opened?.startsWith(fence)) fence = "";
		} else if (opened) {
			fence = opened;
		} else if (line.trim() === "") {
			block = { start: offset, markers: 0, lines: 0 };
		} else {
			if (block.lines === 0) block.start = offset;
			block.lines += 1;
			checkLine(line, offset, block, limits, draft);
		}
		offset += line.length + 1;
		if (draft.diagnostics.length > before) return false;
	}
	return true;
}

const marker = /\*+|_+|~+|`+|[[\]<&\\]/g;
const containers = /^[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*/;

function checkLine(line: string, offset: number, block: Block, limits: Settings["limits"], draft: Draft): void {
	block.markers += line.match(marker)?.length ?? 0;
	const prefix = containers.exec(line)?.[0] ?? "";
	const depth = (prefix.match(/>|[-+*]|\d+[.)]/g)?.length ?? 0) + Math.floor((/^ */.exec(line)?.[0].length ?? 0) / 2);
	const columns = line.split("|").length - 1;
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
		tooMuch("limit-depth", offset, "depth", limits.depth, depth, "lists and quotes inside each other");
	else if (columns > limits.tableColumns)
		tooMuch("limit-table", offset, "tableColumns", limits.tableColumns, columns, "columns of a table");
	else if (columns > 2 && columns * block.lines > limits.tableCells)
		tooMuch("limit-table", block.start, "tableCells", limits.tableCells, columns * block.lines, "cells of a table");

	function tooMuch(code: string, at: number, name: string, limit: number, found: number, what: string): void {
		report(
			draft,
			code,
			at,
			Math.min(at + 1, draft.source.length),
			`over ${limit} ${what} (${found} so far): the text is not parsed`,
			`divide it, or raise limits.${name} in book/book.yaml`,
		);
	}
}
