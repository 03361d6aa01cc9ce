import { diagnostic } from "../model/codes.ts";
import { entriesOf } from "./entries-of.ts";
import type { Rule } from "./rule.ts";

/** A part that only has a name keeps its promise to nobody. */
export const emptyPart: Rule = (input) =>
	entriesOf(input).flatMap(({ entry, unit, label }) =>
		entry.parts
			.filter((part) => part.name !== undefined && part.markdown === "")
			.map((part) =>
				diagnostic("empty-part", unit.path, part.span, `“${part.title}” of ${label} says nothing`, [
					"write what belongs there, or take the lead away",
				]),
			),
	);
