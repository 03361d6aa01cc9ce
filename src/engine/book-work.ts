import { makeBook } from "../index/book.ts";
import type { StoreRow } from "../model/store.ts";
import type { Unit } from "../model/unit.ts";
import { indexBlock } from "../render/search/search-blocks.ts";
import { searchFiles } from "../render/search/search-files.ts";
import { makeWeigher } from "../render/search/search-weights.ts";
import type { BookOrder, WorkOrder } from "./helper-orders.ts";
import { storeKeeper } from "./keepers.ts";
import { lateFiles } from "./late-files.ts";
import { makeLinker } from "./link-one.ts";
import { findUnit, type Kept } from "./stored-unit.ts";

/** Does pieces of work on a book, and gives the rows of what it has kept of them. */
export type BookWork = (order: WorkOrder) => StoreRow[];

/** Learn a book whose files lie in the store; those that were compiled here are at hand. Undefined where one is not there. */
export function startBookWork(
	{ keys, settings, addresses, lock, print, rows }: BookOrder,
	compiled: ReadonlyMap<string, Unit>,
	kept: Kept,
): BookWork | undefined {
	kept.store.shared?.adopt(rows);
	const units = new Map<string, Unit>();
	for (const key of keys) {
		const unit = compiled.get(key) ?? findUnit(key, kept);
		// The disk of the other process may be full.
		if (!unit) return undefined;
		units.set(unit.path, unit);
	}
	const outlines = [...units.values()].map((unit) => unit.outline);
	const book = makeBook(outlines, settings, addresses, lock);
	kept.prints.set(book, print);
	const linker = makeLinker(book, kept);
	const keeper = storeKeeper(kept, lateFiles(), new Map());
	const files = searchFiles(book, units, keeper);
	const weigh = makeWeigher();
	return ({ links, blocks }) => {
		for (const number of blocks) indexBlock(files, number, weigh, keeper);
		for (const path of links) {
			const unit = units.get(path);
			if (unit) linker.link(unit);
		}
		return kept.store.shared?.news() ?? [];
	};
}
