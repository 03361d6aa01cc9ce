import type { LinkedUnit } from "../model/linked.ts";
import type { BookReader, Reads } from "./book-reader.ts";
import { packParts } from "./packed-parts.ts";
import { contentHash, printOf } from "./prints.ts";
import { type Kept, readPart } from "./stored-unit.ts";

/** What is known of a linked unit before any part of it is read. */
export interface LinkNote {
	/** The last book that was seen to give it. */
	book: string;
	/** The key of its parts: a later book may give the same unit others. */
	parts: string;
	/** Of all that it says, so that what follows from it stays while it is linked anew with the same outcome. */
	print: string;
	known: Partial<LinkedUnit>;
}

/** Give the linked unit that was kept under a key, if the book answers what it was asked as it did then; its parts are read when they are needed. */
export function findLinked(key: string, bookPrint: string, reader: BookReader, kept: Kept): LinkedUnit | undefined {
	const entry = kept.store.find(key);
	if (!entry) return undefined;
	const note = JSON.parse(entry.note) as LinkNote;
	if (note.book !== bookPrint) {
		if (!reader.answersAlike(new Map(readPart(entry, 0) as [string, string][]))) return undefined;
		kept.store.renote(key, JSON.stringify({ ...note, book: bookPrint } satisfies LinkNote));
	}
	return linkedNoted(note, kept);
}

/** A unit that was linked in a book, and what it asked of the book. */
interface NewlyLinked {
	bookPrint: string;
	reads: Reads;
	linked: LinkedUnit;
}

/** Keep a linked unit under its key, and give it as it will be found. */
export function keepLinked(key: string, { bookPrint, reads, linked }: NewlyLinked, kept: Kept): LinkedUnit {
	const { edges, uses, parts, hrefs, ...known } = linked;
	const texts = [JSON.stringify(edges), JSON.stringify(uses), packParts(parts), JSON.stringify(hrefs)];
	const ownKey = printOf("parts", key, bookPrint);
	const sums = kept.store.keep(ownKey, "", texts) ?? texts.map(contentHash);
	// The sum of the edges is among what is known.
	const print = printOf(JSON.stringify(known), ...sums.slice(2, 4).map((sum) => sum.slice(0, 24)));
	const note: LinkNote = { book: bookPrint, parts: ownKey, print, known };
	kept.store.keep(key, JSON.stringify(note), [JSON.stringify([...reads])]);
	kept.room -= texts.reduce((sum, text) => sum + text.length, 0);
	if (kept.room < 0 && kept.store.find(ownKey)) return linkedNoted(note, kept);
	kept.prints.set(linked, print);
	return linked;
}

/** Give a linked unit of which no more is known than what is noted. */
export function linkedNoted({ parts, print, known }: LinkNote, kept: Kept): LinkedUnit {
	const linked = kept.lazyLinked(known, parts);
	kept.prints.set(linked, print);
	return linked;
}
