import * as z from "zod";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import type { EntryFacts } from "../model/unit.ts";
import { checkYaml } from "./check-yaml.ts";
import { day } from "./day.ts";
import { readYaml } from "./read-yaml.ts";

const text = z.string();

/** What the ```` ```yaml entry ```` block below the heading of a runbook entry may say. */
export const entrySchema = z
	.strictObject({
		takes: text.optional().describe("How long it takes: 15 min."),
		severity: text.optional().describe("How urgent it is: page, ticket …"),
		owner: text.optional().describe("Who answers for the entry."),
		alerts: z.array(text).optional().describe("Names of the alerts that lead here."),
		verified: z
			.union([day, z.literal("no")])
			.optional()
			.describe("When somebody last followed the steps; no where nobody has."),
		proof: text.optional().describe("What was run to verify it, and what was not."),
	})
	.describe("Facts of an entry of a runbook that is built with Silcrow.");

/** Read the facts of an entry, and where its alerts are named: `text` is the block, `offset` where it begins in the file `source`. */
export function readEntryFacts(
	text: string,
	offset: number,
	source: string,
	path: string,
): { facts: EntryFacts; alerts: { name: string; span: Span }[]; diagnostics: Diagnostic[] } {
	const read = readYaml({ source, from: offset, to: offset + text.length, path, code: "unreadable-entry" });
	const checked = checkYaml(read, entrySchema, { path, code: "unreadable-entry" });
	const facts = (checked.value ?? {}) as EntryFacts;
	return {
		facts,
		alerts: (facts.alerts ?? []).map((name, index) => ({ name, span: read.placeOf(["alerts", index]) })),
		diagnostics: [...read.diagnostics, ...checked.diagnostics],
	};
}
