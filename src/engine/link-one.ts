import { link } from "../link/link.ts";
import { makeTermMatcher, namesOfTerms, type TermMatcher } from "../link/terms.ts";
import type { Book } from "../model/book.ts";
import type { LinkedUnit } from "../model/linked.ts";
import type { Unit } from "../model/unit.ts";
import { once } from "../render/once.ts";
import { type BookReader, makeBookReader, type Reads } from "./book-reader.ts";
import { printOf } from "./prints.ts";
import { findLinked, keepLinked } from "./stored-link.ts";
import type { Kept } from "./stored-unit.ts";

/** Links the files of one book. */
export interface Linker {
	/** The names by which terms are looked for. */
	names(): string;
	/** Give the key under which a unit is kept as it was linked, where it has one. */
	keyOf(unit: Unit): string | undefined;
	/** Say in few signs what these units are as this book links them. */
	printOf(units: readonly Unit[]): string | undefined;
	/** Tell whether the book answers all these questions as they were answered. */
	answersAlike(reads: Reads): boolean;
	/** Give a unit as it was linked and kept, if the book says what it said then. */
	find(unit: Unit): LinkedUnit | undefined;
	/** Link a unit, and keep what comes of it; what is kept knows itself what it asked of the book. */
	link(unit: Unit): { linked: LinkedUnit; reads?: Reads };
}

/** Make what links the files of a book. */
export function makeLinker(book: Book, kept: Kept | undefined): Linker {
	const reader = makeBookReader(book);
	const names = once(() => namesOfTerms(book));
	const print = once(() => printOf(names(), JSON.stringify(book.settings)));
	const matcher = once(() => makeTermMatcher(book));
	const bookPrint = kept?.prints.one(book);
	const keyOf = (unit: Unit) => kept?.prints.of(["linked", unit, print()]);
	return {
		names,
		keyOf,
		printOf: (units) => kept?.prints.of(["linked together", book, print(), ...units]),
		answersAlike: reader.answersAlike,
		find(unit) {
			const key = keyOf(unit);
			if (!kept || key === undefined || bookPrint === undefined) return undefined;
			return findLinked(key, bookPrint, reader, kept);
		},
		link(unit) {
			const { linked, reads } = linkAndNote(unit, reader, matcher());
			const key = keyOf(unit);
			if (!kept || key === undefined || bookPrint === undefined) return { linked, reads };
			return { linked: keepLinked(key, { bookPrint, reads, linked }, kept) };
		},
	};
}

function linkAndNote(unit: Unit, reader: BookReader, matcher: TermMatcher): { linked: LinkedUnit; reads: Reads } {
	const { book, reads } = reader.record();
	const linked = link(unit, book, matcher);
	// The matcher knows the terms without asking.
	for (const { kind, target } of linked.edges) if (kind === "term") reader.noteSymbol(target, reads);
	return { linked, reads };
}
