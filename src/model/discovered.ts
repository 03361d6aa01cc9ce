import type { Diagnostic } from "./diagnostic.ts";
import type { History } from "./history.ts";
import type { Asset, Source } from "./source.ts";

/** A template as text: one of the book's own, or one that comes with Silcrow where the book has none of that name. */
export interface Template {
	/** Relative to the root folder, with `/`: `templates/chapter.eta`. */
	path: string;
	text: string;
	/** True where it comes with Silcrow. */
	isDefault?: boolean;
}

/** Everything that was found on the disk, decoded; the only input of the engine. Every list is sorted by path, by code unit. */
export interface Discovered {
	sources: Source[];
	assets: Asset[];
	/** The text of `book/book.yaml`, if there is one. */
	settingsText?: string;
	/** The text of `book/book.lock.json`, if there is one. */
	lockText?: string;
	templates: Template[];
	/** The paths of all templates that come with Silcrow, those that the book replaces among them; absent where none came. */
	knownTemplates?: string[];
	/** What version control knows, where it was asked. */
	history?: History;
	/** What could not be read as it should. */
	diagnostics: Diagnostic[];
}
