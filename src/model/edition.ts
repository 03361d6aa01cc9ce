/** A form of the whole book besides its site. */
export type EditionKind = "print" | "epub";

/** The files of an edition, by address; for an EPUB in the order in which they stand in the archive. */
export type Edition = ReadonlyMap<string, string | Uint8Array>;
