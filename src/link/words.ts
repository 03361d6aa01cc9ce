import type { BookSymbol } from "../model/book.ts";
import type { Link, Target } from "../model/unit.ts";
import { complain, type LinkContext } from "./context.ts";

/** Hold the words of a link against its target: `[Chapter 8](09-storage.md)` says one thing and does another. */
export function checkWords(link: Link, symbol: BookSymbol | undefined, context: LinkContext): void {
	const [said] = link.says;
	if (!symbol || !said || link.says.length > 1) return;
	const expected = keyOfTarget(said, context);
	if (expected === undefined || symbol.key === expected || symbol.key.startsWith(`${expected}§`)) return;
	if (said.kind === "section" && !symbol.key.includes("§")) return;
	const name = symbol.label || `“${symbol.title}”`;
	complain(context, "number-mismatch", link.span, {
		message: `the words say “${link.text}”, and the link leads to ${name}`,
		hints: ["change the one that is wrong"],
	});
}

function keyOfTarget(said: Target, context: LinkContext): string | undefined {
	if (said.kind === "chapter") return `ch:${said.number}`;
	if (said.kind === "appendix") return `app:${said.letter}`;
	if (said.kind !== "section") return undefined;
	const own = context.chapter && context.chapter.sections.size > 0 ? context.chapter : context.book.runbook;
	const chapter = said.chapter === undefined ? own?.outline.number : said.chapter;
	return chapter === undefined ? undefined : `ch:${chapter}§${said.number}`;
}
