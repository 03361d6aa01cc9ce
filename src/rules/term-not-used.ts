import { diagnostic } from "../model/codes.ts";
import { placeOfTitle, type Rule } from "./rule.ts";
import { chapterFinder } from "./term-chapters.ts";
import { useFinder } from "./term-words.ts";

/** A chapter to which an entry sends its reader must use the term. */
export const termNotUsed: Rule = (input) => {
	const chaptersOf = chapterFinder(input);
	const { isUsed = useFinder() } = input;
	return input.book.terms.flatMap((term) => {
		const reported = new Set<string>();
		return chaptersOf(term).flatMap(({ chapter, edge }) => {
			const unit = input.units.get(chapter.outline.path);
			if (
				!unit ||
				reported.has(unit.path) ||
				chapter.outline.frontMatter.status === "planned" ||
				isUsed(term.term, unit)
			)
				return [];
			reported.add(unit.path);
			const hint = `use the term in ${unit.path}, or name a chapter that does`;
			const name = chapter.symbol.label || chapter.symbol.title;
			return [
				diagnostic(
					"term-not-used",
					edge.path,
					edge.span,
					`${name} never uses “${term.term.name}”`,
					[hint],
					[{ path: unit.path, span: placeOfTitle(unit), message: "the chapter that should use it" }],
				),
			];
		});
	});
};
