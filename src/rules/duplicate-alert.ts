import { diagnostic } from "../model/codes.ts";
import { entriesOf, type RunbookEntry } from "./entries-of.ts";
import type { Rule } from "./rule.ts";

/** An alert leads to one entry; a second one that claims it is never opened. */
export const duplicateAlert: Rule = (input) => {
	const first = new Map<string, { one: RunbookEntry; span: RunbookEntry["entry"]["alerts"][number]["span"] }>();
	return entriesOf(input).flatMap((one) => {
		if (one.isSuperseded) return [];
		return one.entry.alerts.flatMap(({ name, span }) => {
			const known = first.get(name);
			if (!known) {
				first.set(name, { one, span });
				return [];
			}
			const where = known.one.label === one.label ? "twice" : `by ${known.one.label} too`;
			const related = [{ path: known.one.unit.path, span: known.span, message: `${known.one.label} has it first` }];
			const hints = ["leave it in the entry that whoever is called should open"];
			return [
				diagnostic("duplicate-alert", one.unit.path, span, `the alert “${name}” is named ${where}`, hints, related),
			];
		});
	});
};
