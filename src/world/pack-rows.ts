import { closeSync, fstatSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { aboutOthers } from "../model/store.ts";
import { type CacheFolder, pruneCached, wordsFor } from "./cache-folder.ts";
import { systemCode } from "./failure.ts";
import { openFile } from "./open-file.ts";
import { seal, unseal } from "./seal.ts";
import { addRows, openShelvedRows, type Rows, type ShelvedRows, writeShelvedRows } from "./shelved-rows.ts";

/** Where an entry lies: the pack, the place of its first byte, and the length and the check of each part. */
export interface Row {
	pack: string;
	at: number;
	note: string;
	lengths: number[];
	checks: string[];
}

/** What earlier runs have written down: each pack ends with its own rows, and those of most packs stand in the index as well. */
export interface PackIndex {
	index: ShelvedRows;
	/** The rows of packs that it does not name. */
	rows: Rows;
	/** The names of all packs there are. */
	packs: string[];
}

/** Read the index and the rows of the packs that it does not name. What does not open as it was sealed counts as not there. */
export function readPackIndex(folder: CacheFolder): PackIndex {
	const index = openShelvedRows(folder);
	const rows: Rows = new Map();
	const known = new Set(index.packs);
	const packs = packsIn(folder);
	// Two rows of one key are alike but for when it was seen last, so the order of the packs does not count.
	for (const name of packs) if (!known.has(name)) addRows(rows, readRowsOf(folder, name) ?? "", 0);
	return { index, rows, packs };
}

/** Give all rows that there are. */
export function allRows({ index, rows }: Pick<PackIndex, "index" | "rows">): Rows {
	const all = index.all();
	for (const [key, line] of rows) all.set(key, line);
	return all;
}

/** Write the rows of all packs anew, and delete the packs that they do not name. */
export function writePackIndex(folder: CacheFolder, rows: Rows): void {
	const names = new Set([...rows.values()].map(packOf));
	if (!writeShelvedRows(folder, names, rows)) return;
	pruneCached(folder, (name) => !name.startsWith(packStart) || names.has(name));
}

/** Forget what lies in packs that are spoiled or gone; where neither is known, what lies in any. */
export function mendPackIndex(folder: CacheFolder, spoiled: ReadonlySet<string>): void {
	const known = readPackIndex(folder);
	const rows = allRows(known);
	const sound = new Set(known.packs.filter((name) => !spoiled.has(name)));
	const left = withoutGroups(new Map([...rows].filter(([, line]) => sound.has(packOf(line)))));
	writePackIndex(folder, left.size < rows.size ? left : new Map());
	folder.isMended = true;
}

/** Leave out the rows of entries that say what is known of others, some of which are gone. */
export function withoutGroups(rows: Rows): Rows {
	return new Map([...rows].filter(([, line]) => noteOf(line) !== aboutOthers));
}

/** Give what stands at the end of a pack of this name with these rows. */
export function endOfPack(rows: Rows, folder: CacheFolder, name: string): Buffer {
	const sealed = seal(writeRows(rows), wordsFor(folder, name));
	return Buffer.concat([sealed, Buffer.from(String(sealed.length).padStart(lengthSigns))]);
}

/** With this the name of a pack begins. */
export const packStart = "pack-";

/** Write a row: the pack, the size, the place, the lengths, the checks, the note. */
export function writeRow({ pack, at, lengths, checks, note }: Row): string {
	const size = lengths.reduce((sum, length) => sum + length, 0);
	return [pack, size, at, lengths.join(","), checks.join(","), note].join("\t");
}

/** Read a row as `writeRow` writes it. */
export function readRow(line: string): Row {
	const [pack = "", , at, lengths = "", checks = ""] = line.split("\t", 5);
	return {
		pack,
		at: Number(at),
		// Many entries are no more than their note.
		lengths: lengths === "" ? [] : lengths.split(",").map(Number),
		checks: checks === "" ? [] : checks.split(","),
		note: noteOf(line),
	};
}

/** Give the note of a row: nobody needs more of most of them. */
export function noteOf(line: string): string {
	// No note has a tab, for what is not plain in it is escaped.
	return line.slice(line.lastIndexOf("\t") + 1);
}

/** Give the name of the pack that a row lies in. */
export function packOf(line: string): string {
	return line.slice(0, line.indexOf("\t"));
}

/** Give the number of bytes that the parts of a row take. */
export function sizeOf(line: string): number {
	const from = line.indexOf("\t") + 1;
	return Number(line.slice(from, line.indexOf("\t", from)));
}

/** A number of bytes takes fewer signs than this. */
const lengthSigns = 16;

/** An entry on each line: its key, and its row. */
function writeRows(rows: Rows): string {
	return [...rows].map(([key, line]) => `${key}\t${line}`).join("\n");
}

function packsIn({ path }: CacheFolder): string[] {
	try {
		return readdirSync(path).filter((name) => name.startsWith(packStart) && !name.includes("."));
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		// What cannot be listed cannot be read either.
		return [];
	}
}

function readRowsOf(folder: CacheFolder, name: string): string | undefined {
	try {
		const file = openFile(join(folder.path, name));
		if (file === undefined) return undefined;
		try {
			const end = fstatSync(file).size - lengthSigns;
			const length = Number(readAt(file, end, lengthSigns)?.toString("latin1"));
			const sealed = length > 0 && length <= end ? readAt(file, end - length, length) : undefined;
			return sealed && unseal(sealed, wordsFor(folder, name));
		} finally {
			closeSync(file);
		}
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return undefined;
	}
}

/** Undefined where there are not so many bytes. */
function readAt(file: number, at: number, length: number): Buffer | undefined {
	if (at < 0) return undefined;
	const bytes = Buffer.allocUnsafe(length);
	return readSync(file, bytes, 0, length, at) === length ? bytes : undefined;
}
