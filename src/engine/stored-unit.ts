import { spoiled } from "../model/spoiled.ts";
import type { Store, StoredEntry } from "../model/store.ts";
import type { Unit } from "../model/unit.ts";
import type { MakeLazy, Shelf } from "./lazy.ts";
import { type Prints, printOf } from "./prints.ts";

/** What is kept beyond the life of the engine, and what values say that came from there or go there. */
export interface Kept {
	store: Store;
	prints: Prints;
	/** By unit: the print of its outline. */
	outlines: WeakMap<Unit, string>;
	/** How many characters of what was kept may stay in memory too, so that a small book is not read again. */
	room: number;
	/** Holds the parts that were read last. */
	shelf: Shelf;
	makeLazy: MakeLazy;
}

/** What is known of a unit before any part of it is read. */
interface UnitNote {
	/** The print of the outline. */
	outline: string;
	/** Small properties, and those that are empty in most units. */
	known: Partial<Unit>;
	/** The names of the properties in the part of the rest. */
	rest: string[];
}

/** Give the unit that was kept under a key, its parts to be read when they are needed. */
export function findUnit(key: string, kept: Kept): Unit | undefined {
	const entry = kept.store.find(key);
	if (!entry) return undefined;
	const { outline, known, rest } = JSON.parse(entry.note) as UnitNote;
	const search = () => {
		const value = readPart(entry, 1) as object;
		kept.prints.set(value, printOf(key, "search"));
		return { search: value };
	};
	const unit = kept.makeLazy<Unit>(known, [
		{ names: ["outline"], load: () => ({ outline: readPart(entry, 0) }), held: "always" },
		{ names: ["search"], load: search, held: kept.shelf },
		{ names: rest, load: () => readPart(entry, 2) as Record<string, unknown>, held: kept.shelf },
		{ names: ["places"], load: () => ({ places: readPart(entry, 3) }), held: "always" },
	]);
	return noted(unit, key, outline, kept);
}

/** Keep a unit under its key, and give it as it will be found: a large book need not be held. */
export function keepUnit(key: string, unit: Unit, kept: Kept): Unit {
	const { outline, search, places, path, words, bodyStart, ...others } = unit;
	const known: Partial<Unit> = { path, words, bodyStart };
	const rest: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(others)) {
		if (Array.isArray(value) && value.length === 0) Object.assign(known, { [name]: value });
		else rest[name] = value;
	}
	const parts = [outline, search, rest, places].map((part) => JSON.stringify(part));
	const note: UnitNote = { outline: printOf(parts[0] ?? ""), known, rest: Object.keys(rest) };
	kept.store.keep(key, JSON.stringify(note), parts);
	kept.room -= parts.reduce((sum, part) => sum + part.length, 0);
	kept.prints.set(search, printOf(key, "search"));
	return (kept.room < 0 ? findUnit(key, kept) : undefined) ?? noted(unit, key, note.outline, kept);
}

function noted(unit: Unit, key: string, outline: string, { prints, outlines }: Kept): Unit {
	prints.set(unit, key);
	outlines.set(unit, outline);
	return unit;
}

/** Read a part of an entry, or give up all that was kept. */
export function readPart(entry: StoredEntry, index: number): unknown {
	const text = entry.part(index);
	if (text === undefined) throw spoiled();
	return JSON.parse(text);
}
