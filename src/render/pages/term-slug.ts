import type { BookTerm } from "../../model/book.ts";

/** Give the slug of a term's anchor in the whole glossary, where homonyms have different ones. */
export function termSlug({ term, symbol }: BookTerm): string {
	return symbol.address.anchor?.replace(/^term-/, "") ?? term.slug;
}
