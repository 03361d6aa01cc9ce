import { type Draft, report } from "../draft.ts";
import type { NodesByKind } from "../parse/nodes.ts";

/** Note the labels that a file defines, and report footnotes that nobody will see: no text calls them, or an earlier one has the same label. */
export function readLabels({ definitions, notes, calls }: NodesByKind, draft: Draft): void {
	const called = new Set(calls.map((call) => call.identifier));
	draft.labels.links = definitions.map((definition) => definition.identifier);
	const seen = new Set<string>();
	for (const note of notes) {
		const isSecond = seen.has(note.identifier);
		seen.add(note.identifier);
		if (called.has(note.identifier) && !isSecond) continue;
		const start = note.position?.start.offset ?? 0;
		const end = start + (note.label ?? note.identifier).length + 4;
		const message = isSecond
			? `a footnote “${note.label}” stands further up: this one is not shown`
			: `nothing calls the footnote “${note.label}”: it is not shown`;
		report(draft, "unused-footnote", start, end, message, "call it from the text, or take it away");
	}
	draft.labels.notes = [...seen];
}
