import { type CacheFolder, readBytes, wordsFor, writeBytes } from "./cache-folder.ts";
import { fingerprint, seal, unseal } from "./seal.ts";

/** Rows as text by their keys: of most entries of a large book a run needs no more than to know that they are there. */
export type Rows = Map<string, string>;

/** Rows that were written down together. They lie on shelves, by the beginning of their keys, and a shelf is checked and read when somebody asks for something on it: after an edit of a large book that is a few of hundreds. */
export interface ShelvedRows {
	/** The names of the packs that hold the entries. */
	packs: string[];
	get(key: string): string | undefined;
	all(): Rows;
}

/** The index of a cache that has none. */
export const noRows: ShelvedRows = { packs: [], get: () => undefined, all: () => new Map() };

/** Open the index of a cache. What is not as it was sealed counts as not there, the index or a shelf of it. */
export function openShelvedRows(folder: CacheFolder): ShelvedRows {
	const bytes = readBytes(folder, indexName);
	return bytes ? shelvedRows(bytes, wordsFor(folder, indexName)) : noRows;
}

/** Write an index in place of the one there is; false where that cannot be. */
export function writeShelvedRows(folder: CacheFolder, packs: Iterable<string>, rows: Rows): boolean {
	const digits = rows.size > manyRows ? 3 : rows.size > manyRows / 16 ? 2 : 1;
	const texts: string[] = Array.from({ length: 16 ** digits }, () => "");
	for (const [key, line] of rows) texts[numberOf(key, digits)] += `\n${key}\t${line}`;
	const shelves = texts.map((text) => Buffer.from(text));
	const lengths = shelves.map((shelf) => shelf.length);
	const head = [[...packs].join(" "), lengths.join(" "), shelves.map(checkOf).join("")].join("\n");
	const sealed = seal(head, wordsFor(folder, indexName));
	const length = Buffer.from(String(sealed.length).padStart(lengthSigns));
	return writeBytes(folder, indexName, Buffer.concat([length, sealed, ...shelves]));
}

const indexName = "index";

/** So many rows make shelves of the third digit worth their place in the head. */
const manyRows = 8192;

/** A number of bytes takes fewer signs than this. */
const lengthSigns = 16;

function shelvedRows(bytes: Buffer, words: string): ShelvedRows {
	const start = lengthSigns + (Number(bytes.toString("latin1", 0, lengthSigns)) || 0);
	const head = unseal(bytes.subarray(lengthSigns, start), words);
	if (head === undefined) return noRows;
	const [packs = "", written = "", checks = ""] = head.split("\n");
	const lengths = written.split(" ").map(Number);
	const digits = Math.round(Math.log2(lengths.length) / 4);
	const starts: number[] = [];
	let end = start;
	for (const length of lengths) {
		starts.push(end);
		end += length;
	}
	const texts: string[] = [];
	const shelf = (number: number): string => {
		const text = texts[number] ?? readShelf(number);
		texts[number] = text;
		return text;
	};
	return {
		packs: packs.split(" ").filter((name) => name !== ""),
		get(key) {
			const text = shelf(numberOf(key, digits));
			const at = text.indexOf(`\n${key}\t`);
			if (at === -1) return undefined;
			const from = at + key.length + 2;
			const to = text.indexOf("\n", from);
			return text.slice(from, to === -1 ? text.length : to);
		},
		all() {
			const rows: Rows = new Map();
			for (const number of lengths.keys()) addRows(rows, shelf(number), 1);
			return rows;
		},
	};

	function readShelf(number: number): string {
		const [from = 0, length = 0] = [starts[number], lengths[number]];
		const own = bytes.subarray(from, from + length);
		const check = checks.slice(number * checkSigns, (number + 1) * checkSigns);
		return checkOf(own) === check ? own.toString("utf8") : "";
	}
}

/** Give the number of the shelf on which a key lies; a key is the beginning of a hash, in hex. */
function numberOf(key: string, digits: number): number {
	return Number.parseInt(key.slice(0, digits), 16) || 0;
}

const checkSigns = 24;

function checkOf(bytes: Uint8Array): string {
	return fingerprint(bytes).slice(0, checkSigns);
}

/** Add the rows of a text from a place on. There are hundreds of thousands of them, so that no line is cut out as a whole. */
export function addRows(rows: Rows, text: string, start: number): void {
	let from = start;
	while (from < text.length) {
		const end = text.indexOf("\n", from);
		const to = end === -1 ? text.length : end;
		const key = text.indexOf("\t", from);
		if (key > from && key < to) rows.set(text.slice(from, key), text.slice(key + 1, to));
		from = to + 1;
	}
}
