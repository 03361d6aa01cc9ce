import { eachApart, type Keeper, type MakeGroups, putEach } from "../render/keep.ts";
import type { LateFiles } from "./late-files.ts";
import { type Memo, remember, settle } from "./memo.ts";
import { storeKeeper } from "./store-keeper.ts";
import type { Kept } from "./stored-unit.ts";

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
		together: eachApart((...file) => keeper.file(...file)),
	};
	return keeper;
}

/** Make a keeper for a site that is looked at while it is written: whatever it is, it is made when somebody asks for it. Of pages only those are kept that were asked for lately. */
export function liveKeeper(memory: RenderMemory, late: LateFiles, kept: Kept | undefined): Keeper {
	const keeper = memoryKeeper(memory, new Set());
	const store = kept && storeKeeper(kept, late, new Map());
	const recall: Keeper["recall"] = (key, inputs, make) =>
		keeper.keep(key, inputs, () => (store ? store.recall(key, inputs, make) : make()) as ReturnType<typeof make>);
	const live: Keeper = {
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
		together: eachApart((...file) => live.file(...file)),
	};
	return live;
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
