import type { Code, Root } from "mdast";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Diagnostic } from "../../src/model/diagnostic.ts";

/** A file of a small book, as a block of a file in `docs/diagnostics/` gives it. */
export interface Block {
	path: string;
	/** Where the file was in the example, if mending gives it another name. */
	was?: string;
	/** Without the lines that mark faults. */
	text: string;
	/** The lines of the block between its fences: the first, counted from 0, and the one behind the last. */
	lines: [number, number];
}

/** A small book with faults, or a mended one. */
export interface Example {
	isMended: boolean;
	blocks: Block[];
	/** The book as paths and texts; what a mended one does not name is as it was. */
	files: Record<string, string>;
}

/** What a file in `docs/diagnostics/` holds. */
export interface DiagnosticFile {
	headings: string[];
	examples: Example[];
	/** The test that shows the fault where no block can hold it. */
	shownBy?: string;
}

/** A line of signs below a faulty line: `^^^` below the fault, `‸` in front of which nothing is, and `^^^…` and `…^^^` where a fault begins and ends on different lines. */
const mark = /^\s*(?:\^+…?|…\^*|‸)(?: .*)?$/;
const hint = /^\s+hint: /;

/** Read a file in `docs/diagnostics/`. */
export function readDiagnosticFile(markdown: string): DiagnosticFile {
	const tree: Root = unified().use(remarkParse).parse(markdown);
	const headings: string[] = [];
	const examples: Example[] = [];
	for (const node of tree.children) {
		if (node.type === "heading") {
			const { start, end } = node.position as { start: { offset: number }; end: { offset: number } };
			const heading = markdown.slice(start.offset, end.offset);
			headings.push(heading);
			if (/^## (?:Example|Mended)/.test(heading))
				examples.push({ isMended: heading.startsWith("## Mended"), blocks: [], files: {} });
		}
		const block = node.type === "code" ? readBlock(node) : undefined;
		if (block) examples.at(-1)?.blocks.push(block);
	}
	for (const [index, example] of examples.entries())
		example.files = { ...(example.isMended ? examples[index - 1]?.files : {}), ...filesOf(example) };
	for (const { blocks, files } of examples) for (const { was } of blocks) if (was !== undefined) delete files[was];
	const shownBy = /^Shown by `(test\/[\w/-]+\.test\.ts)`/m.exec(markdown)?.[1];
	return {
		headings,
		examples: examples.filter(({ blocks }) => blocks.length > 0),
		...(shownBy === undefined ? {} : { shownBy }),
	};
}

/** Write the file with every fault of an example marked below its line, the hints below that. */
export function markFaults(markdown: string, found: Map<Example, Diagnostic[]>): string {
	const lines = markdown.split("\n");
	const marked = [...found].flatMap(([{ blocks }, diagnostics]) =>
		blocks.map((block) => ({ block, faults: diagnostics.filter(({ path }) => path === block.path) })),
	);
	for (const { block, faults } of marked.reverse()) {
		const [from, to] = block.lines;
		lines.splice(from, to - from, ...drawMarks(block.text.split("\n").slice(0, -1), faults));
	}
	return lines.join("\n");
}

function readBlock({ meta, value, position }: Code): Block | undefined {
	const path = /\bfile=(\S+)/.exec(meta ?? "")?.[1];
	if (path === undefined || !position) return undefined;
	const was = /\bwas=(\S+)/.exec(meta ?? "")?.[1];
	return {
		path,
		...(was === undefined ? {} : { was }),
		text: `${withoutMarks(value.split("\n")).join("\n")}\n`,
		lines: [position.start.line, position.end.line - 1],
	};
}

function withoutMarks(lines: string[]): string[] {
	const kept: string[] = [];
	let isBelowMark = false;
	for (const line of lines) {
		isBelowMark = mark.test(line) || (isBelowMark && hint.test(line));
		if (!isBelowMark) kept.push(line);
	}
	return kept;
}

function filesOf({ blocks }: Example): Record<string, string> {
	return Object.fromEntries(blocks.map(({ path, text }) => [path, text]));
}

function drawMarks(lines: string[], faults: Diagnostic[]): string[] {
	const below = new Map<number, string[]>();
	const add = (line: number, ...marks: string[]) => below.set(line, [...(below.get(line) ?? []), ...marks]);
	for (const { span, message, hints } of faults) {
		const { start, end } = span;
		if (end.line > lines.length) throw new Error(`line ${end.line} cannot be marked: the block ends before`);
		const indent = " ".repeat(start.column - 1);
		const more = (space: string) => hints.map((one) => `${space} hint: ${one}`);
		if (start.line === end.line) {
			const signs = start.column === end.column ? "‸" : "^".repeat(end.column - start.column);
			add(start.line, `${indent}${signs} ${message}`, ...more(indent));
		} else {
			const rest = Math.max((lines[start.line - 1]?.length ?? 0) - start.column, 0);
			add(start.line, `${indent}${"^".repeat(Math.max(rest, 1))}…`);
			add(end.line, `…${"^".repeat(Math.max(end.column - 2, 0))} ${message}`, ...more(""));
		}
	}
	return lines.flatMap((line, index) => [line, ...(below.get(index + 1) ?? [])]);
}
