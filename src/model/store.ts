/** The note of an entry that says what is known of others. */
export const aboutOthers = "others";

/** Something that an earlier run worked out. */
export interface StoredEntry {
	/** What must be known of it before its parts are needed; short. */
	note: string;
	/** Read a part; undefined where it is not what was kept, and must be worked out anew. */
	part(index: number): string | undefined;
}

/** What the engine keeps beyond its own life. A key says everything that an entry follows from, so an entry is right or it is not there. */
export interface Store {
	find(key: string): StoredEntry | undefined;
	/** Give the beginning of the hash of each part, which is of use to who would hash them anyway; undefined where no more is kept. */
	keep(key: string, note: string, parts: string[]): string[] | undefined;
	/** Give an entry that is there another note. */
	renote(key: string, note: string): void;
	/** Say that entries are in use, though nobody looks for them: what is known of them lies in one that has this note of its own. */
	claim(keys: readonly string[]): void;
	/** Where several processes may keep what they work out in one run. */
	shared?: SharedStore;
}

/** The side of a store that other processes see. What one of them keeps, another finds once it was told the rows. */
export interface SharedStore {
	place: StorePlace;
	/** Give the rows of what this process has kept since it was asked last. */
	news(): StoreRow[];
	/** Take over what another process has kept. */
	adopt(rows: StoreRow[]): void;
}

/** Where every process has a file of its own. */
export interface StorePlace {
	/** The folder. */
	path: string;
	/** With this the name of a file ends that is being written. */
	draftEnd: string;
}

/** Says where an entry lies. */
export type StoreRow = [key: string, row: string];
