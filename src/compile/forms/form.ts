import type { Target } from "../../model/unit.ts";
import { isLetterAt } from "../../text/letters.ts";

/** The prose of a block, as the forms read it: the author's escapes are taken out, see `mentions.ts`. */
export interface Scan {
	text: string;
	/** The chapter that a list item or paragraph beginning with `ch17:` gives to the bare § in it. */
	scope: number | undefined;
	/** Returns the text of the code span that stands at an index, if one does. */
	codeAt: (index: number) => string | undefined;
	/** Where the last reference ended, so that `ch07/ch08` is told from a path. */
	lastEnd: number;
}

/** A link that a form makes: indices into the text of the scan. */
export interface FoundLink {
	start: number;
	end: number;
	target: Target;
	/** Set on the last number of a range. */
	from?: number;
	/** Text unless the book declares it. */
	tentative?: boolean;
}

/** Something that looks like a reference and is none. */
export interface FoundFault {
	code: "malformed-reference" | "dotted-number";
	start: number;
	end: number;
	message: string;
	hint: string;
}

/** What a form read, and where the next one may begin. */
export interface Found {
	end: number;
	links: FoundLink[];
	faults: FoundFault[];
}

/** One way in which prose refers to something. */
export interface Form {
	/** What its first characters look like; the source of a regular expression with the flag `u`. A letter of another script right before it is looked for apart. */
	trigger: string;
	/** Reads the form at an index where the trigger matched; undefined where it is only text. */
	read: (scan: Scan, at: number) => Found | undefined;
}

/** Between the words of a form: spaces, no-break spaces, or one soft line break. */
export const GAP = "(?:[ \\t\\u00a0]+|[ \\t]*(?:\\r\\n?|\\n)[ \\t]*)";

/** Match a pattern exactly at an index. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/** Match a pattern at an index where no letter follows; itself it looks only for those of ASCII, which takes V8 a tenth of the time to get ready. */
export function matchWord(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	const found = matchAt(pattern, text, at);
	return found && isLetterAt(text, at + found[0].length) ? null : found;
}
