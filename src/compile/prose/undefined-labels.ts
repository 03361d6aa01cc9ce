import { mostSimilar } from "../../text/similar.ts";
import { type Draft, report } from "../draft.ts";
import { type Flat, originAt, originBehind } from "./flat.ts";

/** What a file defines for its links and notes to refer to. */
export interface Labels {
	/** Identifiers of link definitions and of footnotes. */
	links: string[];
	notes: string[];
}

/** A note, or a link with the label of a definition; Markdown leaves it as text where there is no such definition. */
const written =
	/\[\^([\w-]{1,80})\]|(?<![\p{L}\p{N}_\]\\])\[(?=[^[\]\n]*\p{L})([^[\]\n]{1,200})\]\[([^[\]\n]{0,200})\]/gu;

/** Report the notes and the links of some prose whose labels nothing defines. */
export function reportUndefinedLabels(flat: Flat, labels: Labels, draft: Draft): void {
	if (!flat.text.includes("[")) return;
	for (const match of flat.text.matchAll(written)) {
		const [whole, note, words = "", label = ""] = match;
		const start = originAt(flat, match.index);
		const end = originBehind(flat, match.index + whole.length - 1, draft.source);
		if (draft.source.charAt(start) !== "[" || isCharacterClass(note)) continue;
		const name = note ?? (label || words);
		const meant = mostSimilar(name, note === undefined ? labels.links : labels.notes);
		const hint =
			meant === undefined ? "define it, or write a backslash before the bracket" : `did you mean “${meant}”?`;
		const message =
			note === undefined ? `nothing defines the label “${name}” of this link` : `there is no footnote “${name}”`;
		report(draft, "broken-link", start, end, message, hint);
	}
}

/** `[^a-z]` is a pattern and no note. */
function isCharacterClass(note: string | undefined): boolean {
	return note !== undefined && /^(?:\w-\w)+\w*$/.test(note);
}
