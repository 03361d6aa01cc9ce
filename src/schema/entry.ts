import type { Diagnostic, Span } from "../model/diagnostic.ts";
import type { EntryFacts } from "../model/unit.ts";
import { checkYaml } from "./check-yaml.ts";
import { readYaml } from "./read-yaml.ts";
import { entrySchema } from "./shapes/entry.ts";
import { areTexts, isDay, isText, usual } from "./usual.ts";

/** Read the facts of an entry, and where its alerts are named: `text` is the block, `offset` where it begins in the file `source`. */
export function readEntryFacts(
	text: string,
	offset: number,
	source: string,
	path: string,
): { facts: EntryFacts; alerts: { name: string; span: Span }[]; diagnostics: Diagnostic[] } {
	const read = readYaml({ source, from: offset, to: offset + text.length, path, code: "unreadable-entry" });
	const known = read.diagnostics.length > 0 ? undefined : usual<EntryFacts>(read.value, usualKinds);
	const checked = known
		? { value: known, diagnostics: [] }
		: checkYaml(read, entrySchema, { path, code: "unreadable-entry" });
	const facts = (checked.value ?? {}) as EntryFacts;
	return {
		facts,
		alerts: (facts.alerts ?? []).map((name, index) => ({ name, span: read.placeOf(["alerts", index]) })),
		diagnostics: [...read.diagnostics, ...checked.diagnostics],
	};
}

/** In the order of the schema. */
const usualKinds = {
	takes: isText,
	severity: isText,
	owner: isText,
	alerts: areTexts,
	verified: (value: unknown) => value === "no" || isDay(value),
	proof: isText,
};
