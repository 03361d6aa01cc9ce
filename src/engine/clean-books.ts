import type { Book } from "../model/book.ts";
import type { CleanBooks } from "../rules/rules.ts";
import { printOf } from "./prints.ts";
import type { Kept } from "./stored-unit.ts";

/** Remembers which rules found nothing in a book. */
export interface StoredCleanBooks extends CleanBooks {
	/** Keep what was noted beyond the life of the engine. */
	keep(): void;
}

/** Make the memory of clean books: of the last one, and beyond the life of the engine of those that have a print. */
export function cleanBooks(kept: Kept | undefined): StoredCleanBooks {
	let last: { book: Book; rules: Set<number>; known: number } | undefined;
	const rulesIn = (book: Book): Set<number> => {
		if (last?.book === book) return last.rules;
		const rules = new Set(storedRules(book, kept));
		last = { book, rules, known: rules.size };
		return rules;
	};
	return {
		has: (rule, book) => rulesIn(book).has(rule),
		note: (rule, book) => void rulesIn(book).add(rule),
		keep() {
			const key = last && keyOf(last.book, kept);
			if (!last || !kept || key === undefined || last.rules.size === last.known) return;
			kept.store.keep(key, JSON.stringify([...last.rules]), []);
			last.known = last.rules.size;
		},
	};
}

function storedRules(book: Book, kept: Kept | undefined): number[] {
	const key = keyOf(book, kept);
	const entry = key === undefined ? undefined : kept?.store.find(key);
	return entry ? (JSON.parse(entry.note) as number[]) : [];
}

function keyOf(book: Book, kept: Kept | undefined): string | undefined {
	const print = kept?.prints.of([book]);
	return print === undefined ? undefined : printOf("clean", print);
}
