import type { InlineCode } from "mdast";
import { invisibleIn } from "../../text/invisible.ts";
import { type Draft, report } from "../draft.ts";
import { type Flat, originAt, originBehind } from "./flat.ts";

/** Controls, and the two marks that turn any letters round. Marks of direction that right-to-left scripts need are not among them. */
const unseen = /[\u0001-\u0008\u000B\u000E-\u001F\u007F-\u009F\u202D\u202E]/g;

/** Report characters of a sentence, and of code in it, that nobody sees and that change what is read. */
export function reportInvisibleProse(flat: Flat, draft: Draft): void {
	// A look that finds nothing makes no iterator.
	for (const { 0: character, index } of flat.text.search(unseen) === -1 ? [] : flat.text.matchAll(unseen)) {
		const [one] = invisibleIn(character);
		if (one) tell(one.name, originAt(flat, index), originBehind(flat, index, draft.source), draft);
	}
	for (const { node } of flat.objects) if (node.type === "inlineCode") reportInCode(node, draft);
}

function reportInCode({ value, position }: InlineCode, draft: Draft): void {
	if (!/[^\t\n\x20-\x7E]/.test(value)) return;
	let from = position?.start.offset ?? 0;
	for (const { index, name } of invisibleIn(value)) {
		const at = draft.source.indexOf(value.charAt(index), from);
		if (at === -1) return;
		tell(name, at, at + 1, draft);
		from = at + 1;
	}
}

function tell(name: string, from: number, to: number, draft: Draft): void {
	report(draft, "invisible-character", from, to, `here stands ${name}, which nobody sees`, "take it out");
}
