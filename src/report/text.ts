import type { Diagnostic } from "../model/diagnostic.ts";
import type { Printer, Report } from "../model/report.ts";
import { printable } from "../text/printable.ts";
import { codeFrame } from "./frame.ts";
import { mostTelling, type Told } from "./most-telling.ts";
import { type Paint, paintFor } from "./paint.ts";
import { countsOf } from "./summary.ts";

/** Write a report for people: each problem with the lines it is about, and in the last line the sum of them and what came of it. */
export const printText: Printer = (report, { hasColor, most }) => {
	const paint = paintFor(hasColor);
	const { diagnostics, outcome } = report;
	const told = mostTelling(diagnostics, most);
	const blocks = told.map((each) => blockOf(each, report, paint));
	const hidden = told.reduce((rest, { same }) => rest - 1 - same.length, diagnostics.length);
	const sum = [
		...(diagnostics.length > 0 ? [paint.strong(`${countsOf(diagnostics)}.`)] : []),
		...(outcome === "" ? [] : [printable(outcome)]),
	];
	const ends = [
		...(hidden > 0 ? [`… and ${hidden} more; --all shows them`] : []),
		...(sum.length > 0 ? [sum.join(" ")] : []),
	];
	return [...blocks, ...(ends.length > 0 ? [ends.join("\n")] : [])].map((block) => `${block}\n`).join("\n");
};

function blockOf({ one, same }: Told, { texts }: Report, paint: Paint): string {
	const sign = (text: string) => paint.severity(one.severity, text);
	const lines = [
		`${sign(`${one.severity}[${one.code}]`)}${paint.strong(`: ${printable(one.message)}`)}`,
		arrow(one, paint),
		...codeFrame(texts.get(one.path), one.span, sign, paint),
		...one.hints.map((hint) => `   ${paint.quiet("=")} help: ${printable(hint)}`),
	];
	for (const related of one.related) {
		lines.push(`   ${paint.quiet("=")} note: ${printable(related.message)}`);
		lines.push(arrow(related, paint), ...codeFrame(texts.get(related.path), related.span, paint.quiet, paint));
	}
	if (same.length > 0) lines.push(`   ${paint.quiet("=")} note: the same stands ${placesOf(same)}`);
	return lines.join("\n");
}

function placesOf(same: Diagnostic[]): string {
	const lines = [...new Set(same.map(({ span }) => span.start.line))];
	const named = lines.slice(0, 10).join(", ");
	const rest = lines.length > 10 ? ` and ${lines.length - 10} more` : "";
	return `in line${lines.length > 1 ? "s" : ""} ${named}${rest} of this file`;
}

function arrow({ path, span }: Pick<Diagnostic, "path" | "span">, paint: Paint): string {
	return `  ${paint.quiet("-->")} ${printable(path)}:${span.start.line}:${span.start.column}`;
}
