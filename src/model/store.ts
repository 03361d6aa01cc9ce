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
	keep(key: string, note: string, parts: string[]): void;
	/** Give an entry that is there another note. */
	renote(key: string, note: string): void;
}
