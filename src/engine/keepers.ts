import { type Keeper, type MakeGroups, type MakeText, putEach } from "../render/keep.ts";
import type { DrawnPage } from "./helper-orders.ts";
import type { LateFiles } from "./late-files.ts";
import { type Memo, remember, settle } from "./memo.ts";
import { contentHash, printOf } from "./prints.ts";
import { type Kept, readPart, readText } from "./stored-unit.ts";

/** What the render stage has made, by keys of its own. */
export interface RenderMemory {
	kept: Memo<unknown>;
	settled: Memo<unknown>;
	/** Pages of a site that is looked at, those last that were asked for last. */
	lately: Set<string>;
}

/** Make a keeper for an engine that runs again and again; what is asked for no more in this run may be forgotten. */
export function memoryKeeper({ kept, settled }: RenderMemory, used: Set<string>): Keeper {
	const keeper: Keeper = {
		keep(key, inputs, make) {
			used.add(key);
			return remember(kept, key, inputs, make) as ReturnType<typeof make>;
		},
		settle(key, value) {
			used.add(key);
			return settle(settled, key, value) as typeof value;
		},
		note: (value) => value,
		recall: (key, inputs, make) => keeper.keep(key, inputs, make),
		hold: (key, inputs, make) => void keeper.keep(key, inputs, make),
		file: (site, address, _inputs, make) => void site.set(address, make()),
		files(site, key, inputs, make) {
			for (const [address, text] of keeper.keep(key, inputs, () => textsOf(keeper, make))) site.set(address, text);
		},
	};
	return keeper;
}

/** Make a keeper for a site that is looked at while it is written: whatever it is, it is made when somebody asks for it. Of pages only those are kept that were asked for lately. */
export function liveKeeper(memory: RenderMemory, late: LateFiles, kept: Kept | undefined): Keeper {
	const keeper = memoryKeeper(memory, new Set());
	const store = kept && storeKeeper(kept, late, new Map());
	const recall: Keeper["recall"] = (key, inputs, make) =>
		keeper.keep(key, inputs, () => (store ? store.recall(key, inputs, make) : make()) as ReturnType<typeof make>);
	return {
		...keeper,
		keep(key, inputs, make) {
			const page = /^page (.+)/.exec(key)?.[1];
			if (page !== undefined) keepLately(page, memory);
			return keeper.keep(key, inputs, make);
		},
		recall,
		hold: (key, inputs, make) => void recall(key, inputs, make),
		file(_site, address, inputs, make) {
			late.later(address, () => keeper.keep(`file ${address}`, inputs, make));
		},
		files: (_site, key, inputs, make) =>
			late.unlisted(key, () => keeper.keep(key, inputs, () => textsOf(keeper, make))),
	};
}

/** More pages are hardly open at once, and all pages of a large book would be most of what is in memory. */
const mostKept = 100;

function keepLately(page: string, { lately, kept, settled }: RenderMemory): void {
	lately.delete(page);
	lately.add(page);
	if (lately.size <= mostKept) return;
	const [oldest = ""] = lately;
	lately.delete(oldest);
	for (const kind of ["view", "dated", "page"]) kept.delete(`${kind} ${oldest}`);
	settled.delete(`view ${oldest}`);
}

function textsOf({ keep }: Keeper, make: MakeGroups): ReadonlyMap<string, string> {
	const texts = new Map<string, string>();
	putEach(make, (address, inputs, text) => texts.set(address, keep(`file ${address}`, inputs, text)));
	return texts;
}

/**
 * Make a keeper for an engine that runs once, and finds what earlier ones have kept. Of a file it keeps the hash alone:
 * the file itself lies in the site that was published. `hashes` receives what is known of each file; `takeDrawn` may give
 * what another process has drawn.
 */
