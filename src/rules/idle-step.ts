import { diagnostic } from "../model/codes.ts";
import { entriesOf } from "./entries-of.ts";
import type { Rule } from "./rule.ts";

/** A step is something to do: a command, or words that say what. */
export const idleStep: Rule = (input) =>
	entriesOf(input).flatMap(({ entry, unit, label }) =>
		entry.steps
			.filter((step) => !step.isAction)
			.map((step) =>
				diagnostic(
					"idle-step",
					unit.path,
					step.span,
					`step ${step.number} of ${label} has neither a command nor an instruction`,
					["say what the reader does, in a sentence or as a block of commands"],
				),
			),
	);
