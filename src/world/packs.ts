import { randomBytes } from "node:crypto";
import { closeSync, lstatSync, openSync, readSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { SharedStore, Store } from "../model/store.ts";
import { type CacheFolder, noteProblem, pruneCached, removeCached } from "./cache-folder.ts";
import { systemCode } from "./failure.ts";
import { openFile } from "./open-file.ts";
import {
	allRows,
	endOfPack,
	noteOf,
	type PackIndex,
	packOf,
	packStart,
	type Row,
	readPackIndex,
	readRow,
	sizeOf,
	withoutGroups,
	writePackIndex,
	writeRow,
} from "./pack-rows.ts";
import { fingerprint } from "./seal.ts";
import type { Rows } from "./shelved-rows.ts";

/** A store whose entries lie behind each other in few files, for ten thousand files would take longer to open than to work out. */
export interface Packs extends Store {
	shared: SharedStore;
	/** Write down what was kept. Until then, and after a kill, the entries of before are all there is. */
	save(): void;
	/** Count the entries that are not yet written down. */
	pending(): number;
	/** Names of packs that hold something else than was written; where none does, what is missing is. */
	spoiled: ReadonlySet<string>;
	/** Open all that there is, so that it can be read whatever other runs put in its place. */
	hold(): void;
	close(): void;
}

/** Open the packs of a cache: those that are there, or those that another process tells of. */
export function openPacks(folder: CacheFolder, known: PackIndex = readPackIndex(folder)): Packs {
	const { index, rows, packs } = known;
	const isFirst = rows.size === 0 && index.packs.length === 0;
	const rowOf = (key: string) => rows.get(key) ?? index.get(key);
	const own: Rows = new Map();
	let told = 0;
	const used = new Set<string>();
	const claimed: (readonly string[])[] = [];
	const readers = new Map<string, number | undefined>();
	const spoiled = new Set<string>();
	const room = makeRoom();
	const pack = startPack(folder, room);
	const read = (row: Row, index: number): string | undefined => {
		const reader = row.pack === pack.name ? pack.reader() : readerOf(row.pack);
		if (reader === undefined) return undefined;
		const at = row.lengths.slice(0, index).reduce((sum, length) => sum + length, row.at);
		const part = readPart(reader, at, room(row.lengths[index] ?? 0), row.checks[index] ?? "");
		if (part === undefined) spoiled.add(row.pack);
		return part;
	};
	const note = (key: string, row: Row): void => {
		const line = writeRow(row);
		rows.set(key, line);
		own.set(key, line);
	};
	return {
		find(key) {
			const line = rowOf(key);
			if (line === undefined) return undefined;
			used.add(key);
			return { note: noteOf(line), part: (index) => read(readRow(line), index) };
		},
		keep(key, said, parts) {
			used.add(key);
			const { row, isWritten } = pack.append(said, parts);
			if (isWritten) note(key, row);
			return row.checks;
		},
		renote(key, said) {
			const line = rowOf(key);
			if (line !== undefined) note(key, { ...readRow(line), note: said });
		},
		claim: (keys) => void claimed.push(keys),
		shared: {
			place: { path: folder.path, draftEnd: folder.draftEnd },
			news() {
				const news = [...own].slice(told).filter(([, line]) => packOf(line) === pack.name);
				told = own.size;
				return news;
			},
			adopt(others) {
				for (const [key, line] of others) {
					used.add(key);
					rows.set(key, line);
					own.set(key, line);
				}
			},
		},
		save() {
			if (own.size === 0) return;
			for (const name of new Set([...own.values()].map(packOf)))
				if (name !== pack.name && !packs.includes(name)) nameDraft(folder, name);
			const indexed = new Set(index.packs);
			const isFull = packs.filter((name) => !indexed.has(name)).length >= mostPacks;
			const all = isFull || isFirst ? allRows({ index, rows }) : undefined;
			const merged = all && isFull ? mergePacks(withoutWaste(all, allUsed()), folder, pack, read) : all;
			if (pack.finish(own) && merged) writePackIndex(folder, merged);
		},
		pending: () => own.size,
		spoiled,
		hold() {
			for (const name of packs) readerOf(name);
		},
		close() {
			for (const reader of readers.values()) if (reader !== undefined) closeSync(reader);
			pack.close();
		},
	};

	function allUsed(): ReadonlySet<string> {
		for (const keys of claimed.splice(0)) for (const key of keys) used.add(key);
		return used;
	}

	function readerOf(name: string): number | undefined {
		if (!readers.has(name)) readers.set(name, openReader(folder, name));
		return readers.get(name);
	}
}

function openReader(folder: CacheFolder, name: string): number | undefined {
	// That of another process is a draft until this one ends.
	try {
		return openFile(join(folder.path, name)) ?? openFile(join(folder.path, `${name}${folder.draftEnd}`));
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		// Another build has put its entries elsewhere; this one works them out.
		return undefined;
	}
}

/** Give the pack of another process, which has ended, its name; its rows stand in the pack of this one. */
function nameDraft(folder: CacheFolder, name: string): void {
	try {
		renameSync(join(folder.path, `${name}${folder.draftEnd}`), join(folder.path, name));
	} catch (error) {
		noteProblem(folder, error);
	}
}

function readPart(reader: number, at: number, bytes: Buffer, check: string): string | undefined {
	try {
		if (readSync(reader, bytes, 0, bytes.length, at) !== bytes.length) return undefined;
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return undefined;
	}
	return checkOf(bytes) === check ? decoded(bytes) : undefined;
}

/**
 * Write a text at a place, behind a byte that says how, and give the number of all bytes. A text that fits into Latin-1,
 * as V8 knows of most at once, is copied as it is: to write and read it as UTF-8 takes ten times as long.
 */
function encode(text: string, bytes: Buffer, at: number): number {
	const isNarrow = !/[^\0-\xff]/.test(text);
	bytes[at] = isNarrow ? narrow : 0;
	return 1 + bytes.write(text, at + 1, isNarrow ? "latin1" : "utf8");
}

function decoded(bytes: Buffer): string {
	return bytes.toString(bytes[0] === narrow ? "latin1" : "utf8", 1);
}

const narrow = 1;

/** Who wrote the part needs no check: its row, which holds this one, is sealed. */
function checkOf(bytes: Uint8Array): string {
	return fingerprint(bytes).slice(0, 24);
}

/** Gives room for so many bytes until it is asked again: to get some from the system for each part takes longer than to fill it. */
type Room = (size: number) => Buffer;

function makeRoom(): Room {
	const room = Buffer.allocUnsafeSlow(usualRoom);
	return (size) => (size <= usualRoom ? room.subarray(0, size) : Buffer.allocUnsafe(size));
}

/** In bytes; the parts of a chapter take less. */
const usualRoom = 524_288;

/** A file that grows while the book is compiled, so that what is kept need not be held. */
function startPack(folder: CacheFolder, room: Room) {
	const name = `${packStart}${randomBytes(6).toString("hex")}`;
	const draft = `${name}${folder.draftEnd}`;
	let file: number | undefined;
	let size = 0;
	let isNamed = false;
	const begin = (): number => {
		// Those of killed builds would fill the disk, where one build after the other is killed.
		pruneCached(folder, () => true);
		return openSync(join(folder.path, draft), "wx+");
	};
	const append = (bytes: Buffer): void => {
		file ??= begin();
		for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, size + done);
		size += bytes.length;
	};
	/** False where the disk takes no more. */
	const isDone = (work: () => void): boolean => {
		if (folder.problems.length > 0) return false;
		try {
			work();
			return true;
		} catch (error) {
			noteProblem(folder, error);
			return false;
		}
	};
	return {
		name,
		reader: () => file,
		append(note: string, parts: string[]): { row: Row; isWritten: boolean } {
			const row: Row = { pack: name, at: size, note, lengths: [], checks: [] };
			// Where there is room for the longest, V8 need not measure a text before it writes it.
			const bytes = room(parts.reduce((sum, { length }) => sum + 1 + 3 * length, 0));
			let end = 0;
			for (const part of parts) {
				const length = encode(part, bytes, end);
				row.lengths.push(length);
				row.checks.push(checkOf(bytes.subarray(end, end + length)));
				end += length;
			}
			return { row, isWritten: isDone(() => append(bytes.subarray(0, end))) };
		},
		/** Write the rows of this run behind the parts, and give the pack its name. */
		finish: (rows: Rows): boolean =>
			isDone(() => {
				append(endOfPack(rows, folder, name));
				renameSync(join(folder.path, draft), join(folder.path, name));
				isNamed = true;
			}),
		close() {
			if (file !== undefined) closeSync(file);
			// On a full disk, or after a fault, it would only take up room.
			if (file !== undefined && !isNamed) removeCached(join(folder.path, draft));
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

/** So many packs may there be whose rows are not in the index. */
const mostPacks = 12;

/** Copy what lies in small packs, or in packs that nobody needs most of, into the one that is being written. */
function mergePacks(
	rows: Rows,
	folder: CacheFolder,
	pack: ReturnType<typeof startPack>,
	read: (row: Row, index: number) => string | undefined,
): Rows {
	const sizes = new Map<string, number>();
	for (const line of rows.values()) sizes.set(packOf(line), (sizes.get(packOf(line)) ?? 0) + sizeOf(line));
	const least = [...sizes.values()].reduce((sum, size) => sum + size, 0) / 16;
	const stays = new Set([pack.name]);
	for (const [name, size] of sizes) {
		const { size: whole = 0 } = lstatSync(join(folder.path, name), { throwIfNoEntry: false }) ?? {};
		if (size >= least && 2 * size >= whole) stays.add(name);
	}
	const merged: Rows = new Map();
	for (const [key, line] of rows) {
		if (stays.has(packOf(line))) merged.set(key, line);
		else {
			const row = readRow(line);
			const parts = row.lengths.map((_, index) => read(row, index));
			const copy = parts.every((part) => part !== undefined) ? pack.append(row.note, parts) : undefined;
			if (copy?.isWritten) merged.set(key, writeRow(copy.row));
		}
	}
	return merged.size < rows.size ? withoutGroups(merged) : merged;
}
