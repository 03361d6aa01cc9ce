import { diagnostic } from "../model/codes.ts";
import type { Unit } from "../model/unit.ts";
import type { Rule } from "./rule.ts";
import { chapterFinder } from "./term-chapters.ts";

/** A glossary entry sends its reader to a chapter, or to another entry. */
export const termWithoutChapter: Rule = (input) => {
	const { book, units, linked } = input;
	const chaptersOf = chapterFinder(input);
	const linking = new Set<string>();
	const mentioning = new Map<string, Set<number>>();
	for (const path of book.termsByFile.keys()) {
		for (const edge of linked.get(path)?.edges ?? []) if (edge.kind === "link") linking.add(edge.from);
		const unit = units.get(path);
		if (unit) mentioning.set(path, termsThatMention(unit));
	}
	return book.terms.flatMap((term) => {
		const place = units.get(term.path)?.places.terms[term.index];
		const hasMention = mentioning.get(term.path)?.has(term.index) || linking.has(term.symbol.key);
		if (!place || term.term.see !== undefined || hasMention || chaptersOf(term).length > 0) return [];
		return [
			diagnostic("term-without-chapter", term.path, place, `“${term.term.name}” names no chapter`, [
				"end the definition with the chapter that uses it, as in “(Chapter 8)”, or send the reader on: “See … section.”",
			]),
		];
	});
};

/** The indices of the terms whose definitions refer to something of the book, be it there or not. */
function termsThatMention(unit: Unit): Set<number> {
	const terms = new Set<number>();
	for (const { term, target } of unit.mentions)
		if (term !== undefined && target.kind !== "commit" && target.kind !== "rfc") terms.add(term);
	return terms;
}
