import { diagnostic, type Rule } from "./rule.ts";
import { chaptersOf } from "./term-chapters.ts";

/** A glossary entry sends its reader to a chapter, or to another entry. */
export const termWithoutChapter: Rule = (input) => {
	const { book, units, linked } = input;
	return book.terms.flatMap((term) => {
		const unit = units.get(term.path);
		const place = unit?.places.terms[term.index];
		const mentions = unit?.mentions.some(
			(mention) => mention.term === term.index && mention.target.kind !== "commit" && mention.target.kind !== "rfc",
		);
		const leads = linked.get(term.path)?.edges.some((edge) => edge.from === term.symbol.key && edge.kind === "link");
		if (!place || term.term.see !== undefined || mentions || leads || chaptersOf(term, input).length > 0) return [];
		return [
			diagnostic("term-without-chapter", term.path, place, `“${term.term.name}” names no chapter`, [
				"end the definition with the chapter that uses it, as in “(Chapter 8)”, or send the reader on: “See … section.”",
			]),
		];
	});
};
