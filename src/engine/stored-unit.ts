import type { LinkedUnit } from "../model/linked.ts";
import { spoiled } from "../model/spoiled.ts";
import type { Store, StoredEntry } from "../model/store.ts";
import type { Outline, Unit } from "../model/unit.ts";
import { type MakeLazy, makeLazyMaker, makeShelf, type Shelf } from "./lazy.ts";
import { unpackParts } from "./packed-parts.ts";
import { outlineLists, type PackedUnit, packUnit, type UnitNote, unpackUnit } from "./packed-unit.ts";
import { makePrints, type Prints, printOf } from "./prints.ts";

/** What is kept beyond the life of the engine, and what values say that came from there or go there. */
export interface Kept {
	store: Store;
	prints: Prints;
	/** By unit: the print of its outline. */
	outlines: WeakMap<Unit, string>;
	/** How many characters of what was kept may stay in memory too, so that a small book is not read again. */
	room: number;
	/** Make the unit or, of its key, the linked unit that an entry holds, its parts to be read when they are needed. */
	lazyUnit: MakeLazy<Unit, UnitSource>;
	lazyLinked: MakeLazy<LinkedUnit, string>;
}

/** What a unit is read from. */
interface UnitSource {
	key: string;
	/** The names of the properties in the part of the rest. */
	rest: string[];
}

/** Make what an engine has of a store. */
export function makeKept(store: Store, room = heldInMemory): Kept {
	const prints = makePrints();
	const shelf = makeShelf(partsAtHand);
	return {
		store,
		prints,
		outlines: new WeakMap(),
		room,
		lazyUnit: lazyUnits(prints, shelf, store),
		lazyLinked: lazyLinkedUnits(shelf, store),
	};
}

function lazyUnits(prints: Prints, shelf: Shelf, store: Store): MakeLazy<Unit, UnitSource> {
	const part = (key: string, index: number) => readPart(entryOf(key, store), index);
	const lazyOutline = makeLazyMaker<Outline, string>([
		{ names: outlineLists, load: (key) => part(key, 0) as object, held: "always" },
	]);
	const search = ({ key }: UnitSource) => {
		const value = part(key, 1) as object;
		prints.set(value, printOf(key, "search"));
		return { search: value };
	};
	// Which properties a unit has in the rest depends on what is empty in it.
	const makers = new Map<string, MakeLazy<Unit, UnitSource>>();
	return (known, source) => {
		const names = source.rest;
		const make =
			makers.get(names.join()) ??
			makeLazyMaker<Unit, UnitSource>([
				{ names: ["search"], load: search, held: shelf },
				{ names, load: ({ key }) => part(key, 2) as object, held: shelf },
				{ names: ["places"], load: ({ key }) => ({ places: part(key, 3) }), held: "always" },
				{ names: ["colours"], load: ({ key }) => ({ colours: part(key, 4) }), held: shelf },
			]);
		makers.set(names.join(), make);
		return make({ ...known, outline: lazyOutline(known.outline ?? {}, source.key) }, source);
	};
}

function lazyLinkedUnits(shelf: Shelf, store: Store): MakeLazy<LinkedUnit, string> {
	const part = (key: string, index: number) => readPart(entryOf(key, store), index);
	return makeLazyMaker<LinkedUnit, string>([
		{ names: ["edges"], load: (key) => ({ edges: part(key, 0) }), held: shelf },
		{ names: ["uses"], load: (key) => ({ uses: part(key, 1) }), held: "always" },
		{ names: ["parts"], load: (key) => ({ parts: unpackParts(readText(entryOf(key, store), 2)) }), held: shelf },
		{ names: ["hrefs"], load: (key) => ({ hrefs: part(key, 3) }), held: shelf },
	]);
}

/** In characters. */
const heldInMemory = 30_000_000;

/** Parts of files that came from the store and are held: what one file, and the entries of the runbook, need together. */
const partsAtHand = 16;

/** Give the unit that was kept under a key, its parts to be read when they are needed. */
export function findUnit(key: string, kept: Kept): Unit | undefined {
	const entry = kept.store.find(key);
	if (!entry) return undefined;
	return unitNoted(key, JSON.parse(entry.note) as UnitNote, kept);
}

/** Give a unit of which no more is known than what is noted with its key. */
export function unitNoted(key: string, { print, outline, known, rest }: UnitNote, kept: Kept): Unit {
	const unit = kept.lazyUnit({ ...known, outline: outline as Outline }, { key, rest });
	return noted(unit, key, print, kept);
}

/** Keep what came of a file under its key, and give the unit as it will be found: a large book need not be held. */
export function keepUnit(key: string, compiled: { unit: Unit } | { packed: PackedUnit }, kept: Kept): Unit {
	const { note, parts } = "packed" in compiled ? compiled.packed : packUnit(compiled.unit);
	kept.store.keep(key, JSON.stringify(note), parts);
	kept.room -= parts.reduce((sum, part) => sum + part.length, 0);
	const found = kept.room < 0 ? findUnit(key, kept) : undefined;
	if (found) return found;
	const unit = "packed" in compiled ? unpackUnit(compiled.packed) : compiled.unit;
	kept.prints.set(unit.search, printOf(key, "search"));
	return noted(unit, key, note.print, kept);
}

function noted(unit: Unit, key: string, outline: string, { prints, outlines }: Kept): Unit {
	prints.set(unit, key);
	outlines.set(unit, outline);
	return unit;
}

/** Find an entry that was there, or give up all that was kept. */
function entryOf(key: string, store: Store): StoredEntry {
	const entry = store.find(key);
	if (!entry) throw spoiled();
	return entry;
}

/** Read a part of an entry that is JSON, or give up all that was kept. */
export function readPart(entry: StoredEntry, index: number): unknown {
	return JSON.parse(readText(entry, index));
}

/** Read a part of an entry as it is, or give up all that was kept. */
export function readText(entry: StoredEntry, index: number): string {
	const text = entry.part(index);
	if (text === undefined) throw spoiled();
	return text;
}
