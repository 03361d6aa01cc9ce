import type { BookTerm, Chapter } from "../model/book.ts";
import { diagnostic } from "../model/codes.ts";
import type { Edge, LinkedUnit } from "../model/linked.ts";
import type { Rule, RuleInput } from "./rule.ts";
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
		const use = earlyUse(term, first.chapter, input);
		const there = input.units.get(term.path)?.places.terms[term.index];
		if (!use || !there) return [];
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

/** Give the first use, if not too many chapters use the term so early; the edges of the others are not read. */
function earlyUse(term: BookTerm, introduced: Chapter, { book, linked, backlinks }: RuleInput): Edge | undefined {
	const { key } = term.symbol;
	let first: LinkedUnit | undefined;
	let chapters = 0;
	for (const path of backlinks.users(key)) {
		const chapter = book.chapterByPath.get(path);
		if (chapter?.outline.number === undefined || chapter === book.runbook) continue;
		if (chapter.outline.number >= (introduced.outline.number ?? 0)) continue;
		const unit = linked.get(path);
		const isUsed = unit?.uses.some(([target, kind]) => kind === "term" && target === key);
		if (!isUsed || unit?.uses.some(([target]) => isIn(target, introduced.symbol.key))) continue;
		first ??= unit;
		chapters += 1;
		if (chapters > mostEarly) return undefined;
	}
	return first?.edges.find(({ kind, target }) => kind === "term" && target === key);
}

function isIn(target: string, chapter: string): boolean {
	return target === chapter || target.startsWith(`${chapter}§`);
}
