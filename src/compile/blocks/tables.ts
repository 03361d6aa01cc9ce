import type { Table } from "mdast";
import { type Draft, report } from "../draft.ts";
import { textOf } from "../prose/text-of.ts";

/** Above this number of columns a table scrolls on a phone; up to it, rows are stacked and each cell carries its column's name. */
const mostStacked = 5;

/** Report the cells that a row has over the columns of its table, for nobody will see them. */
export function reportExtraCells(table: Table, draft: Draft): void {
	const columns = table.children[0]?.children.length ?? 0;
	for (const row of table.children) {
		const first = row.children[columns];
		if (!first) continue;
		report(
			draft,
			"table-cells",
			first.position?.start.offset ?? 0,
			row.children.at(-1)?.position?.end.offset ?? 0,
			`this row has ${row.children.length} cells, and the table ${columns} columns: the rest is not shown`,
			"write \\| for a bar that parts no cells, in code too",
		);
	}
}

/** A number as people write it, perhaps with a sign before it and a unit behind. */
const number = /^[+−-]?\d{1,3}(?:\d*|(?:[ \u202f,.]\d{3})+)(?:[.,]\d+)? ?(?:%|[\p{L}µ°]{1,3})?$/u;

/** Say whether a column has nothing but numbers, and dashes where there is none. The first column names its rows. */
function isOfNumbers(column: number, { children: [, ...rows] }: Table): boolean {
	const texts = rows.map(({ children }) => (children[column] ? textOf(children[column]).trim() : ""));
	return (
		column > 0 &&
		texts.some((text) => number.test(text)) &&
		texts.every((text) => /^[-–—]?$/.test(text) || number.test(text))
	);
}

/**
 * Give a table what a narrow screen stacks its rows by without losing what the cells mean: the roles that their new shape
 * would take from them, and the name of its column for each cell behind the first, which is the heading of its row. Where
 * the corner is empty, the first column names the rows on every screen.
 */
export function labelTable(table: Table): void {
	const [head] = table.children;
	const labels = head?.children.map((cell) => textOf(cell).trim()) ?? [];
	const isStacked = labels.length <= mostStacked;
	table.align = labels.map((_, column) => table.align?.[column] ?? (isOfNumbers(column, table) ? "right" : null));
	const role = (name: string) => (isStacked ? { role: name } : {});
	table.data = {
		hProperties: { ...table.data?.hProperties, ...role("table"), className: [isStacked ? "stacked" : "wide"] },
	};
	for (const row of table.children) {
		row.data = { hProperties: role("row") };
		for (const [column, cell] of row.children.entries()) {
			const label = labels[column];
			// An empty corner is the heading of nothing.
			if (row === head && label === "") cell.data = { hProperties: role("cell"), hName: "td" };
			else if (row === head) cell.data = { hProperties: role("columnheader") };
			else if (column === 0 && label === "")
				cell.data = { hProperties: { ...role("rowheader"), scope: "row" }, hName: "th" };
			else if (column === 0 || !isStacked || !label) cell.data = { hProperties: role("cell") };
			else cell.data = { hProperties: { role: "cell", dataL: label } };
		}
	}
}
