import { randomBytes } from "node:crypto";
import { closeSync, openSync, readSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Store, StoredEntry } from "../model/store.ts";
import { type CacheFolder, noteProblem, pruneCached, readCached, writeCached } from "./cache-folder.ts";
import { systemCode } from "./failure.ts";
import { fingerprint, seal, unseal } from "./seal.ts";

/** A store whose entries lie behind each other in few files, for ten thousand files would take longer to open than to work out. */
export interface Packs extends Store {
	/** Write down what was kept. Until then, and after a kill, the entries of before are all there is. */
	save(): void;
	close(): void;
}

/** Where an entry lies: the pack, the place of its first byte, and the length and the check of each part. */
interface Row {
	pack: string;
	at: number;
	note: string;
	lengths: number[];
	checks: string[];
}

/** Open the packs of a cache. An index that does not open as it was sealed counts as none. */
export function openPacks(folder: CacheFolder): Packs {
	const rows = readIndex(folder);
	const used = new Set<string>();
	const renoted = new Set<string>();
	const readers = new Map<string, number | undefined>();
	const pack = startPack(folder);
	const read = (row: Row, index: number): string | undefined => {
		const reader = row.pack === pack.name ? pack.reader() : readerOf(row.pack);
		if (reader === undefined) return undefined;
		const at = row.lengths.slice(0, index).reduce((sum, length) => sum + length, row.at);
		return readPart(reader, at, row.lengths[index] ?? 0, row.checks[index] ?? "", folder.words);
	};
	return {
		find(key) {
			const line = rows.get(key);
			if (line === undefined) return undefined;
			used.add(key);
			const row = readRow(line);
			return entryOf(row, (index) => read(row, index));
		},
		keep(key, note, parts) {
			used.add(key);
			const row = pack.append(note, parts);
			if (row) rows.set(key, writeRow(row));
		},
		renote(key, note) {
			const line = rows.get(key);
			if (line === undefined) return;
			rows.set(key, writeRow({ ...readRow(line), note }));
			renoted.add(key);
		},
		save() {
			const kept = withoutWaste(rows, used);
			const isNew = pack.size() > 0 || renoted.size > 0;
			if (!isNew && kept.size === rows.size) return;
			const merged = mergePacks(kept, pack, read);
			if (!pack.finish() || !writeCached(folder, indexName, seal(writeIndex(merged), folder.words))) return;
			const names = new Set([...merged.values()].map(packOf));
			pruneCached(folder, (name) => !name.startsWith(packStart) || names.has(name));
		},
		close() {
			for (const reader of readers.values()) if (reader !== undefined) closeSync(reader);
			pack.close();
		},
	};

	function readerOf(name: string): number | undefined {
		if (!readers.has(name)) readers.set(name, openReader(folder, name));
		return readers.get(name);
	}
}

const indexName = "index";
const packStart = "pack-";

function entryOf(row: Row, part: StoredEntry["part"]): StoredEntry {
	return { note: row.note, part };
}

function openReader(folder: CacheFolder, name: string): number | undefined {
	try {
		return openSync(join(folder.path, name), "r");
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		// Another build has put its entries elsewhere; this one works them out.
		return undefined;
	}
}

function readPart(reader: number, at: number, length: number, check: string, words: string): string | undefined {
	const bytes = Buffer.allocUnsafe(length);
	try {
		if (readSync(reader, bytes, 0, length, at) !== length) return undefined;
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return undefined;
	}
	return checkOf(bytes, words) === check ? bytes.toString("utf8") : undefined;
}

function checkOf(bytes: Uint8Array, words: string): string {
	return fingerprint(words, bytes).slice(0, 24);
}

