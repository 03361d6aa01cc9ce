import { codes } from "../model/codes.ts";
import type { Diagnostic, Severity, Span } from "../model/diagnostic.ts";
import type { Printer, Report } from "../model/report.ts";
import { byCodeUnit } from "../text/names.ts";
import { escapedJson } from "./escaped-json.ts";

/** Write a report as SARIF 2.1.0, which code scanning services read. Columns count UTF-16 code units, as everywhere in Silcrow. */
export const printSarif: Printer = (report) => {
	const used = [...new Set(report.diagnostics.map(({ code }) => code))].sort(byCodeUnit);
	const seen = new Map<string, number>();
	const run = {
		tool: {
			driver: {
				name: "Silcrow",
				version: report.version,
				rules: used.map((code) => ({
					id: code,
					shortDescription: { text: codes[code]?.summary ?? code },
					defaultConfiguration: { level: levels[codes[code]?.severity ?? "error"] },
				})),
			},
		},
		columnKind: "utf16CodeUnits",
		originalUriBaseIds: {
			ROOT: { description: { text: "The folder in which silcrow was called, or that of a book elsewhere." } },
		},
		results: report.diagnostics.map((one) => resultOf(one, used, report, seen)),
	};
	const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
	return `${escapedJson(log)}\n`;
};

const levels: Record<Severity, string> = { error: "error", warning: "warning", info: "note" };

function resultOf(one: Diagnostic, used: string[], { texts }: Report, seen: Map<string, number>): object {
	// The words instead of the line: a problem stays the same one while the text above it grows.
	const words = texts.get(one.path)?.slice(one.span.start.offset, one.span.end.offset).slice(0, 200) ?? "";
	const print = `${one.code}:${one.path}:${words}`;
	const count = seen.get(print) ?? 0;
	seen.set(print, count + 1);
	return {
		ruleId: one.code,
		ruleIndex: used.indexOf(one.code),
		level: levels[one.severity],
		message: {
			text: [
				`${one.message}.`,
				...one.hints.map((hint) => (hint.endsWith("?") ? `Help: ${hint}` : `Help: ${hint}.`)),
			].join(" "),
		},
		locations: [{ physicalLocation: locationOf(one.path, one.span) }],
		...(one.related.length > 0
			? {
					relatedLocations: one.related.map((related, index) => ({
						id: index + 1,
						message: { text: related.message },
						physicalLocation: locationOf(related.path, related.span),
					})),
				}
			: {}),
		partialFingerprints: { "silcrow/v1": `${print}:${count}` },
	};
}

function locationOf(path: string, { start, end }: Span): object {
	return {
		artifactLocation: { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "ROOT" },
		region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
	};
}
