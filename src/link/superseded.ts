import type { BookSymbol } from "../model/book.ts";
import type { Span } from "../model/diagnostic.ts";
import type { TermStatus } from "../model/unit.ts";
import { complain, type LinkContext } from "./context.ts";

/** Report a reference to something superseded, from text that is not, and say what took its place. */
export function checkSuperseded(
	symbol: BookSymbol,
	from: { span: Span; section: number; term: number | undefined },
	context: LinkContext,
): void {
	const { supersededBy } = symbol;
	if (supersededBy === undefined || isSuperseded(context, from.section, from.term)) return;
	const successor = symbol.successor === undefined ? undefined : context.book.symbols.get(symbol.successor);
	complain(context, "superseded-reference", from.span, {
		message: `${nameOf(symbol)} is superseded by ${successor ? nameOf(successor, supersededBy) : supersededBy}`,
		hints: [`refer to ${supersededBy}, or say in a comment why the old text is meant`],
	});
}

function nameOf({ label, title }: BookSymbol, words = label): string {
	return words && words !== title ? `${words} “${title}”` : `“${title}”`;
}

/** Say whether a place of the unit belongs to a text that is superseded itself, from which references to old things are right. */
function isSuperseded(context: LinkContext, section: number, term: number | undefined): boolean {
	const { outline } = context.unit;
	if (outline.frontMatter.supersededBy !== undefined) return true;
	if (term !== undefined && isOld(outline.terms[term]?.status)) return true;
	let depth = 7;
	for (let index = section; index >= 0; index -= 1) {
		const heading = outline.headings[index];
		if (!heading || heading.depth >= depth) continue;
		if (heading.supersededBy !== undefined) return true;
		depth = heading.depth;
	}
	return false;
}

function isOld(status: TermStatus | undefined): boolean {
	return status?.state === "superseded" || status?.supersededBy !== undefined;
}
