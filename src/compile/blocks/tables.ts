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

/** Give a table the roles and labels with which a narrow screen can stack its rows without losing what the cells mean. */
export function labelTable(table: Table): void {
	const [head] = table.children;
	const labels = head?.children.map((cell) => textOf(cell).trim()) ?? [];
	const isStacked = labels.length <= mostStacked;
	table.data = {
		hProperties: { ...table.data?.hProperties, role: "table", className: [isStacked ? "stacked" : "wide"] },
	};
	for (const row of table.children) {
		row.data = { hProperties: { role: "row" } };
		for (const [column, cell] of row.children.entries()) {
			const label = labels[column];
			// An empty corner is the heading of nothing.
			if (row === head && label === "") cell.data = { hProperties: { role: "cell" }, hName: "td" };
			else if (row === head) cell.data = { hProperties: { role: "columnheader" } };
			else if (isStacked && label) cell.data = { hProperties: { role: "cell", dataL: label } };
			else cell.data = { hProperties: { role: "cell" } };
		}
	}
}
