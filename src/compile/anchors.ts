import type { Outline } from "../model/unit.ts";
import { pointAt } from "../text/lines.ts";
import { type Draft, report } from "./draft.ts";
import type { Headings } from "./headings.ts";

/** List the anchors of a text that are no heading's, and report those of raw HTML that another has already. */
export function anchorsOf({ headings, places }: Headings, draft: Draft): Outline["anchors"] {
	const seen = new Map<string, number>();
	for (const [index, heading] of headings.entries())
		for (const anchor of [heading.id, ...heading.aliases]) seen.set(anchor, places[index]?.start.offset ?? 0);
	const written = draft.anchors.filter((anchor) => anchor.to > 0);
	for (const { id, from, to } of written) {
		const first = seen.get(id);
		if (first !== undefined) {
			const { line } = pointAt(draft.lines, first);
			const hint = `line ${line} has it first; choose another`;
			report(draft, "duplicate-anchor", from, to, `the anchor “${id}” stands twice in this file`, hint);
		} else {
			seen.set(id, from);
		}
	}
	return draft.anchors.map(({ id, section }) => ({ id, section }));
}
