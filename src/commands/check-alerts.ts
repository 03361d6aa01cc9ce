import { checkAlerts, type FactPlace } from "../alerts/check-alerts.ts";
import { readAlerts } from "../alerts/read-alerts.ts";
import type { Book } from "../model/book.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Discovered } from "../model/discovered.ts";
import { judge } from "../rules/verdict.ts";
import { lineStarts, spanOf } from "../text/lines.ts";
import { readRuleFiles } from "../world/rule-files.ts";

/** What came of holding rule files against the runbook. */
export interface AlertsChecked {
	diagnostics: Diagnostic[];
	/** By path, for the lines that a report quotes. */
	texts: Map<string, string>;
	alerts: number;
	files: number;
}

/** Read the rule files that patterns describe, seen from a folder, and hold their alerts against the runbook of a book. */
export async function checkAlertFiles(
	patterns: string[],
	folder: string,
	found: Discovered,
	book: Book,
): Promise<AlertsChecked> {
	const files = await readRuleFiles(patterns, folder);
	const read = files.map(readAlerts);
	const alerts = read.flatMap((one) => one.alerts);
	const faults = read.flatMap((one) => one.diagnostics);
	const diagnostics = judge([...faults, ...checkAlerts(alerts, book, placesIn(found, book))], new Map(), book.settings);
	return {
		diagnostics,
		texts: new Map(files.map(({ path, text }) => [path, text])),
		alerts: alerts.length,
		files: files.length,
	};
}

/** The name of an alert below the heading of the entry. */
function placesIn({ sources }: Discovered, { runbook }: Book): FactPlace {
	const path = runbook?.outline.path ?? "";
	const text = sources.find((source) => source.path === path)?.text ?? "";
	const lines = lineStarts(text);
	return (entry, alert) => {
		const heading = new RegExp(`^#+[ \\t]*§[ \\t]?${entry}(?!\\d)`, "m").exec(text)?.index ?? 0;
		const at = text.indexOf(alert, heading);
		const [from, to] = at === -1 ? [heading, heading] : [at, at + alert.length];
		return { path, span: spanOf(lines, from, to) };
	};
}
