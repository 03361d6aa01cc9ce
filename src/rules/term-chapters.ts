import type { BookTerm, Chapter } from "../model/book.ts";
import type { Edge } from "../model/linked.ts";
import type { RuleInput } from "./rule.ts";

/** A chapter to which a glossary entry sends its reader, and the reference that does so. */
export interface NamedChapter {
	chapter: Chapter;
	edge: Edge;
}

/** List the chapters that the definition of a term names. */
export function chaptersOf(term: BookTerm, { book, linked }: RuleInput): NamedChapter[] {
	const edges = linked.get(term.path)?.edges ?? [];
	return edges.flatMap((edge) => {
		if (edge.from !== term.symbol.key || edge.kind === "term") return [];
		const key = edge.target.replace(/§\d+$/, "");
		const chapter = [...book.chapters, ...book.appendices].find((one) => one.symbol.key === key);
		return chapter ? [{ chapter, edge }] : [];
	});
}
