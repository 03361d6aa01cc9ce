/** A place between two characters of a file: line and column from 1, column in UTF-16 code units as editors count, offset from 0. */
export interface Point {
	line: number;
	column: number;
	offset: number;
}

/** From the first character to just behind the last one. */
export interface Span {
	start: Point;
	end: Point;
}

/** How much a fault weighs: an error keeps the book from being published, a warning only with `--strict`, an info never. */
export type Severity = "error" | "warning" | "info";

/** A severity as the settings write it; `off` silences the code. */
export type SeveritySetting = Severity | "off";

/** Another place that the reader of a diagnostic wants to see, such as the first of two definitions. */
export interface Related {
	path: string;
	span: Span;
	message: string;
}

/** One fault of the book, at a place in a file. It is data: the printers in `report/` decide how it looks. */
export interface Diagnostic {
	/** The fault as the writer sees it, in kebab case; `codes.ts` lists all of them, `docs/diagnostics/` explains them. */
	code: string;
	severity: Severity;
	/** Relative to the book's root folder, with `/`. */
	path: string;
	span: Span;
	/** One sentence in the book's own words, with no full stop. */
	message: string;
	/** What to do about it, most helpful first. */
	hints: string[];
	related: Related[];
}
