import type { LinkedUnit } from "../model/linked.ts";
import type { StoredEntry } from "../model/store.ts";
import type { BookReader, Reads } from "./book-reader.ts";
import { packParts } from "./packed-parts.ts";
import { contentHash, printOf } from "./prints.ts";
import { type Kept, readPart } from "./stored-unit.ts";

/** What is known of a linked unit before any part of it is read. */
interface LinkNote {
	/** The last book that was seen to give it. */
	book: string;
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
		if (!reader.answersAlike(new Map(readPart(entry, 4) as [string, string][]))) return undefined;
		kept.store.renote(key, JSON.stringify({ ...note, book: bookPrint } satisfies LinkNote));
	}
	return fromEntry(entry, note, kept);
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
	const before = [edges, uses].map((one) => JSON.stringify(one));
	const behind = [hrefs, [...reads]].map((one) => JSON.stringify(one));
	const texts = [...before, packParts(parts), ...behind];
	const sums = kept.store.keep(key, "", texts) ?? texts.map(contentHash);
	// The sum of the edges is among what is known.
	const print = printOf(JSON.stringify(known), ...sums.slice(2, 4).map((sum) => sum.slice(0, 24)));
	const note: LinkNote = { book: bookPrint, print, known };
	kept.store.renote(key, JSON.stringify(note));
	kept.room -= texts.reduce((sum, text) => sum + text.length, 0);
	const entry = kept.room < 0 ? kept.store.find(key) : undefined;
	if (entry) return fromEntry(entry, note, kept);
	kept.prints.set(linked, print);
	return linked;
}

function fromEntry(entry: StoredEntry, { print, known }: LinkNote, kept: Kept): LinkedUnit {
	const linked = kept.lazyLinked(known, entry);
	kept.prints.set(linked, print);
	return linked;
}
