import { diagnostic } from "../model/codes.ts";
import { foldTerm } from "../text/fold.ts";
import type { Rule } from "./rule.ts";

/**
 * A name in bold inside a definition that has no entry. Only a glossary whose definitions set other entries in bold
 * shows that bold means an entry there; in all others nothing is reported.
 */
export const undefinedTerm: Rule = ({ book, units }) => {
	return book.glossary.flatMap(({ path }) => {
		const marked = units.get(path)?.places.marked ?? [];
		const isKnown = (text: string) =>
			book.termsByName.has(foldTerm(text)) ||
			book.seesByName.has(foldTerm(text)) ||
			book.termsByName.has(foldTerm(text).replace(/e?s$/, ""));
		const unknown = marked.filter(({ text }) => !isKnown(text));
		const known = marked.length - unknown.length;
		if (known < leastKnown || known < unknown.length * 2) return [];
		return unknown.map(({ text, span }) =>
			diagnostic("undefined-term", path, span, `“${text}” is set like an entry of the glossary and has none`, [
				"write its entry, or set it in plain letters",
			]),
		);
	});
};

/** So many names in bold that have entries show what bold means. */
const leastKnown = 3;
