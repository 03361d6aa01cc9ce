/** What part a file of the book plays; its folder decides, see `world/discover.ts`. */
export type SourceKind = "chapter" | "glossary";

/** One Markdown file of the book, read and decoded. */
export interface Source {
	/** Relative to the book's root folder, with `/`: `book/08-database.md`. */
	path: string;
	kind: SourceKind;
	/** The whole file, front matter included, line endings as they are, without a byte order mark. */
	text: string;
	/** SHA-256 of the file, in hex. */
	hash?: string;
	/** The same of the file as an earlier run has read it, where that is known and it has changed. */
	before?: string;
}

/** A file that is not compiled: an image, an example, a style sheet. Copied to the site when a page needs it, or because it lies in `public/`. */
export interface Asset {
	/** Relative to the book's root folder, with `/`. */
	path: string;
	/** SHA-256 of the content, in hex. */
	hash: string;
	/** In bytes. */
	size: number;
	/** Files of `public/` keep their name and are always published. */
	isPublic: boolean;
	/** True for a file that comes with Silcrow, where the book has none of that name. */
	isDefault?: boolean;
}
