import type { Unit } from "../model/unit.ts";
import { printOf } from "./prints.ts";

/** A unit as text, as it is kept and as one process tells it to another. */
export interface PackedUnit {
	note: UnitNote;
	/** As JSON: the outline, the texts for the search, the rest, the places. */
	parts: string[];
}

/** What is known of a unit before any part of it is read. */
export interface UnitNote {
	/** The print of the outline. */
	outline: string;
	/** Small properties, those that are empty in most units, and what is looked at in every run. */
	known: Partial<Unit>;
	/** The names of the properties in the part of the rest. */
	rest: string[];
}

/** Write a unit as text. */
export function packUnit({ outline, search, places, path, words, bodyStart, ...others }: Unit): PackedUnit {
	const known: Partial<Unit> = { path, words, bodyStart };
	const rest: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(others)) {
		const isEmpty = Array.isArray(value) && value.length === 0;
		if (isEmpty || name === "diagnostics" || name === "suppressions") Object.assign(known, { [name]: value });
		else rest[name] = value;
	}
	const parts = [outline, search, rest, places].map((part) => JSON.stringify(part));
	return { note: { outline: printOf(parts[0] ?? ""), known, rest: Object.keys(rest) }, parts };
}

/** Read a unit that was written as text. */
export function unpackUnit({ note: { known }, parts }: PackedUnit): Unit {
	const [outline, search, rest, places] = parts.map((part) => JSON.parse(part));
	return { ...known, ...rest, outline, search, places } as Unit;
}
