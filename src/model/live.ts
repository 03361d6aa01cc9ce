import type { Severity } from "./diagnostic.ts";

/** A problem of the book as a page of `silcrow dev` shows it. All of it is text, never HTML. */
export interface LiveProblem {
	severity: Severity;
	/** Empty where what failed is no fault of the book. */
	code: string;
	/** Path, line and column. */
	place: string;
	message: string;
	/** The lines of the source that it is about, as the terminal shows them. */
	frame: string[];
	hints: string[];
	/** Where to open it in an editor, if that is wanted. */
	editor?: string;
	/** Addresses of the pages that show the text of the file. */
	pages?: string[];
}

/** What every open page is told of the book as a whole. */
export interface LiveStatus {
	/** The first of the errors. */
	problems: LiveProblem[];
	errors: number;
	warnings: number;
	/** When the pages that are shown were built, in milliseconds since 1970, where they are older than the sources. */
	goodAt?: number;
}

/** Where a preview that follows the writer goes. */
export interface LiveTarget {
	/** Relative to the site's root. */
	address: string;
	/** Of what changed first on that page. */
	anchor?: string;
	/** Grows with every target. */
	serial: number;
}

/** The events that an open page gets, by name, and what each carries as JSON. */
export interface LiveEvents {
	status: LiveStatus;
	/** The whole new page. */
	page: { html: string };
	/** Addresses of images and other files on the page that changed. */
	files: { addresses: string[] };
	target: LiveTarget;
}
