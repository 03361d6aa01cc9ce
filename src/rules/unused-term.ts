import { diagnostic } from "../model/codes.ts";
import type { Term } from "../model/unit.ts";
import type { Rule } from "./rule.ts";
import { chapterFinder } from "./term-chapters.ts";
import { useFinder } from "./term-words.ts";

/** A term that no text of the book uses explains nothing to its reader. Where an entry names chapters, `term-not-used` says it. */
export const unusedTerm: Rule = (input) => {
	const { book, units, backlinks, isUsed = useFinder() } = input;
	const chaptersOf = chapterFinder(input);
	const isSomewhere = (term: Term) =>
		[...book.chapters, ...book.appendices, ...book.plain].some(({ outline }) => {
			const unit = units.get(outline.path);
			return unit !== undefined && isUsed(term, unit);
		});
	return book.terms.flatMap((term) => {
		const place = units.get(term.path)?.places.terms[term.index];
		const { key } = term.symbol;
		// Of most terms it is enough to know that another file uses them.
		const others =
			backlinks.users(key).some((path) => path !== term.path) || backlinks.get(key).some(({ from }) => from !== key);
		if (!place || term.term.see !== undefined || others || chaptersOf(term).length > 0) return [];
		if (isSomewhere(term.term)) return [];
		return [
			diagnostic("unused-term", term.path, place, `nothing in the book uses “${term.term.name}”`, [
				"take the entry out, or use the term where it is meant",
			]),
		];
	});
};
