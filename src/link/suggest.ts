import type { Book, Chapter } from "../model/book.ts";
import { mostSimilar } from "../text/similar.ts";

/** Name the chapter whose number is nearest. */
export function nearestChapter(book: Book, number: number): string | undefined {
	const nearest = nearestOf(number, [...book.chapterByNumber.keys()]);
	const chapter = nearest === undefined ? undefined : book.chapterByNumber.get(nearest);
	return chapter ? `the nearest is chapter ${nearest}, “${chapter.symbol.title}”` : "the book has no numbered chapter";
}

/** Name the section of a chapter whose number is nearest. */
export function nearestSection(chapter: Chapter, number: number, sign = "§"): string | undefined {
	const nearest = nearestOf(number, [...chapter.sections.keys()]);
	const section = nearest === undefined ? undefined : chapter.sections.get(nearest);
	return section
		? `the nearest is ${sign}${nearest}, “${section.symbol.title}”`
		: `${chapter.symbol.label.toLowerCase() || "that page"} has no numbered sections`;
}

/** Name the appendices that there are. */
export function nearestLetter(book: Book, letter: string): string | undefined {
	const letters = [...book.appendixByLetter.keys()].sort();
	const nearest = letters.find((one) => one >= letter) ?? letters.at(-1);
	const symbol = nearest === undefined ? undefined : book.appendixByLetter.get(nearest);
	return symbol ? `the nearest is appendix ${nearest}, “${symbol.title}”` : "the book has no appendices";
}

/** Name the group of the glossary that is spelled most alike. */
export function similarGroup(book: Book, name: string): string | undefined {
	const names = [...book.groups.values()].map((group) => group.label);
	return (
		didYouMean(mostSimilar(name, names)) ??
		(names.length > 0 ? `the groups are ${names.map((one) => `“${one}”`).join(", ")}` : undefined)
	);
}

/** Phrase a suggestion. */
export function didYouMean(suggestion: string | undefined): string | undefined {
	return suggestion === undefined ? undefined : `did you mean “${suggestion}”?`;
}

function nearestOf(number: number, numbers: number[]): number | undefined {
	let nearest: number | undefined;
	for (const one of numbers)
		if (nearest === undefined || Math.abs(one - number) < Math.abs(nearest - number)) nearest = one;
	return nearest;
}
