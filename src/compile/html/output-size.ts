import { type Draft, report } from "../draft.ts";

/** How much larger than its source a page may be, and how many characters more. */
const times = 50;
const more = 1_000_000;

/** Report a text whose page would be out of all proportion, as one long address that a thousand links share makes it. */
export function isTooLarge(draft: Draft): boolean {
	if (draft.size <= times * draft.source.length + more) return false;
	const message = `the page of this file would be over ${times} times as large as the file: it is not shown as it should be`;
	report(draft, "limit-output", 0, Math.min(1, draft.source.length), message, "divide it, or shorten what it repeats");
	return true;
}
