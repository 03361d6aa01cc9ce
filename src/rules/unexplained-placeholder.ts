import { diagnostic } from "../model/codes.ts";
import { entriesOf } from "./entries-of.ts";
import type { Rule } from "./rule.ts";

/** A reader at night must not guess what to put in for `<name>`. */
export const unexplainedPlaceholder: Rule = (input) =>
	entriesOf(input).flatMap(({ entry, unit, label }) =>
		entry.unexplained.map(({ name, span }) =>
			diagnostic("unexplained-placeholder", unit.path, span, `${label} never says what <${name}> stands for`, [
				`name \`<${name}>\` under “${input.book.settings.runbook.parts.need[0]}”, in the text of the entry or of its chapter, or under runbook.placeholders in book/book.yaml`,
			]),
		),
	);
