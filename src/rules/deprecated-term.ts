import { diagnostic, type Rule } from "./rule.ts";
import { chaptersOf } from "./term-chapters.ts";

/** Prose must not use a superseded term, outside the chapters that its entry names, the files that the settings allow, and text that is superseded itself. */
export const deprecatedTerm: Rule = (input) => {
	const { book, units, backlinks } = input;
	return book.terms.flatMap((term) => {
		const { state, supersededBy } = term.term.status;
		if (state !== "superseded" && supersededBy === undefined) return [];
		const allowed = new Set([
			term.path,
			...chaptersOf(term, input).map(({ chapter }) => chapter.outline.path),
			...(book.settings.glossary.allow[term.term.name] ?? []),
		]);
		return (backlinks.get(term.symbol.key) ?? []).flatMap((edge) => {
			const unit = units.get(edge.path);
			const isOld =
				unit?.outline.headings[edge.section]?.supersededBy !== undefined ||
				unit?.outline.frontMatter.supersededBy !== undefined;
			if (edge.kind !== "term" || allowed.has(edge.path) || isOld) return [];
			const hint = supersededBy === undefined ? "say what is used today" : `say “${supersededBy}”`;
			return [
				diagnostic(
					"deprecated-term",
					edge.path,
					edge.span,
					`“${edge.text}” is superseded${supersededBy === undefined ? "" : ` by ${supersededBy}`}`,
					[hint, `or allow this file under glossary.allow in book/book.yaml`],
				),
			];
		});
	});
};
