import type { BookTerm, Chapter } from "../model/book.ts";
import type { Edge } from "../model/linked.ts";
import type { RuleInput } from "./rule.ts";

/** A chapter to which a glossary entry sends its reader, and the reference that does so. */
export interface NamedChapter {
	chapter: Chapter;
	edge: Edge;
}

/** Make a function that lists the chapters which the definition of a term names. */
export function chapterFinder({ book, linked }: RuleInput): (term: BookTerm) => NamedChapter[] {
	const named = new Map<string, NamedChapter[]>();
	const files = new Set(book.terms.map((term) => term.path));
	for (const path of files)
		for (const edge of linked.get(path)?.edges ?? []) {
			const symbol = edge.kind === "term" ? undefined : book.symbols.get(edge.target.replace(/§\d+$/, ""));
			const chapter = symbol && book.chapterByPath.get(symbol.path);
			if (!chapter || chapter.symbol !== symbol) continue;
			const list = named.get(edge.from);
			if (list) list.push({ chapter, edge });
			else named.set(edge.from, [{ chapter, edge }]);
		}
	return (term) => named.get(term.symbol.key) ?? [];
}
