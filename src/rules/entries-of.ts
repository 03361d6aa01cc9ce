import type { Entry } from "../model/entry.ts";
import type { Heading, Unit } from "../model/unit.ts";
import type { RuleInput } from "./rule.ts";

/** An entry of the runbook with the heading that it stands under. */
export interface RunbookEntry {
	entry: Entry;
	heading: Heading;
	unit: Unit;
	/** As a diagnostic names it: `§26`. */
	label: string;
	isSuperseded: boolean;
}

/** List the entries of the runbook, in the order of the text. */
export function entriesOf({ book, units }: RuleInput): RunbookEntry[] {
	const unit = units.get(book.runbook?.outline.path ?? "");
	return (unit?.entries ?? []).flatMap((entry) => {
		const heading = unit?.outline.headings[entry.heading];
		if (!unit || heading?.section === undefined) return [];
		const symbol = book.runbook?.sections.get(heading.section)?.symbol;
		const isSuperseded = heading.supersededBy !== undefined || symbol?.supersededBy !== undefined;
		return [{ entry, heading, unit, label: `§${heading.section}`, isSuperseded }];
	});
}
