import type { BookTerm } from "../model/book.ts";
import { diagnostic } from "../model/codes.ts";
import type { Term } from "../model/unit.ts";
import { foldGroup, foldTerm } from "../text/fold.ts";
import type { Rule } from "./rule.ts";

/** Entries that send their reader to each other, or to where they stand themselves, define nothing. */
export const seeCycle: Rule = ({ book, units }) => {
	const byPlace = new Map<string, BookTerm>();
	for (const term of book.terms) {
		const { group, name, see } = term.term;
		for (const place of [placeOf(group, name), foldTerm(name)])
			if (!byPlace.has(place) || see === undefined) byPlace.set(place, term);
	}
	return book.terms.flatMap((term) => {
		const span = units.get(term.path)?.places.terms[term.index];
		if (!span || !isInCycle(term, byPlace)) return [];
		return [
			diagnostic(
				"see-cycle",
				term.path,
				span,
				`who looks up “${term.term.name}” is sent in a circle, and finds no definition`,
				["write a definition in place of one of these entries' “See …”"],
			),
		];
	});
};

function isInCycle(start: BookTerm, byPlace: Map<string, BookTerm>): boolean {
	const seen = new Set<BookTerm>();
	let term: BookTerm | undefined = start;
	while (term?.term.see !== undefined && !seen.has(term)) {
		seen.add(term);
		const { see, name }: Term = term.term;
		term = byPlace.get(placeOf(see ?? "", name)) ?? byPlace.get(foldTerm(see ?? ""));
	}
	return term === start && start.term.see !== undefined;
}

function placeOf(group: string, name: string): string {
	return `${foldGroup(group)}\n${foldTerm(name)}`;
}
