import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import type { Printer } from "../model/report.ts";
import { printable } from "../text/printable.ts";
import { countsOf } from "./summary.ts";

/**
 * Write a report as workflow commands of GitHub Actions, which become annotations at their lines. GitHub shows ten of
 * each kind, so the first ten are chosen here and the rest is counted.
 */
export const printGithub: Printer = ({ diagnostics, outcome }) => {
	const kinds: Severity[] = ["error", "warning", "info"];
	const chosen = kinds.flatMap((kind) => diagnostics.filter(({ severity }) => severity === kind).slice(0, mostOfEach));
	const lines = chosen.map(command);
	const hidden = diagnostics.length - chosen.length;
	if (hidden > 0) lines.push(`${hidden} more are in the report of silcrow check.`);
	if (diagnostics.length > 0) lines.push(countsOf(diagnostics));
	if (outcome !== "") lines.push(harmless(outcome));
	return lines.map((line) => `${line}\n`).join("");
};

const mostOfEach = 10;

const commands: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

function command({ severity, path, span, code, message, hints }: Diagnostic): string {
	const place = [
		`file=${property(path)}`,
		`line=${span.start.line}`,
		`endLine=${span.end.line}`,
		// A column means something only where a span stays in its line.
		...(span.start.line === span.end.line ? [`col=${span.start.column}`, `endColumn=${span.end.column}`] : []),
		`title=${property(code)}`,
	];
	const text = [message, ...hints].map(harmless).join("\n");
	return `::${commands[severity]} ${place.join(",")}::${data(text)}`;
}

/** The runner reads commands anywhere in a line, so text from files must not hold any. */
function harmless(text: string): string {
	return printable(text).replaceAll("##[", "## [").replaceAll("::", ": :");
}

function data(text: string): string {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
	return data(printable(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
