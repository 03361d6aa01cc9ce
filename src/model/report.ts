import type { Diagnostic } from "./diagnostic.ts";

/** What a report tells. */
export interface Report {
	/** In the order in which they are shown. */
	diagnostics: Diagnostic[];
	/** The text of each file, by path, for the lines that a report quotes. */
	texts: Pick<ReadonlyMap<string, string>, "get">;
	/** What came of it, in a sentence. */
	outcome: string;
	version: string;
}

/** How a report for people is written. */
export interface ReportStyle {
	hasColor: boolean;
	/** The most problems that are shown. */
	most: number;
}

/** Writes a report in one format, with a newline at its end. */
export type Printer = (report: Report, style: ReportStyle) => string;
