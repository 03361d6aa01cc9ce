import type { Table, TableCell, TableRow } from "mdast";
import { phrasingHtml } from "./phrasing.ts";
import { attributesHtml, type Writing } from "./writing.ts";

/** Write a table in a box that scrolls by itself. */
export function tableHtml(table: Table, writing: Writing): string {
	const { ariaLabel = "Table", ...properties } = (table.data?.hProperties ?? {}) as Record<string, unknown>;
	const box = attributesHtml({ ariaLabel }, writing);
	const attributes = attributesHtml(properties, writing);
	const rows = rowsHtml(table, writing);
	return `<div class="table" tabindex="0" role="group"${box}><table${attributes}>${rows}</table></div>`;
}

function rowsHtml(table: Table, writing: Writing): string {
	const [head, ...body] = table.children.map((row, index) =>
		rowHtml(row, index === 0 ? "th" : "td", table.align, writing),
	);
	if (head === undefined) return "";
	return `\n<thead>\n${head}\n</thead>\n${body.length > 0 ? `<tbody>\n${body.join("\n")}\n</tbody>\n` : ""}`;
}

function rowHtml(row: TableRow, tag: string, align: Table["align"], writing: Writing): string {
	const length = align ? align.length : row.children.length;
	let html = "";
	for (let index = 0; index < length; index += 1)
		html += `${cellHtml(row.children[index], tag, align?.[index], writing)}\n`;
	return `<tr${attributesHtml(row.data?.hProperties ?? {}, writing)}>\n${html}</tr>`;
}

/** The attribute that Markdown's tables align cells by is no longer part of HTML. */
function cellHtml(
	cell: TableCell | undefined,
	tag: string,
	align: "left" | "right" | "center" | null | undefined,
	writing: Writing,
): string {
	const attributes = attributesHtml(cell?.data?.hProperties ?? {}, writing);
	const name = cell?.data?.hName ?? tag;
	const to = align ? ` class="to-${align}"` : "";
	return `<${name}${attributes}${to}>${phrasingHtml(cell?.children ?? [], writing)}</${name}>`;
}
