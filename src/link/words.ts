import type { BookSymbol, Chapter } from "../model/book.ts";
import type { Link, Target } from "../model/unit.ts";
import { complain, type LinkContext } from "./context.ts";

/** Hold the words of a link against its target: `[Chapter 8](09-storage.md)` says one thing and does another. */
export function checkWords(link: Link, symbol: BookSymbol | undefined, context: LinkContext): void {
	const opinions = symbol ? link.says.map((said) => agrees(said, symbol, context)) : [];
	if (!symbol || opinions.includes(true) || !opinions.includes(false)) return;
	const name = symbol.label || `“${symbol.title}”`;
	complain(context, "number-mismatch", link.span, {
		message: `the words say “${link.text}”, and the link leads to ${name}`,
		hints: ["change the one that is wrong"],
	});
}

/** Hold the number of an RFC against the page that the link leads to. */
export function checkRfc(link: Link, context: LinkContext): void {
	const [said] = link.says;
	if (said?.kind !== "rfc") return;
	const found = /^https?:\/\/[^/]*(?:rfc-editor|ietf)\.org\/.*?rfc0*(\d+)/i.exec(link.url)?.[1];
	if (found === undefined || Number(found) === said.number) return;
	complain(context, "number-mismatch", link.span, {
		message: `the words say “${link.text}”, and the link leads to RFC ${found}`,
		hints: ["change the one that is wrong"],
	});
}

/** Undefined where the words say nothing about this kind of target. */
function agrees(said: Target, symbol: BookSymbol, { book }: LinkContext): boolean | undefined {
	if (said.kind === "chapter") return isIn(symbol, `ch:${said.number}`);
	if (said.kind === "appendix") return book.appendixByLetter.get(said.letter)?.address.page === symbol.address.page;
	if (said.kind !== "section" && said.kind !== "item") return undefined;
	if (said.kind === "item" && !book.chaptersByLabel.has(said.label)) return undefined;
	if (said.chapter !== undefined && !isIn(symbol, `ch:${said.chapter}`)) return false;
	const number = /§(\d+)$/.exec(symbol.key)?.[1];
	if (number !== undefined) return Number(number) === said.number;
	// A link to the whole chapter is not wrong, if the section stands in it.
	return chapterOf(symbol, book.chapters)?.sections.has(said.number) ?? false;
}

function isIn(symbol: BookSymbol, key: string): boolean {
	return symbol.key === key || symbol.key.startsWith(`${key}§`);
}

function chapterOf(symbol: BookSymbol, chapters: Chapter[]): Chapter | undefined {
	return chapters.find((chapter) => chapter.symbol === symbol);
}
