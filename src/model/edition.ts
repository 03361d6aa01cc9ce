/** A form of the whole book besides its site. */
export type EditionKind = "print" | "epub" | "single";

/** The name of the file that holds the whole book. */
export const singleAddress = "book.html";

/** The files of an edition, by address; for an EPUB in the order in which they stand in the archive. */
export type Edition = ReadonlyMap<string, string | Uint8Array>;

/** Files of a site, by address, from which an edition takes those that it shows. */
export type FilesToShow = Pick<Edition, "get" | "has" | "keys">;
