import { diagnostic, type Rule } from "./rule.ts";
import { chapterFinder } from "./term-chapters.ts";
import { useFinder } from "./term-words.ts";

/** A term that no text of the book uses explains nothing to its reader. Where an entry names chapters, `term-not-used` says it. */
export const unusedTerm: Rule = (input) => {
	const { book, units, backlinks, isUsed = useFinder() } = input;
	const chaptersOf = chapterFinder(input);
	const texts = [...book.chapters, ...book.appendices, ...book.plain].flatMap(
		({ outline }) => units.get(outline.path) ?? [],
	);
	return book.terms.flatMap((term) => {
		const place = units.get(term.path)?.places.terms[term.index];
		const others = (backlinks.get(term.symbol.key) ?? []).some((edge) => edge.from !== term.symbol.key);
		if (!place || term.term.see !== undefined || others || chaptersOf(term).length > 0) return [];
		if (texts.some((unit) => isUsed(term.term, unit))) return [];
		return [
			diagnostic("unused-term", term.path, place, `nothing in the book uses “${term.term.name}”`, [
				"take the entry out, or use the term where it is meant",
			]),
		];
	});
};