export function storeKeeper(
	{ store, prints }: Kept,
	late: LateFiles,
	hashes: Map<string, string>,
	takeDrawn: (address: string) => DrawnPage | undefined = () => undefined,
): Keeper {
	const keeper: Keeper = {
		// In one run nearly everything is asked for once, and together it would be the whole site.
		keep: (_key, _inputs, make) => make(),
		settle: (_key, value) => value,
		note(value) {
			prints.set(value, printOf(JSON.stringify(value)));
			return value;
		},
		recall(key, inputs, make) {
			const print = prints.of([key, ...inputs]);
			const entry = print === undefined ? undefined : store.find(print);
			const value = entry ? (readValue(readText(entry, 0)) as ReturnType<typeof make>) : make();
			if (print !== undefined && !entry) store.keep(print, "", [writeValue(value)]);
			if (print !== undefined && typeof value === "object" && value !== null) prints.set(value, print);
			return value;
		},
		hold(key, inputs, make) {
			const print = prints.of([key, ...inputs]);
			if (print !== undefined && !store.find(print)) store.keep(print, "", [writeValue(make())]);
		},
		file: (_site, address, inputs, make) => fileOf(address, prints.of(["file", address, ...inputs]), make),
		files(_site, key, inputs, make) {
			listFiles(prints.of(["files", key, ...inputs]), make);
		},
	};
	return keeper;

	/** Put what is kept under a print, or what is made, and keep the list of it. */
	function listFiles(print: string | undefined, make: MakeGroups): void {
		const known = print === undefined ? undefined : listedIn(print);
		if (known) {
			let made: Map<string, MakeText> | undefined;
			const madeOf = (address: string) => {
				made ??= makersOf(make);
				return made.get(address)?.() ?? "";
			};
			for (const [address, own] of known) fileOf(address, own, () => madeOf(address));
			return;
		}
		const all: Listed[] = [];
		make(
			(address, own, text) => {
				// What has no print of its own is the same as long as all of them are.
				const filePrint = prints.of(["file", address, ...own]) ?? (print && printOf(print, address));
				all.push(filePrint === undefined ? [address] : [address, filePrint]);
				fileOf(address, filePrint, text);
			},
			(key, inputs, makeGroup) => {
				const group = prints.of(["files", key, ...inputs]);
				listFiles(group, makeGroup);
				if (group !== undefined) all.push(group);
			},
		);
		if (print !== undefined) store.keep(print, "", [JSON.stringify(all)]);
	}

	/** Undefined where it is not kept, or not all of it. */
	function listedIn(print: string): ListedFile[] | undefined {
		const entry = store.find(print);
		if (!entry) return undefined;
		const files: ListedFile[] = [];
		for (const one of readPart(entry, 0) as Listed[]) {
			const group = typeof one === "string" ? listedIn(one) : [one];
			if (!group) return undefined;
			for (const file of group) files.push(file);
		}
		return files;
	}

	function fileOf(address: string, print: string | undefined, make: MakeText): void {
		const entry = print === undefined ? undefined : store.find(print);
		if (entry) hashes.set(address, entry.note);
		late.later(address, () => {
			const drawn = takeDrawn(address);
			const content = drawn?.content ?? make();
			if (hashes.has(address)) return content;
			const hash = drawn?.hash ?? contentHash(content);
			hashes.set(address, hash);
			if (print !== undefined) store.keep(print, hash, []);
			return content;
		});
	}
}

/** A text stays as it is behind a sign that no JSON begins with: to escape it takes longer than to write it. */
function writeValue(value: unknown): string {
	return typeof value === "string" ? `=${value}` : JSON.stringify(value);
}

function readValue(written: string): unknown {
	return written.startsWith("=") ? written.slice(1) : JSON.parse(written);
}

/** The address of a file, and its print if it has one. */
type ListedFile = [string, string?];

/** A file, or the print of a group of files, which have a list of their own. */
type Listed = ListedFile | string;

function makersOf(make: MakeGroups): Map<string, MakeText> {
	const makers = new Map<string, MakeText>();
	putEach(make, (address, _, text) => makers.set(address, text));
	return makers;
}
