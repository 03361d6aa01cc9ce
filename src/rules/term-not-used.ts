import type { Term, Unit } from "../model/unit.ts";
import { diagnostic, type Rule } from "./rule.ts";
import { chapterFinder } from "./term-chapters.ts";

/** A chapter to which an entry sends its reader must use the term. */
export const termNotUsed: Rule = (input) => {
	const chaptersOf = chapterFinder(input);
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
			return [
				diagnostic(
					"term-not-used",
					edge.path,
					edge.span,
					`${chapter.symbol.label || chapter.symbol.title} never uses “${term.term.name}”`,
					[hint],
				),
			];
		});
	});
};

/** Any of its names will do, anywhere in the text, its headings or its code. */
function isUsed(term: Term, unit: Unit): boolean {
	const texts = [
		...unit.search.map((section) => section.text),
		...unit.outline.headings.map((heading) => heading.title),
	];
	return [term.name, ...term.aliases].some((name) => {
		const words = name.split(/\s+/).map((word) => word.replace(/[\\^$.|?*+()[\]{}/]/g, "\\$&"));
		const pattern = new RegExp(
			`(?<![\\p{L}\\p{N}_])${words.join("\\s+")}(?:e?s)?(?![\\p{L}\\p{N}_])`,
			/[^\p{Ll}\s]/u.test(name) ? "u" : "iu",
		);
		return texts.some((text) => pattern.test(text));
	});
}
