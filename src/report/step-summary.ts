import type { Diagnostic } from "../model/diagnostic.ts";
import type { Report } from "../model/report.ts";
import { counted } from "../text/counted.ts";
import { printable } from "../text/printable.ts";
import { mostTelling } from "./most-telling.ts";
import { countsOf } from "./summary.ts";

/** Write the summary of a job on GitHub: how many problems there are, the most telling of them with their places, and what came of it. */
export function stepSummary({ diagnostics, outcome }: Pick<Report, "diagnostics" | "outcome">): string {
	const told = mostTelling(diagnostics, most);
	const lines = told.map(({ one }) => `- ${one.severity} at ${place(one)}: ${asText(one.message)}`);
	const hidden = told.reduce((rest, { same }) => rest - 1 - same.length, diagnostics.length);
	if (hidden > 0) lines.push(`- and ${hidden} more`);
	const list = lines.length > 0 ? `${lines.join("\n")}\n\n` : "";
	const counts = diagnostics.length > 0 ? countsOf(diagnostics) : "no problems";
	return `### Book check: ${counts}\n\n${list}${asText(outcome)}\n`;
}

/** Write what becomes of the record of numbers and addresses, as a reader of the book would say it. */
export function lockSummary(changes: string[], entries: number): string {
	const lines = changes.map((line) => `- ${asText(line)}\n`).join("");
	return changes.length > 0
		? `### What readers will notice\n\n${lines}\n`
		: `### Numbers and addresses\n\nNone is lost: all ${counted(entries, "entry", "entries")} of the record lead where they did.\n`;
}

const most = 10;

function place({ path, span }: Diagnostic): string {
	return `\`${printable(path).replaceAll("`", "'")}:${span.start.line}:${span.start.column}\``;
}

/** Words of a book are neither Markdown nor HTML here. */
function asText(words: string): string {
	return printable(words).replace(/[\\`*_{}[\]<>#|~&@]/g, "\\$&");
}