/** A file that grows while the book is compiled, so that what is kept need not be held. */
function startPack(folder: CacheFolder) {
	const name = `${packStart}${randomBytes(8).toString("hex")}`;
	const draft = `${name}.draft`;
	let file: number | undefined;
	let size = 0;
	const giveUp = (error: unknown): undefined => {
		noteProblem(folder, error);
		return undefined;
	};
	return {
		name,
		size: () => size,
		reader: () => file,
		/** Undefined where the disk takes no more. */
		append(note: string, parts: string[]): Row | undefined {
			if (folder.problems.length > 0) return undefined;
			const pieces = parts.map((part) => Buffer.from(part));
			try {
				file ??= openSync(join(folder.path, draft), "wx+");
				const bytes = Buffer.concat(pieces);
				for (let done = 0; done < bytes.length; )
					done += writeSync(file, bytes, done, bytes.length - done, size + done);
			} catch (error) {
				return giveUp(error);
			}
			const checks = pieces.map((piece) => checkOf(piece, folder.words));
			const row = { pack: name, at: size, note, lengths: pieces.map(({ length }) => length), checks };
			for (const piece of pieces) size += piece.length;
			return row;
		},
		finish(): boolean {
			if (file === undefined) return true;
			if (folder.problems.length > 0) return false;
			try {
				renameSync(join(folder.path, draft), join(folder.path, name));
				return true;
			} catch (error) {
				giveUp(error);
				return false;
			}
		},
		close() {
			if (file !== undefined) closeSync(file);
		},
	};
}

/** In bytes; what no run uses may take as much room as what this one uses, and so much more. */
const spareRoom = 16_000_000;

/** Drop what this run did not use, once it takes more room than what it did: a book that goes back to an earlier state is compiled at once, but not for ever. */
function withoutWaste(rows: Rows, used: ReadonlySet<string>): Rows {
	let live = 0;
	let all = 0;
	for (const [key, line] of rows) {
		const size = sizeOf(line);
		all += size;
		if (used.has(key)) live += size;
	}
	if (all <= 2 * live + spareRoom) return rows;
	return new Map([...rows].filter(([key]) => used.has(key)));
}

const mostPacks = 8;

/** Copy what lies in many small packs into the one that is being written; the largest stays as long as half of it is needed. */
function mergePacks(
	rows: Rows,
	pack: ReturnType<typeof startPack>,
	read: (row: Row, index: number) => string | undefined,
): Rows {
	const sizes = new Map<string, number>();
	for (const line of rows.values()) sizes.set(packOf(line), (sizes.get(packOf(line)) ?? 0) + sizeOf(line));
	if (sizes.size <= mostPacks) return rows;
	const [largest] = [...sizes].sort(([, a], [, b]) => b - a)[0] ?? [];
	const merged: Rows = new Map();
	for (const [key, line] of rows) {
		if (packOf(line) === largest || packOf(line) === pack.name) merged.set(key, line);
		else {
			const row = readRow(line);
			const parts = row.lengths.map((_, index) => read(row, index));
			const copy = parts.every((part) => part !== undefined) ? pack.append(row.note, parts) : undefined;
			if (copy) merged.set(key, writeRow(copy));
		}
	}
	return merged;
}

/** Rows as text by their keys: of most entries of a large book a run needs no more than to know that they are there. */
type Rows = Map<string, string>;

/** The pack, the size, the place, the lengths, the checks, the note. */
function writeRow({ pack, at, lengths, checks, note }: Row): string {
	const size = lengths.reduce((sum, length) => sum + length, 0);
	return [pack, size, at, lengths.join(","), checks.join(","), note].join("\t");
}

function readRow(line: string): Row {
	const [pack = "", , at, lengths = "", checks = "", ...note] = line.split("\t");
	return {
		pack,
		at: Number(at),
		lengths: lengths.split(",").map(Number),
		checks: checks.split(","),
		note: note.join("\t"),
	};
}

function packOf(line: string): string {
	return line.slice(0, line.indexOf("\t"));
}

function sizeOf(line: string): number {
	const from = line.indexOf("\t") + 1;
	return Number(line.slice(from, line.indexOf("\t", from)));
}

/** An entry on each line: its key, and its row. */
function writeIndex(rows: Rows): string {
	return [...rows].map(([key, line]) => `${key}\t${line}`).join("\n");
}

function readIndex(folder: CacheFolder): Rows {
	const rows: Rows = new Map();
	const text = unseal(readCached(folder, indexName)?.toString("utf8") ?? "", folder.words);
	if (text === undefined || text === "") return rows;
	for (const line of text.split("\n")) {
		const end = line.indexOf("\t");
		rows.set(line.slice(0, end), line.slice(end + 1));
	}
	return rows;
}
