import { closeSync, fstatSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { type CacheFolder, pruneCached, readCached, wordsFor, writeCached } from "./cache-folder.ts";
import { systemCode } from "./failure.ts";
import { openFile } from "./open-file.ts";
import { seal, unseal } from "./seal.ts";

/** Where an entry lies: the pack, the place of its first byte, and the length and the check of each part. */
export interface Row {
	pack: string;
	at: number;
	note: string;
	lengths: number[];
	checks: string[];
}

/** Rows as text by their keys: of most entries of a large book a run needs no more than to know that they are there. */
export type Rows = Map<string, string>;

/** What earlier runs have written down: each pack ends with its own rows, and those of most packs stand in the index as well. */
export interface PackIndex {
	rows: Rows;
	/** The names of all packs there are. */
	packs: string[];
}

/** Read the index and the rows of the packs that it does not name. What does not open as it was sealed counts as not there. */
export function readPackIndex(folder: CacheFolder): PackIndex {
	const rows: Rows = new Map();
	const text = readCached(folder, indexName) ?? "";
	const [names = ""] = text.split("\n", 1);
	addRows(rows, text, names.length + 1);
	const known = new Set(names.split(" "));
	const packs = packsIn(folder);
	// Two rows of one key are alike but for when it was seen last, so the order of the packs does not count.
	for (const name of packs) if (!known.has(name)) addRows(rows, readRowsOf(folder, name) ?? "", 0);
	return { rows, packs };
}

/** Write the rows of all packs anew, and delete the packs that they do not name. */
export function writePackIndex(folder: CacheFolder, rows: Rows): void {
	const names = new Set([...rows.values()].map(packOf));
	if (!writeCached(folder, indexName, `${[...names].join(" ")}\n${writeRows(rows)}`)) return;
	pruneCached(folder, (name) => !name.startsWith(packStart) || names.has(name));
}

/** Forget what lies in packs that are spoiled or gone; where neither is known, what lies in any. */
export function mendPackIndex(folder: CacheFolder, spoiled: ReadonlySet<string>): void {
	const { rows, packs } = readPackIndex(folder);
	const sound = new Set(packs.filter((name) => !spoiled.has(name)));
	const left = new Map([...rows].filter(([, line]) => sound.has(packOf(line))));
	writePackIndex(folder, left.size < rows.size ? left : new Map());
	folder.isMended = true;
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
		lengths: lengths.split(",").map(Number),
		checks: checks.split(","),
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

const indexName = "index";

/** A number of bytes takes fewer signs than this. */
const lengthSigns = 16;

/** An entry on each line: its key, and its row. */
function writeRows(rows: Rows): string {
	return [...rows].map(([key, line]) => `${key}\t${line}`).join("\n");
}

/** Add the rows of a text from a place on. There are hundreds of thousands of them, so that no line is cut out as a whole. */
function addRows(rows: Rows, text: string, start: number): void {
	let from = start;
	while (from < text.length) {
		const end = text.indexOf("\n", from);
		const to = end === -1 ? text.length : end;
		const key = text.indexOf("\t", from);
		if (key > from && key < to) rows.set(text.slice(from, key), text.slice(key + 1, to));
		from = to + 1;
	}
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
			const length = Number(readAt(file, end, lengthSigns).toString("latin1"));
			return length > 0 && length <= end
				? unseal(readAt(file, end - length, length), wordsFor(folder, name))
				: undefined;
		} finally {
			closeSync(file);
		}
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return undefined;
	}
}

function readAt(file: number, at: number, length: number): Buffer {
	const bytes = Buffer.alloc(length);
	return bytes.subarray(0, at < 0 ? 0 : readSync(file, bytes, 0, length, at));
}
