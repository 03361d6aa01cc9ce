import * as z from "zod";
import { day } from "./day.ts";

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
