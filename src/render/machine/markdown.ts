import type { Book, Chapter } from "../../model/book.ts";
import { entryAddress } from "../frame.ts";
import type { PlannedFile } from "../keep.ts";
import { markdownAddress, type Written, type WrittenBook, writtenAt } from "./written.ts";

/** Plan the Markdown beside every page that is made from a text, in the order of the book. */
export function markdownFiles({ book, files }: WrittenBook): PlannedFile[] {
	const chapters = [...book.chapters, ...book.appendices, ...book.plain];
	const pages = pagesWithMarkdown(book, chapters);
	const planned = chapters.flatMap((chapter) => {
		const one = files.get(chapter.outline.path);
		return one && !book.termsByFile.has(chapter.outline.path) ? ofChapter(chapter, one, book, pages) : [];
	});
	const glossary = book.glossary.flatMap(({ path }) => files.get(path) ?? []);
	const address = markdownAddress(book.glossaryAddress ?? "glossary.html");
	if (glossary.length === 0) return planned;
	const make = () => glossary.map((one) => writtenAt(address, wholeOf(one), one, pages)).join("\n");
	return [...planned, { address, inputs: [book, ...glossary.flatMap(inputsOf)], make }];
}

function ofChapter(chapter: Chapter, one: Written, book: Book, pages: ReadonlySet<string>): PlannedFile[] {
	const inputs = [book, ...inputsOf(one)];
	const address = markdownAddress(chapter.symbol.address.page);
	const make = () => titled(chapter, writtenAt(address, wholeOf(one), one, pages));
	const whole: PlannedFile = { address, inputs, make };
	if (chapter.symbol.key !== book.runbook?.symbol.key) return [whole];
	const entries = [...chapter.sections].map(([number, { index }]): PlannedFile => {
		const at = markdownAddress(entryAddress(number));
		const text = () => {
			const entry = one.unit.entries?.find(({ heading }) => heading === index);
			return entry ? writtenAt(at, [entry.from, entry.to], one, pages) : "";
		};
		return { address: at, inputs, make: text };
	});
	return [whole, ...entries];
}

function inputsOf({ unit, linked }: Written): unknown[] {
	return [unit, linked];
}

function wholeOf({ source, unit }: Written): [number, number] {
	return [unit.bodyStart ?? 0, source.text.length];
}

function pagesWithMarkdown(book: Book, chapters: Chapter[]): ReadonlySet<string> {
	const pages = new Set(chapters.map(({ symbol }) => symbol.address.page));
	for (const number of book.runbook?.sections.keys() ?? []) pages.add(entryAddress(number));
	if (book.glossaryAddress) pages.add(book.glossaryAddress);
	return pages;
}

/** A title that only the front matter says would be lost with it. */
function titled({ outline }: Chapter, text: string): string {
	return outline.headings[0]?.depth === 1 ? text : `# ${outline.title}\n\n${text}`;
}
