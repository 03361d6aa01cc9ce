import type { Book, BookSymbol, Section } from "../../model/book.ts";
import type { Entry, EntryPart, PlainBlock } from "../../model/entry.ts";
import type { FrontMatter } from "../../model/unit.ts";
import { widthOf } from "../../text/width.ts";
import { absoluteUrl } from "../absolute-url.ts";
import { addressText } from "../address.ts";
import type { Frame } from "../frame.ts";
import { entryAddress } from "../frame.ts";
import { textAddress } from "./written.ts";

/** The columns of a terminal that nobody has made wider. */
const columns = 80;

/** Write an entry for a terminal: `curl …/runbook/26.txt`. Commands begin at the first column, so that they are copied as they are; what is only read stands behind a bar. */
export function renderEntryText(number: number, section: Section, entry: Entry, book: Book, frame: Frame): string {
	const { heading, symbol } = section;
	const address = entryAddress(number);
	const { takes, severity, alerts = [], proof } = heading.facts ?? {};
	const frontMatter: FrontMatter = book.runbook?.outline.frontMatter ?? {};
	const verified = heading.facts?.verified ?? frontMatter.verified ?? "no";
	const facts: [string, string | undefined][] = [
		["Address", absoluteUrl(address, frame) ?? address],
		["Verified", verified === "no" ? "never" : verified],
		["Takes", takes],
		["Severity", severity],
		["Owner", heading.facts?.owner ?? frontMatter.owner],
		["Alerts", alerts.join(", ") || undefined],
	];
	const successor = symbol.successor === undefined ? undefined : book.symbols.get(symbol.successor);
	const title = wrapped(`§${number} ${heading.title}`, "", "   ");
	return `${[
		...title,
		"=".repeat(Math.max(...title.map(widthOf))),
		"",
		...facts.flatMap(([name, value]) =>
			value === undefined ? [] : wrapped(value, `${name}:`.padEnd(10), " ".repeat(10)),
		),
		...(successor
			? [
					"",
					...wrapped(`SUPERSEDED. Use ${successor.label} ${successor.title} instead: ${addressOf(successor)}`, "", ""),
				]
			: []),
		...entry.parts.flatMap(partLines),
		...(proof ? ["", "HOW IT WAS VERIFIED", "", ...wrapped(proof, "", "")] : []),
	]
		.map((line) => line.trimEnd())
		.join("\n")}\n`;
}

/** Whoever reads one entry in a terminal reads the next one there. */
function addressOf({ key, kind, address }: BookSymbol): string {
	return kind === "entry" ? textAddress(entryAddress(Number(key.split("§")[1]))) : addressText(address);
}

function partLines({ title, blocks }: EntryPart): string[] {
	const head = title ? ["", title.toUpperCase()] : [];
	return [
		...head,
		...blocks.flatMap((block, index) => ["", ...blockLines(block)].slice(isTight(blocks, index) ? 1 : 0)),
	];
}

/** Items of a list stand on lines that follow each other. */
function isTight(blocks: PlainBlock[], index: number): boolean {
	const [before, block] = [blocks[index - 1], blocks[index]];
	return before?.kind === "text" && block?.kind === "text" && !!before.marker && !!block.marker;
}

function blockLines(block: PlainBlock): string[] {
	if (block.kind === "heading") return [block.text, "-".repeat(Math.min(columns, widthOf(block.text)))];
	const before = " ".repeat(block.indent);
	if (block.kind === "command")
		return [...(block.isDestructive ? [`${before}DESTRUCTIVE:`, ""] : []), ...block.code.split("\n")];
	if (block.kind === "code") return block.code.split("\n").map((line) => `${before}| ${line}`);
	if (block.kind === "table") return tableLines(block.rows, before);
	return wrapped(block.text, before + block.marker, before + " ".repeat(block.marker.length));
}

/** A table that is too wide for a terminal becomes a list, in which each cell has the name of its column. */
function tableLines(rows: string[][], before: string): string[] {
	const [head = [], ...body] = rows;
	const widths = head.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
	const total = before.length + widths.reduce((sum, width) => sum + width + 2, 0);
	if (total <= columns + 2) {
		const line = (row: string[]) => before + row.map((cell, column) => padded(cell, widths[column] ?? 0)).join("  ");
		return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)];
	}
	return body.flatMap((row) => {
		const cells = row.map((cell, column) => [head[column], cell].filter(Boolean).join(": "));
		return cells.flatMap((cell, index) => wrapped(cell, before + (index === 0 ? "- " : "  "), `${before}  `));
	});
}

function padded(cell: string, width: number): string {
	return cell + " ".repeat(Math.max(0, width - widthOf(cell)));
}

/** Break words into lines; a word that is longer than a line, such as an address, is never broken. */
function wrapped(text: string, first: string, rest: string): string[] {
	const lines: string[] = [];
	let line = first;
	let isEmpty = true;
	for (const word of text.split(/\s+/).filter(Boolean)) {
		if (!isEmpty && widthOf(line) + 1 + widthOf(word) > columns) {
			lines.push(line);
			line = rest;
			isEmpty = true;
		}
		line += isEmpty ? word : ` ${word}`;
		isEmpty = false;
	}
	return [...lines, line];
}
