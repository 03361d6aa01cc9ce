import type { BookTerm, Chapter } from "../model/book.ts";
import type { Edge } from "../model/linked.ts";
import { diagnostic, type Rule, type RuleInput } from "./rule.ts";
import { chapterFinder } from "./term-chapters.ts";

/**
 * A term that only later chapters introduce is told about at its first use, unless that chapter sends its reader
 * there. A word that several chapters use before is one that the book needs everywhere; the runbook needs all, and
 * history is told in old words.
 */
export const earlyTerm: Rule = (input) => {
	const chaptersOf = chapterFinder(input);
	return input.book.terms.flatMap((term) => {
		const numbered = chaptersOf(term).filter(({ chapter }) => chapter.outline.number !== undefined);
		const [first] = numbered.sort((a, b) => (a.chapter.outline.number ?? 0) - (b.chapter.outline.number ?? 0));
		const isOld = term.term.status.state === "superseded" || term.term.status.state === "formerly";
		if (!first || isOld) return [];
		const early = earlyUses(term, first.chapter, input);
		const [use] = early;
		const there = input.units.get(term.path)?.places.terms[term.index];
		if (!use || !there || new Set(early.map((edge) => edge.path)).size > mostEarly) return [];
		return [
			diagnostic(
				"early-term",
				use.path,
				use.span,
				`“${use.text}” is used before ${first.chapter.symbol.label} introduces it`,
				[`say here what it is, or that ${first.chapter.symbol.label} does`],
				[{ path: term.path, span: there, message: "its entry names that chapter" }],
			),
		];
	});
};

/** Above this number of chapters that use a term before its own, the book needs the word everywhere. */
const mostEarly = 1;

function earlyUses(term: BookTerm, introduced: Chapter, { book, linked, backlinks }: RuleInput): Edge[] {
	return (backlinks.get(term.symbol.key) ?? []).filter((edge) => {
		const chapter = book.chapterByPath.get(edge.path);
		if (edge.kind !== "term" || chapter?.outline.number === undefined || chapter === book.runbook) return false;
		if (chapter.outline.number >= (introduced.outline.number ?? 0)) return false;
		return !(linked.get(edge.path)?.edges ?? []).some((other) => isIn(other.target, introduced.symbol.key));
	});
}

function isIn(target: string, chapter: string): boolean {
	return target === chapter || target.startsWith(`${chapter}§`);
}
