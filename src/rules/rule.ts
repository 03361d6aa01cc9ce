import type { Book } from "../model/book.ts";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import type { Backlinks, LinkedUnit } from "../model/linked.ts";
import type { LockChange } from "../model/lock.ts";
import type { Unit } from "../model/unit.ts";
import type { UseFinder } from "./term-words.ts";

/** Everything that a rule about the whole book may look at. */
export interface RuleInput {
	book: Book;
	/** By path, in the order of paths. */
	units: ReadonlyMap<string, Unit>;
	linked: ReadonlyMap<string, LinkedUnit>;
	backlinks: Backlinks;
	/** What became of what the lock says, and the text of the lock; none where the book has no lock. */
	changes?: LockChange[];
	lockText?: string;
	/** Where the redirects of the settings stand. */
	places?: Map<string, Span>;
	/** Knows from earlier runs which file uses which term. */
	isUsed?: UseFinder;
}

/** A check that needs more than one file. Its file is called like the code that it reports. */
export type Rule = (input: RuleInput) => Diagnostic[];

/** The place of a key of the front matter, or the first line of the file where it is not written. */
export function placeOfKey(unit: Unit, key: string): Span {
	return unit.places.frontMatter[key] ?? firstLine(unit);
}

/** The place of the title, or the first line. */
export function placeOfTitle(unit: Unit): Span {
	return unit.places.headings[0] ?? firstLine(unit);
}

function firstLine(unit: Unit): Span {
	const end = Math.max(0, (unit.lines[1] ?? 1) - 1);
	return { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: end + 1, offset: end } };
}
