import type { Book, BookSymbol, BookTerm } from "../model/book.ts";
import { addressText } from "./address.ts";
import { termSlug } from "./pages/term-slug.ts";
import type { Preview } from "./previews.ts";

/** Ways to find things of the book that drawing a page needs and the book does not keep. */
export interface Lookup {
	/** By `page#anchor`, and by the page alone for a chapter or an entry with a page of its own. */
	symbolByAddress: Map<string, BookSymbol>;
	termBySlug: Map<string, BookTerm>;
	/** What was found for what pages link to, for many link to the same. */
	previews: Map<BookSymbol, Preview | undefined>;
}

/** Build the lookup of a book. */
export function lookupOf(book: Book): Lookup {
	const symbolByAddress = new Map<string, BookSymbol>();
	for (const symbol of book.symbols.values()) {
		symbolByAddress.set(addressText(symbol.address), symbol);
	}
	for (const [number, section] of book.runbook?.sections ?? []) {
		symbolByAddress.set(`runbook/${number}.html`, section.symbol);
	}
	const termBySlug = new Map(book.terms.map((term) => [termSlug(term), term] as const));
	return { symbolByAddress, termBySlug, previews: new Map() };
}
