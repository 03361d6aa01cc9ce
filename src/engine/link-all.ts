import { link } from "../link/link.ts";
import { makeTermMatcher, namesOfTerms, type TermMatcher } from "../link/terms.ts";
import type { Book } from "../model/book.ts";
import type { LinkedUnit } from "../model/linked.ts";
import type { Settings } from "../model/settings.ts";
import type { Unit } from "../model/unit.ts";
import { type BookReader, makeBookReader, type Reads } from "./book-reader.ts";
import type { Run } from "./engine.ts";
import { once } from "./lazy.ts";
import { printOf } from "./prints.ts";
import { findLinked, keepLinked } from "./stored-link.ts";

/** A linked unit with all that it follows from. */
export interface LinkMemory {
	unit: Unit;
	settings: Settings;
	/** The names by which terms were looked for. */
	names: string;
	/** Where it is not kept beyond the life of the engine. */
	reads?: Reads;
	linked: LinkedUnit;
	/** The last book that answered all questions so. */
	book: Book;
}

/** Link every unit that is not known as it is: one that changed, or one that asked of the book what is answered otherwise now. */
export function linkAll(
	{ memory, runs, kept, options }: Run,
	units: Map<string, Unit>,
	book: Book,
): Map<string, LinkedUnit> {
	const reader = makeBookReader(book);
	const names = once(() => namesOfTerms(book));
	const print = once(() => printOf(names(), JSON.stringify(book.settings)));
	const bookPrint = once(() => kept?.prints.of([book]));
	let matcher: TermMatcher | undefined;
	const linkAnew = (unit: Unit) => {
		runs.link += 1;
		matcher ??= makeTermMatcher(book);
		return linkAndNote(unit, reader, matcher);
	};
	const linkOne = (unit: Unit): LinkedUnit => {
		const made = linkOver(unit) ?? linkAnew(unit);
		memory.linked.set(unit.path, { unit, settings: book.settings, names: names(), book, ...made });
		return made.linked;
	};
	/** What is kept knows itself what it asked of the book. */
	const linkOver = (unit: Unit): { linked: LinkedUnit } | undefined => {
		const key = kept?.prints.of(["linked", unit, print()]);
		const inBook = bookPrint();
		if (!kept || key === undefined || inBook === undefined) return undefined;
		const known = findLinked(key, inBook, reader, kept);
		if (known) return { linked: known };
		const { linked, reads } = linkAnew(unit);
		return { linked: keepLinked(key, { bookPrint: inBook, reads, linked }, kept) };
	};
	const all = new Map<string, LinkedUnit>();
	for (const [path, unit] of units) {
		const known = memory.linked.get(path);
		all.set(path, known && isAsLinked(known, unit) ? known.linked : linkOne(unit));
		options.progress?.("link", all.size, units.size);
	}
	if (memory.linked.size > units.size)
		for (const path of memory.linked.keys()) if (!units.has(path)) memory.linked.delete(path);
	return all;

	function isAsLinked(known: LinkMemory, unit: Unit): boolean {
		if (known.unit !== unit) return false;
		// Nearly every save leaves the book as it was, and a book need not be asked twice.
		if (known.book === book) return true;
		if (known.settings !== book.settings || known.names !== names()) return false;
		if (!known.reads || !reader.answersAlike(known.reads)) return false;
		known.book = book;
		return true;
	}
}

function linkAndNote(unit: Unit, reader: BookReader, matcher: TermMatcher): { linked: LinkedUnit; reads: Reads } {
	const { book, reads } = reader.record();
	const linked = link(unit, book, matcher);
	// The matcher knows the terms without asking.
	for (const { kind, target } of linked.edges) if (kind === "term") reader.noteSymbol(target, reads);
	return { linked, reads };
}
