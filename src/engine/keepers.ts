import type { Keeper } from "../render/keep.ts";
import type { LateFiles } from "./late-files.ts";
import { type Memo, remember, settle } from "./memo.ts";
import { contentHash, printOf } from "./prints.ts";
import { type Kept, readPart } from "./stored-unit.ts";

/** What the render stage has made, by keys of its own. */
export interface RenderMemory {
	kept: Memo<unknown>;
	settled: Memo<unknown>;
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
		file: (site, address, _inputs, make) => void site.set(address, make()),
		files(site, key, inputs, make) {
			for (const [address, text] of keeper.keep(key, inputs, make)) site.set(address, text);
		},
	};
	return keeper;
}

/** Make a keeper for a site that is looked at while it is written: its pages are made at once, and the rest when somebody asks for it. */
export function liveKeeper(memory: RenderMemory, late: LateFiles): Keeper {
	const keeper = memoryKeeper(memory, new Set());
	return {
		...keeper,
		file(site, address, inputs, make) {
			if (address.endsWith(".html")) keeper.file(site, address, inputs, make);
			else late.later(address, () => keeper.keep(`file ${address}`, inputs, make));
		},
		files: (_site, key, inputs, make) => late.unlisted(key, () => keeper.keep(key, inputs, make)),
	};
}

/**
 * Make a keeper for an engine that runs once, and finds what earlier ones have kept. Of a file it keeps the hash alone:
 * the file itself lies in the site that was published. `hashes` receives what is known of each file.
 */
export function storeKeeper({ store, prints }: Kept, late: LateFiles, hashes: Map<string, string>): Keeper {
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
			if (entry) return readPart(entry, 0) as ReturnType<typeof make>;
			const value = make();
			if (print !== undefined) store.keep(print, "", [JSON.stringify(value)]);
			return value;
		},
		file(_site, address, inputs, make) {
			const print = prints.of(["file", address, ...inputs]);
			const entry = print === undefined ? undefined : store.find(print);
			if (entry) hashes.set(address, entry.note);
			late.later(address, () => {
				const text = make();
				if (hashes.has(address)) return text;
				const hash = contentHash(text);
				hashes.set(address, hash);
				if (print !== undefined) store.keep(print, hash, []);
				return text;
			});
		},
		files(_site, key, inputs, make) {
			const print = prints.of(["files", key, ...inputs]);
			const entry = print === undefined ? undefined : store.find(print);
			let made: ReadonlyMap<string, string> | undefined;
			const all = (): ReadonlyMap<string, string> => {
				made ??= make();
				return made;
			};
			const known = entry ? (readPart(entry, 0) as [string, string][]) : hashesOf(all());
			for (const [address, hash] of known) {
				late.later(address, () => all().get(address) ?? "");
				hashes.set(address, hash);
			}
			if (!entry && print !== undefined) store.keep(print, "", [JSON.stringify(known)]);
		},
	};
	return keeper;
}

function hashesOf(files: ReadonlyMap<string, string>): [string, string][] {
	return [...files].map(([address, text]) => [address, contentHash(text)]);
}
