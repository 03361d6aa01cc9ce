import type { Book, BookSymbol, BookTerm } from "../model/book.ts";
import { termSlug } from "./pages/term-slug.ts";
import type { Preview } from "./previews.ts";

/** Ways to find things of the book that drawing a page needs and the book does not keep. */
export interface Lookup {
	termBySlug: Map<string, BookTerm>;
	/** What was found for what pages link to, for many link to the same. */
	previews: Map<BookSymbol, Preview | undefined>;
}

/** Build the lookup of a book. */
export function lookupOf(book: Book): Lookup {
	const termBySlug = new Map(book.terms.map((term) => [termSlug(term), term] as const));
	return { termBySlug, previews: new Map() };
}

/** Give what stands at an address as links write it: `page#anchor`, or the page alone for what has a page of its own. */
export function symbolAt(address: string, { symbolByAddress }: Book): BookSymbol | undefined {
	return symbolByAddress.get(address.includes("#") ? address : `${address}#`);
}
