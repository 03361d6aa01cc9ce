import { aboutOthers } from "../model/store.ts";
import { type Keeper, type MakeFiles, type MakeGroups, type MakeText, putEach } from "../render/keep.ts";
import type { DrawnPage } from "./helper-orders.ts";
import type { LateFiles } from "./late-files.ts";
import { contentHash, printOf } from "./prints.ts";
import { type Kept, readPart, readText } from "./stored-unit.ts";

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
		together(_site, key, shared, files) {
			const own = files.flatMap(({ address, inputs }) => [address, ...inputs]);
			groupOf(prints.of(["together", key, ...shared, ...own]), (put) => {
				for (const { address, inputs, make } of files) put(address, [...inputs, ...shared], make);
			});
		},
	};
	return keeper;

	/** Put what is kept under a print, or what is made, and keep the list of it. */
	function listFiles(print: string | undefined, make: MakeGroups): void {
		const known = print === undefined ? undefined : listedIn(print);
		if (known) {
			putListed(known, make);
			return;
		}
		const all: Listed[] = [];
		make(
			(address, own, text) => {
				const filePrint = printIn(print, address, own);
				all.push(filePrint === undefined ? [address] : [address, filePrint]);
				fileOf(address, filePrint, text);
			},
			(key, inputs, makeGroup) => {
				const group = prints.of(["files", key, ...inputs]);
				groupOf(group, makeGroup);
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
			const group = typeof one === "string" ? groupIn(one) : [one];
			if (!group) return undefined;
			for (const file of group) files.push(file);
		}
		return files;
	}

	/** Put some files of which each is known by its own print if not all are by one. */
	function groupOf(print: string | undefined, make: MakeFiles): void {
		const known = print === undefined ? undefined : groupIn(print);
		if (known) {
			putListed(known, make);
			return;
		}
		const rows: GroupedFile[] = [];
		// One more than are not known, until all are put.
		let unknown = 1;
		const learn = () => {
			unknown -= 1;
			if (unknown === 0 && print !== undefined) store.keep(print, aboutOthers, [JSON.stringify(rows)]);
		};
		make((address, own, text) => {
			const filePrint = printIn(print, address, own);
			const row: GroupedFile = [address, filePrint ?? "", ""];
			rows.push(row);
			unknown += 1;
			fileOf(address, filePrint, text, (hash) => {
				row[2] = hash;
				learn();
			});
		});
		learn();
	}

	/** Undefined where it is not kept. Each of the files stays known by itself too, for one day another of them is edited. */
	function groupIn(print: string): GroupedFile[] | undefined {
		const entry = store.find(print);
		if (!entry) return undefined;
		const files = readPart(entry, 0) as GroupedFile[];
		store.claim(files.map(([, own]) => own));
		return files;
	}

	function putListed(files: ListedFile[], make: MakeGroups): void {
		let made: Map<string, MakeText> | undefined;
		for (const [address, print, hash] of files) {
			const text = () => {
				made ??= makersOf(make);
				return made.get(address)?.() ?? "";
			};
			if (hash === undefined) fileOf(address, print, text);
			else putKnown(address, hash, text);
		}
	}

	/** What has no print of its own is the same as long as all of a group are. */
	function printIn(group: string | undefined, address: string, inputs: readonly unknown[]): string | undefined {
		return prints.of(["file", address, ...inputs]) ?? (group && printOf(group, address));
	}

	/** Put a file, and tell its hash when it is known. */
	function fileOf(
		address: string,
		print: string | undefined,
		make: MakeText,
		tell: (hash: string) => void = () => undefined,
	): void {
		const entry = print === undefined ? undefined : store.find(print);
		if (entry) {
			putKnown(address, entry.note, make);
			tell(entry.note);
			return;
		}
		late.later(address, () => {
			const drawn = takeDrawn(address);
			const content = drawn?.content ?? make();
			if (hashes.has(address)) return content;
			const hash = drawn?.hash ?? contentHash(content);
			hashes.set(address, hash);
			if (print !== undefined) store.keep(print, hash, []);
			tell(hash);
			return content;
		});
	}

	function putKnown(address: string, hash: string, make: MakeText): void {
		hashes.set(address, hash);
		late.later(address, () => takeDrawn(address)?.content ?? make());
	}
}

/** A text stays as it is behind a sign that no JSON begins with: to escape it takes longer than to write it. */
function writeValue(value: unknown): string {
	return typeof value === "string" ? `=${value}` : JSON.stringify(value);
}

function readValue(written: string): unknown {
	return written.startsWith("=") ? written.slice(1) : JSON.parse(written);
}

/** The address of a file, its print if it has one, and its hash where that is known with it. */
type ListedFile = [address: string, print?: string, hash?: string];

/** A file of a group. */
type GroupedFile = [address: string, print: string, hash: string];

/** A file, or the print of a group of files, which have a list of their own. */
type Listed = ListedFile | string;

function makersOf(make: MakeGroups): Map<string, MakeText> {
	const makers = new Map<string, MakeText>();
	putEach(make, (address, _, text) => makers.set(address, text));
	return makers;
}
