import type { BookTerm } from "../model/book.ts";
import { diagnostic } from "../model/codes.ts";
import { foldGroup, foldTerm } from "../text/fold.ts";
import type { Rule } from "./rule.ts";

/** Two entries of one group must not have the same name; homonyms stand in different groups, and *see* entries have no definition. */
export const duplicateTerm: Rule = ({ book, units }) => {
	const first = new Map<string, BookTerm>();
	return book.terms.flatMap((term) => {
		if (term.term.see !== undefined) return [];
		// A file of several terms is a group; files of one term each are one glossary.
		const file = (book.termsByFile.get(term.path)?.length ?? 0) > 1 ? term.path : "";
		const key = `${foldGroup(term.term.group) || file}\n${foldTerm(term.term.name)}`;
		const earlier = first.get(key);
		const place = units.get(term.path)?.places.terms[term.index];
		if (!earlier) first.set(key, term);
		if (!earlier || !place) return [];
		const there = units.get(earlier.path)?.places.terms[earlier.index];
		const related = there ? [{ path: earlier.path, span: there, message: "the first entry" }] : [];
		return [
			diagnostic(
				"duplicate-term",
				term.path,
				place,
				`“${term.term.name}” has two entries in the same group`,
				["make one entry of both, or move one to the group it belongs to"],
				related,
			),
		];
	});
};
