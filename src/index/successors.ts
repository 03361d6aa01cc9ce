import type { Book, BookSymbol } from "../model/book.ts";
import { foldTerm } from "../text/fold.ts";

/** Find what took the place of everything that is superseded, so that both ends can show it; `whole` are the symbols that are no sections. */
export function addSuccessors(book: Book, whole: BookSymbol[]): void {
	const sections = [...book.chapters, ...book.appendices, ...book.plain].flatMap((chapter) =>
		chapter.outline.hasSuperseded ? [...chapter.sections.values()].map(({ symbol }) => symbol) : [],
	);
	const superseded = [...whole, ...sections].flatMap((symbol) =>
		symbol.supersededBy === undefined ? [] : [[symbol, symbol.supersededBy] as const],
	);
	const terms = book.terms.flatMap(({ term, symbol }) =>
		term.status.supersededBy === undefined ? [] : [[symbol, term.status.supersededBy] as const],
	);
	for (const [symbol, words] of [...superseded, ...terms]) {
		const successor = meantBy(words, symbol, book);
		if (!successor || successor.key === symbol.key) continue;
		symbol.successor = successor.key;
		book.predecessors.set(successor.key, [...(book.predecessors.get(successor.key) ?? []), symbol.key]);
	}
}

/** Read a reference in words, such as `Chapter 9`, `§13 of ch19`, `Appendix B`, or the name of a term. */
function meantBy(words: string, own: BookSymbol, book: Book): BookSymbol | undefined {
	const section = /§\s*(\d+)/.exec(words)?.[1];
	const chapter = /\bch(?:ap(?:ter)?)?\.?\s*0*(\d+)/i.exec(words)?.[1];
	if (section !== undefined && chapter !== undefined) return book.symbols.get(`ch:${chapter}§${section}`);
	if (section !== undefined) return sectionNear(section, own, book);
	if (chapter !== undefined) return book.symbols.get(`ch:${chapter}`);
	const letter = /\bApp(?:endix|\.)\s*([A-Z])\b/i.exec(words)?.[1];
	if (letter !== undefined) return book.appendixByLetter.get(letter.toUpperCase());
	return book.termsByName.get(foldTerm(words))?.[0]?.symbol;
}

/** A bare § means a section of its own chapter, if that has numbered sections, and else an entry of the runbook. */
function sectionNear(section: string, own: BookSymbol, book: Book): BookSymbol | undefined {
	const chapter = book.chapterByPath.get(own.path);
	const near = chapter && chapter.sections.size > 0 ? chapter : book.runbook;
	return near?.sections.get(Number(section))?.symbol;
}
