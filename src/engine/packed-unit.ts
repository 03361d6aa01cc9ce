import type { Outline, Unit } from "../model/unit.ts";
import { printOf } from "./prints.ts";

/** A unit as text, as it is kept and as one process tells it to another. */
export interface PackedUnit {
	note: UnitNote;
	/** As JSON: what is large of the outline, the texts for the search, the rest, the places, the colours. */
	parts: string[];
}

/** What is known of a unit before any part of it is read. */
export interface UnitNote {
	/** The print of the outline. */
	print: string;
	/** The outline without its lists, of which most runs need few. */
	outline: Omit<Outline, OutlineList>;
	/** Small properties, those that are empty in most units, and what is looked at in every run. */
	known: Partial<Unit>;
	/** The names of the properties in the part of the rest. */
	rest: string[];
}

/** The lists of an outline that stand in a part of their own. */
export const outlineLists = ["headings", "anchors", "groups", "terms"] as const;

type OutlineList = (typeof outlineLists)[number];

/** Write a unit as text. */
export function packUnit({ outline, search, places, colours, path, words, bodyStart, ...others }: Unit): PackedUnit {
	const known: Partial<Unit> = { path, words, bodyStart };
	const rest: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(others)) {
		const isEmpty = Array.isArray(value) && value.length === 0;
		if (isEmpty || name === "diagnostics" || name === "suppressions") Object.assign(known, { [name]: value });
		else rest[name] = value;
	}
	const { headings, anchors, groups, terms, ...short } = outline;
	const lists: Pick<Outline, OutlineList> = { headings, anchors, groups, terms };
	const parts = [lists, search, rest, places, colours].map((part) => JSON.stringify(part));
	const print = printOf(JSON.stringify(short), parts[0] ?? "");
	return { note: { print, outline: short, known, rest: Object.keys(rest) }, parts };
}

/** Read a unit that was written as text. */
export function unpackUnit({ note: { known, outline }, parts }: PackedUnit): Unit {
	const [lists, search, rest, places, colours] = parts.map((part) => JSON.parse(part));
	return { ...known, ...rest, outline: { ...outline, ...lists }, search, places, colours } as Unit;
}
