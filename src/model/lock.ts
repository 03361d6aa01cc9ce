/** Something that was published: a chapter, an appendix, a section, a heading, an anchor, a term, a group of terms. */
export interface LockEntry {
	/** What it was called when the lock was last written. */
	title: string;
	/** Every address that leads to it, `page.html` or `page.html#anchor`; the first is the one that links use. */
	at: string[];
	/** The sum of its words; see `text/fingerprint.ts`. */
	text: string;
	/** The key of the numbered section that it stands in, where it has no number itself. */
	in?: string;
	/** Set once it is gone: the address that took its place, or null where nothing did. */
	gone?: string | null;
}

/** What a book has promised to keep: `book/book.lock.json` as data. By key: that of a symbol, such as `ch:17§26` or `term:goose`, or else an address. */
export interface Lock {
	entries: Map<string, LockEntry>;
}

/** What became of an entry of the lock. */
export type LockChange = {
	key: string;
	/** As the lock has it; undefined for what is new. */
	was?: LockEntry;
	/** As the book has it; undefined for what is gone. */
	now?: LockEntry;
} & (
	| { kind: "new" | "retitled" | "rewritten" | "moved" }
	/** It is gone, and the book says what became of it: an address, or null. */
	| { kind: "succeeded"; successor: string | null }
	/** Addresses lead nowhere, or to something else, and the book does not say why; `likely` is the key of what is most like it. */
	| { kind: "lost"; addresses: string[]; likely?: string }
	/** Its key has come to mean something else: another title and another text. */
	| { kind: "reused"; likely?: string }
);
