import type { Severity } from "./diagnostic.ts";
/** STUB of the maintainer: replace me. Give the severity of a code. */
export function severityOf(code: string): Severity {
	if (
		[
			"malformed-reference",
			"section-gap",
			"superseded-reference",
			"term-not-used",
			"deprecated-term",
			"html-dropped",
			"unreadable-entry",
			"heading-level",
			"highlight-limit",
			"suppression-without-reason",
			"unused-suppression",
		].includes(code)
	)
		return "warning";
	return code === "dotted-number" ? "info" : "error";
}
