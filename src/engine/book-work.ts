import { makeBook } from "../index/book.ts";
import type { LinkedUnit } from "../model/linked.ts";
import type { StoreRow } from "../model/store.ts";
import type { Unit } from "../model/unit.ts";
import { type LivePages, livePages } from "../render/live-site.ts";
import { renderPage } from "../render/page.ts";
import { indexBlock } from "../render/search/search-blocks.ts";
import { searchFiles } from "../render/search/search-files.ts";
import { makeWeigher } from "../render/search/search-weights.ts";
import { makeTemplates } from "../render/template.ts";
import { longestDrawing, makeDeadline } from "../world/deadline.ts";
import { leaveParcel } from "../world/parcel.ts";
import { fingerprint } from "../world/seal.ts";
import { backlinksOf } from "./backlinks.ts";
import type { BookOrder, DrawnPages, SiteOrder, WorkOrder } from "./helper-orders.ts";
import { lateFiles } from "./late-files.ts";
import { makeLinker } from "./link-one.ts";
import { storeKeeper } from "./store-keeper.ts";
import { findUnit, type Kept } from "./stored-unit.ts";

/** What another process does for a book whose files lie in the store. */
export interface BookWork {
	/** Do pieces of work, and give the rows of what was kept of them. */
	work(order: WorkOrder): StoreRow[];
	/** Learn what the site is drawn with. */
	show(site: SiteOrder): void;
	/** Draw pages of the site, and leave them in the folder of the store. Undefined where not all files are linked. */
	draw(addresses: string[]): DrawnPages | undefined;
}

/** Learn a book; those of its files that were compiled here are at hand. Undefined where one is not there. */
export function startBookWork(
	{ keys, settings, addresses, lock, print, rows }: BookOrder,
	compiled: ReadonlyMap<string, Unit>,
	kept: Kept,
): BookWork | undefined {
	const { shared } = kept.store;
	shared?.adopt(rows);
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
	const linked = new Map<string, LinkedUnit>();
	let pages: LivePages | undefined;
	return {
		work({ links, blocks }) {
			for (const number of blocks) indexBlock(files, number, weigh, keeper);
			for (const path of links) {
				const unit = units.get(path);
				if (unit) linked.set(path, linker.link(unit).linked);
			}
			return shared?.news() ?? [];
		},
		show({ templates: texts, isGuarded, rows, ...site }) {
			shared?.adopt(rows);
			const all = new Map<string, LinkedUnit>();
			for (const [path, unit] of units) {
				const one = linked.get(path) ?? linker.find(unit);
				if (!one) return;
				all.set(path, one);
			}
			const templates = makeTemplates(texts, isGuarded ? makeDeadline(longestDrawing) : undefined);
			const backlinks = backlinksOf(all, book, keeper);
			const drawn = { book, linked: all, backlinks, units, templates, leafTemplates: templates, sources: new Map() };
			pages = livePages({ ...drawn, ...site }, keeper, renderPage);
		},
		draw(addresses) {
			if (!pages || !shared) return undefined;
			const { draw } = pages;
			const contents = addresses.map((address) => Buffer.from(draw(address)));
			const drawn = contents.map((content, index) => {
				return { address: addresses[index] ?? "", length: content.length, hash: fingerprint(content) };
			});
			return { parcel: leaveParcel(shared.place, contents), pages: drawn };
		},
	};
}
