import type { Book, Chapter } from "../../model/book.ts";
import type { Heading } from "../../model/unit.ts";
import { addressText } from "../address.ts";
import { fullLabel } from "../referrers.ts";

/** A place that an index sends its reader to: a section, or a whole chapter. */
export interface IndexPlace {
	/** `8`, `§27`, `19 §13`: the number that stands in the index. */
	label: string;
	/** `Chapter 8`, `§27`, `Chapter 19 §13`: the same, read out. */
	full: string;
	/** What it is called: the title of the section, or of the chapter. */
	title: string;
	address: string;
	/** Places of one chapter have the same; they follow each other in the order of the book. */
	chapter: number;
	section: number;
	isMain: boolean;
}

/** Says where a heading of a file is, for an index: the numbered section or the section of the second level that it stands in. */
export type PlaceFinder = (path: string, section: number) => IndexPlace | undefined;

/** Make a function that finds places; the chapters count in the order of the book. */
export function placeFinder(book: Book): PlaceFinder {
	const order = new Map<string, number>();
	for (const chapter of [...book.chapters, ...book.appendices, ...book.plain])
		order.set(chapter.outline.path, order.size);
	const owners = new Map<string, number[]>();
	const ownersIn = (path: string, headings: Heading[]) => {
		const known = owners.get(path) ?? sectionsAround(headings);
		owners.set(path, known);
		return known;
	};
	return (path, section) => {
		const chapter = book.chapterByPath.get(path);
		const index = order.get(path);
		if (!chapter || index === undefined) return undefined;
		const own = ownersIn(path, chapter.outline.headings)[section] ?? -1;
		const heading = chapter.outline.headings[own];
		const address = book.headingAddresses.get(path)?.[own];
		const place = { chapter: index, section: own, isMain: false };
		if (!heading || !address || heading.depth === 1) return { ...place, ...ofChapter(chapter), section: -1 };
		const numbered = heading.section === undefined ? undefined : chapter.sections.get(heading.section);
		const label = numbered ? fullLabel(numbered.symbol, book) : chapter.symbol.label;
		return {
			...place,
			label: shortLabel(label) || heading.title,
			full: label,
			title: heading.title,
			address: addressText(address),
		};
	};
}

function ofChapter({ symbol }: Chapter): Pick<IndexPlace, "label" | "full" | "title" | "address"> {
	return {
		label: shortLabel(symbol.label) || symbol.title,
		full: symbol.label,
		title: symbol.title,
		address: addressText(symbol.address),
	};
}

/** Give what a chip or an index shows of a label: `8` for Chapter 8. */
export function shortLabel(label: string): string {
	return label.replace(/^(?:Chapter|Appendix) /, "");
}

/** For each heading the numbered section or the section of the second level that it stands in, whichever is nearer; -1 for the chapter. */
function sectionsAround(headings: Heading[]): number[] {
	const open: { depth: number; index: number }[] = [];
	return headings.map((heading, index) => {
		while ((open.at(-1)?.depth ?? 0) >= heading.depth) open.pop();
		if (heading.section !== undefined || heading.depth === 2) open.push({ depth: heading.depth, index });
		return open.at(-1)?.index ?? -1;
	});
}
