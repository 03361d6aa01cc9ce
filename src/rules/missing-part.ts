import { diagnostic } from "../model/codes.ts";
import type { PartName } from "../model/entry.ts";
import { entriesOf } from "./entries-of.ts";
import type { Rule } from "./rule.ts";

const needed: [PartName, string][] = [
	["verify", "how one sees that it worked"],
	["rollback", "how to go back"],
];

/** An entry must say how one sees that it worked, and how to go back; that there is no way back is an answer too. */
export const missingPart: Rule = (input) => {
	const { parts } = input.book.settings.runbook;
	return entriesOf(input).flatMap(({ entry, unit, label, isSuperseded }) => {
		const place = unit.places.headings[entry.heading];
		if (!place || isSuperseded) return [];
		const missing = needed.filter(([name]) => !entry.parts.some((part) => part.name === name));
		if (missing.length === 0) return [];
		const said = missing.map(([, words]) => words).join(", nor ");
		const leads = missing.map(([name]) => `“**${parts[name][0]}.**”`).join(" and ");
		return [
			diagnostic("missing-part", unit.path, place, `${label} does not say ${said}`, [
				`add a paragraph that begins with ${leads}; “Nothing to undo” is an answer`,
			]),
		];
	});
};
