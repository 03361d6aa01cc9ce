import type { Diagnostic } from "../model/diagnostic.ts";
import type { Printer, Report } from "../model/report.ts";
import { printable } from "../text/printable.ts";
import { codeFrame } from "./frame.ts";
import { type Paint, paintFor } from "./paint.ts";
import { countsOf } from "./summary.ts";

/** Write a report for people: each problem with the lines it is about, then how many there are. */
export const printText: Printer = (report, { hasColor, most }) => {
	const paint = paintFor(hasColor);
	const { diagnostics, outcome } = report;
	const blocks = diagnostics.slice(0, most).map((one) => blockOf(one, report, paint));
	const hidden = diagnostics.length - blocks.length;
	const ends = [
		...(hidden > 0 ? [`… and ${hidden} more; --all shows them`] : []),
		...(diagnostics.length > 0 ? [paint.strong(countsOf(diagnostics))] : []),
		...(outcome === "" ? [] : [printable(outcome)]),
	];
	return [...blocks, ...(ends.length > 0 ? [ends.join("\n")] : [])].map((block) => `${block}\n`).join("\n");
};

function blockOf(one: Diagnostic, { texts }: Report, paint: Paint): string {
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
	return lines.join("\n");
}

function arrow({ path, span }: Pick<Diagnostic, "path" | "span">, paint: Paint): string {
	return `  ${paint.quiet("-->")} ${printable(path)}:${span.start.line}:${span.start.column}`;
}
