import type { Book } from "../model/book.ts";
import { diagnostic } from "../model/codes.ts";
import type { Outline } from "../model/unit.ts";
import { foldTerm } from "../text/fold.ts";
import type { Rule } from "./rule.ts";

/** What an author's entry of the index sends its reader to must be an entry itself: a term, a title, or another of the author's. */
export const unknownIndexEntry: Rule = ({ book, units }) => {
	const outlines = [...book.chapters, ...book.appendices, ...book.plain].map(({ outline }) => outline);
	if (!outlines.some(({ index }) => index?.some(({ see }) => see !== undefined))) return [];
	const known = namesIn(book, outlines);
	return outlines.flatMap(({ path, index = [] }) =>
		index.flatMap(({ see }, at) => {
			const place = units.get(path)?.places.index?.[at];
			if (see === undefined || !place || known.has(foldTerm(see))) return [];
			return [
				diagnostic("unknown-index-entry", path, place, `the index has no entry “${see}”`, [
					"name a term of the glossary, a title, or an entry that you add elsewhere",
				]),
			];
		}),
	);
};

function namesIn(book: Book, outlines: Outline[]): Set<string> {
	const names = new Set([...book.termsByName.keys(), ...book.seesByName.keys()]);
	for (const { title, headings, index = [] } of outlines) {
		names.add(foldTerm(title));
		for (const heading of headings) names.add(foldTerm(heading.title));
		for (const { entry, see } of index) if (entry[0] !== undefined && see === undefined) names.add(foldTerm(entry[0]));
	}
	return names;
}
