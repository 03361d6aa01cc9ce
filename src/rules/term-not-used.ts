import type { Term, Unit } from "../model/unit.ts";
import { diagnostic, type Rule } from "./rule.ts";
import { chapterFinder } from "./term-chapters.ts";

/** A chapter to which an entry sends its reader must use the term. */
export const termNotUsed: Rule = (input) => {
	const chaptersOf = chapterFinder(input);
	const said = new Map<Unit, Said>();
	const saidBy = (unit: Unit) => {
		const known = said.get(unit) ?? saidIn(unit);
		said.set(unit, known);
		return known;
	};
	return input.book.terms.flatMap((term) => {
		const reported = new Set<string>();
		return chaptersOf(term).flatMap(({ chapter, edge }) => {
			const unit = input.units.get(chapter.outline.path);
			if (
				!unit ||
				reported.has(unit.path) ||
				chapter.outline.frontMatter.status === "planned" ||
				isUsed(term.term, saidBy(unit))
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

/** Everything that a file says, and the words in it, as they are written and in small letters. */
interface Said {
	text: string;
	words: Set<string>;
	folded: Set<string>;
}

function saidIn(unit: Unit): Said {
	const headings = unit.outline.headings.map((heading) => heading.title);
	const text = [...unit.search.map((section) => section.text), ...headings].join("\n");
	const words = new Set(text.match(/[\p{L}\p{N}_]+/gu));
	return { text, words, folded: new Set([...words].map((word) => word.toLowerCase())) };
}

/** Any of its names will do, anywhere in the text, its headings or its code. */
function isUsed(term: Term, said: Said): boolean {
	return [term.name, ...term.aliases].some((name) => {
		const isExact = /[^\p{Ll}\s]/u.test(name);
		const words = isExact ? said.words : said.folded;
		const parts = name.match(/[\p{L}\p{N}_]+/gu) ?? [];
		const last = parts.pop();
		if (last === undefined) return said.text.includes(name);
		const isThere = [last, `${last}s`, `${last}es`].some((word) => words.has(word));
		if (!isThere || !parts.every((part) => words.has(part))) return false;
		return last === name || patternOf(name, isExact).test(said.text);
	});
}

/** A name of several words, or with signs in it: all of them are in the text, but perhaps not together. */
function patternOf(name: string, isExact: boolean): RegExp {
	const words = name.split(/\s+/).map((word) => word.replace(/[\\^$.|?*+()[\]{}/]/g, "\\$&"));
	return new RegExp(`(?<![\\p{L}\\p{N}_])${words.join("\\s+")}(?:e?s)?(?![\\p{L}\\p{N}_])`, isExact ? "u" : "iu");
}
