import type { Table, TableCell, TableRow } from "mdast";
import { attributesHtml, phrasingHtml } from "./phrasing.ts";

/**
 * Write the rows of a table as HTML, the same as `mdast-util-to-hast` and `hast-util-to-html` make of them. Undefined
 * where a cell holds what `phrasing.ts` leaves to those two.
 */
export function tableRowsHtml(table: Table): string | undefined {
	const rows: string[] = [];
	for (const [index, row] of table.children.entries()) {
		const html = rowHtml(row, index === 0 ? "th" : "td", table.align);
		if (html === undefined) return undefined;
		rows.push(html);
	}
	const [head, ...body] = rows;
	if (head === undefined) return undefined;
	return `\n<thead>\n${head}\n</thead>\n${body.length > 0 ? `<tbody>\n${body.join("\n")}\n</tbody>\n` : ""}`;
}

function rowHtml(row: TableRow, tag: string, align: Table["align"]): string | undefined {
	const length = align ? align.length : row.children.length;
	let html = "";
	for (let index = 0; index < length; index += 1) {
		const cell = cellHtml(row.children[index], tag, align?.[index]);
		if (cell === undefined) return undefined;
		html += `${cell}\n`;
	}
	const attributes = attributesOf(row);
	return attributes && `<tr${attributesHtml(attributes)}>\n${html}</tr>`;
}

/** The attribute that Markdown's tables align cells by is no longer part of HTML. */
function cellHtml(
	cell: TableCell | undefined,
	tag: string,
	align: "left" | "right" | "center" | null | undefined,
): string | undefined {
	const attributes = attributesOf(cell);
	const content = phrasingHtml(cell?.children ?? []);
	if (!attributes || content === undefined) return undefined;
	if (align) attributes["class"] = `to-${align}`;
	const name = cell?.data?.hName ?? tag;
	return `<${name}${attributesHtml(attributes)}>${content}</${name}>`;
}

const names = new Map([
	["role", "role"],
	["dataL", "data-l"],
]);

/** The attributes that `tables.ts` gave a row or a cell; undefined where another did. */
function attributesOf(node: TableRow | TableCell | undefined): Record<string, unknown> | undefined {
	const attributes: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(node?.data?.hProperties ?? {})) {
		const name = names.get(key);
		if (!name) return undefined;
		attributes[name] = value;
	}
	return node?.data && "hChildren" in node.data ? undefined : attributes;
}
