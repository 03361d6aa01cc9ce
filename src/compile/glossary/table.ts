import type { Paragraph, RootContent, Table, TableCell, TableRow } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { FoundEntry } from "./entry.ts";
import { anchorsIn } from "./lead.ts";
import type { FoundBlocks } from "./lists.ts";

/** What the heading of a column says its cells hold. */
type Column = "term" | "alias" | "status" | "since" | "group" | "chapter" | "text";

const columnNames: [Column, RegExp][] = [
	["chapter", /^(?:chapters?|where|sections?|used in|in chapter)$/i],
	["status", /^(?:status|state)$/i],
	["since", /^(?:since|date)$/i],
	["group", /^(?:group|category|area|topic|domain)$/i],
	[
		"alias",
		/^(?:alias(?:es)?|also(?: known as)?|a\.?k\.?a\.?|synonyms?|abbreviations?|abbr\.?|acronyms?|short(?: form)?)$/i,
	],
	["term", /^(?:(?:the )?terms?|names?|words?|concepts?|phrases?|entry|expression|keyword|jargon)\b/i],
];

/** Read a table whose rows are entries: the first column is the term, or the one whose heading says so. Undefined for another table. */
export function readTable(table: Table, isWithinEntry: boolean): FoundBlocks | undefined {
	const [head, ...rows] = table.children;
	const titles = head?.children.map((cell) => textOf(cell).trim()) ?? [];
	const columns = columnsOf(titles);
	if (!columns || (isWithinEntry && !/^terms?\b/i.test(titles[columns.indexOf("term")] ?? ""))) return undefined;
	const term = columns.indexOf("term");
	if (!hasTerms(rows, term)) return undefined;
	const found: FoundBlocks = { entries: [], rest: [], unreadable: [] };
	for (const row of rows) addRow(row, columns, titles, found);
	return found.entries.length > 0 ? found : undefined;
}

/** A table without headings is no table of terms. */
function columnsOf(titles: string[]): Column[] | undefined {
	if (titles.length < 2 || titles.every((title) => title === "")) return undefined;
	const columns = titles.map((title): Column => columnNames.find(([, pattern]) => pattern.test(title))?.[0] ?? "text");
	const named = columns.indexOf("term");
	const term = named === -1 ? 0 : named;
	return columns.map((column, index) => (index === term ? "term" : column === "term" ? "text" : column));
}

/** Names are short, and hardly a row is without one. */
function hasTerms(rows: TableRow[], term: number): boolean {
	const names = rows.map((row) => textOf(row.children[term] ?? row).trim());
	const short = names.filter((name) => name !== "" && name.length <= 80);
	return rows.length > 0 && short.length / rows.length >= 0.6;
}

function addRow(row: TableRow, columns: Column[], titles: string[], found: FoundBlocks): void {
	const nameCell = row.children[columns.indexOf("term")];
	const name = nameCell ? textOf(nameCell, { includeHtml: false }).replace(/\s+/g, " ").trim() : "";
	const others = row.children.filter((cell, index) => index < columns.length && cell !== nameCell && hasText(cell));
	// A row of a single letter parts the table and is no term.
	if (others.length === 0 && (name.length <= 1 || row.children.length < 2)) return;
	if (!nameCell || name === "") {
		addNameless(row, others, found);
		return;
	}
	const entry = entryOfCell(nameCell, name);
	for (const [index, cell] of row.children.entries()) {
		const column = columns[index];
		if (column && cell !== nameCell && hasText(cell)) addCell(cell, column, titles[index] ?? "", entry);
	}
	found.entries.push(entry);
}

function hasText(cell: TableCell): boolean {
	return cell.children.some((node) => node.type !== "text" || node.value.trim() !== "");
}

function entryOfCell(cell: TableCell, name: string): FoundEntry {
	const shown = cell.children.filter((node) => node.type !== "html");
	return {
		written: [name],
		isCode: shown.length === 1 && shown[0]?.type === "inlineCode",
		from: shown[0]?.position?.start.offset ?? cell.position?.start.offset ?? 0,
		to: shown.at(-1)?.position?.end.offset ?? cell.position?.end.offset ?? 0,
		content: [],
		anchors: cell.children.flatMap((node) => anchorsIn(node)),
	};
}

function addCell(cell: TableCell, column: Column, title: string, entry: FoundEntry): void {
	const text = textOf(cell).replace(/\s+/g, " ").trim();
	if (column === "status" && !/^[-–—]$/.test(text)) entry.status = [text, entry.status].filter(Boolean).join("; ");
	else if (column === "since" && /^\d{4}/.test(text))
		entry.status = [entry.status, `since ${text}`].filter(Boolean).join(", ");
	else if (column === "group") entry.group = text;
	else if (column === "alias")
		entry.written.push(
			...text
				.split(/,|;/)
				.map((one) => one.trim())
				.filter(isAlias),
		);
	else if (column === "chapter") entry.content.push(chapterCell(cell));
	else if (column === "text") entry.content.push(cellParagraph(cell, title));
}

function isAlias(text: string): boolean {
	return text !== "" && !/^(?:[-–—]|n\/a|none)$/i.test(text);
}

function cellParagraph(cell: TableCell, title: string): Paragraph {
	const data = title === "" ? {} : { data: { hProperties: { dataL: title } } };
	return { type: "paragraph", children: cell.children, ...data, ...(cell.position ? { position: cell.position } : {}) };
}

declare module "mdast" {
	interface ParagraphData {
		/** Numbers alone, in a column whose heading says that they are chapters. */
		areChapters?: true;
	}
}

/** Numbers alone in a column of chapters are chapters; `prose.ts` reads them so. */
function chapterCell(cell: TableCell): RootContent {
	const isBare = /^\s*\d{1,5}(?:\s*(?:,|;|and|&|–|-|\/)\s*\d{1,5})*\s*$/.test(textOf(cell));
	const paragraph = cellParagraph(cell, "");
	return isBare ? { ...paragraph, data: { areChapters: true } } : paragraph;
}

function addNameless(row: TableRow, cells: TableCell[], found: FoundBlocks): void {
	const content = cells.map((cell) => cellParagraph(cell, ""));
	const previous = found.entries.at(-1);
	if (previous) previous.content.push(...content);
	else found.rest.push(...content);
	found.unreadable.push({
		from: row.position?.start.offset ?? 0,
		to: row.position?.end.offset ?? 0,
		message: "this row of the glossary has no term in it",
		hint: previous ? "it is shown with the row above; write the term in its column" : "write the term in its column",
	});
}
