import type { Diagnostic } from "../model/diagnostic.ts";
import type { Printer } from "../model/report.ts";
import { escapeAttribute, escapeHtml } from "../text/escape.ts";
import { byCodeUnit } from "../text/names.ts";
import { printable } from "../text/printable.ts";

/** Write a report as JUnit XML: a suite for each file with problems, and a case for each problem. Infos are passed cases. */
export const printJunit: Printer = ({ diagnostics }) => {
	const byPath = new Map<string, Diagnostic[]>();
	for (const one of diagnostics) byPath.set(one.path, [...(byPath.get(one.path) ?? []), one]);
	const suites = [...byPath].sort(([a], [b]) => byCodeUnit(a, b)).map(([path, found]) => suiteOf(path, found));
	const all = attributes({
		name: "silcrow",
		tests: Math.max(1, diagnostics.length),
		failures: failuresOf(diagnostics),
	});
	// Some readers take a report without any case for a broken one.
	const clean =
		'<testsuite name="book" tests="1" failures="0"><testcase name="no problems" classname="silcrow"/></testsuite>';
	const content = suites.length > 0 ? suites.join("\n") : clean;
	return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${all}>\n${content}\n</testsuites>\n`;
};

function suiteOf(path: string, found: Diagnostic[]): string {
	const cases = found.map((one) => {
		const { line, column } = one.span.start;
		const head = `<testcase ${attributes({ name: `${one.code} at ${line}:${column}`, classname: path })}`;
		if (one.severity === "info") return `${head}/>`;
		const text = [`${path}:${line}:${column}`, one.message, ...one.hints]
			.map((part) => escapeHtml(clean(part)))
			.join("\n");
		return `${head}><failure ${attributes({ type: one.severity, message: one.message })}>${text}</failure></testcase>`;
	});
	const head = attributes({ name: path, tests: found.length, failures: failuresOf(found) });
	return `<testsuite ${head}>\n${cases.join("\n")}\n</testsuite>`;
}

function failuresOf(found: Diagnostic[]): number {
	return found.filter(({ severity }) => severity !== "info").length;
}

function attributes(values: Record<string, string | number>): string {
	return Object.entries(values)
		.map(([name, value]) => `${name}="${escapeAttribute(clean(String(value)))}"`)
		.join(" ");
}

/** XML 1.0 has no place for control characters, not even escaped, nor for noncharacters and lone surrogates. */
function clean(text: string): string {
	return printable(text).replace(/\p{Cs}|[\uFFFE\uFFFF]/gu, "\uFFFD");
}
