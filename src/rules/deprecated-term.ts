import { diagnostic } from "../model/codes.ts";
import type { Origin } from "../model/linked.ts";
import type { Unit } from "../model/unit.ts";
import type { Rule } from "./rule.ts";
import { chapterFinder } from "./term-chapters.ts";

/** Prose must not use a superseded term, outside the chapters that its entry names, the files that the settings allow, and text that is superseded itself. */
export const deprecatedTerm: Rule = (input) => {
	const { book, units, linked, backlinks } = input;
	const { allow } = book.settings.glossary;
	const chaptersOf = chapterFinder(input);
	return book.terms.flatMap((term) => {
		const { state, supersededBy } = term.term.status;
		if (state !== "superseded" && supersededBy === undefined) return [];
		const allowed = new Set([
			term.path,
			...chaptersOf(term).map(({ chapter }) => chapter.outline.path),
			...(Object.hasOwn(allow, term.term.name) ? (allow[term.term.name] ?? []) : []),
		]);
		const { key } = term.symbol;
		const isWrong = ({ path, kind, section }: Origin) =>
			kind === "term" && !allowed.has(path) && !isOld(units.get(path), section);
		const paths = new Set(backlinks.get(key).flatMap((origin) => (isWrong(origin) ? [origin.path] : [])));
		const edges = [...paths].flatMap((path) => linked.get(path)?.edges ?? []);
		return edges.flatMap((edge) => {
			if (edge.target !== key || !isWrong(edge)) return [];
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

/** A text is superseded with the chapter or the section that it stands in, or one around that. */
function isOld(unit: Unit | undefined, section: number): boolean {
	if (!unit || unit.outline.frontMatter.supersededBy !== undefined) return unit !== undefined;
	let depth = 7;
	for (let index = section; index >= 0; index -= 1) {
		const heading = unit.outline.headings[index];
		if (!heading || heading.depth >= depth) continue;
		if (heading.supersededBy !== undefined) return true;
		depth = heading.depth;
	}
	return false;
}
