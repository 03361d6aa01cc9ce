import { diagnostic } from "../model/codes.ts";
import type { SearchText } from "../model/unit.ts";
import { spanOf } from "../text/lines.ts";
import type { Draft } from "./draft.ts";
import type { Headings } from "./headings.ts";

/** In UTF-16 units. Prose of this length takes some 40 KB after gzip, and less than 60 is to be loaded for a search. */
const longestSection = 100_000;

/** Give the words of each section to the search. A section is found as a whole: to show a line of it, all of it is loaded. */
export function searchTexts(
	words: ReadonlyMap<number, string[]>,
	{ places }: Headings,
	bodyStart: number,
	draft: Draft,
): SearchText[] {
	const texts = [...words].map(([section, some]) => ({ section, text: some.join(" ") }));
	for (const { section, text } of texts) {
		if (text.length <= longestSection) continue;
		const thousands = Math.round(text.length / 1000);
		draft.diagnostics.push(
			diagnostic(
				"search-budget",
				draft.path,
				places[section] ?? spanOf(draft.lines, bodyStart, bodyStart),
				`this section has ${thousands} thousand letters, and the search loads them all to show a line of it`,
				["divide it by headings, or put what nobody will search for into a file in public/"],
			),
		);
	}
	return texts;
}
