import type { Book } from "../model/book.ts";
import type { LinkedUnit } from "../model/linked.ts";
import type { Lock } from "../model/lock.ts";
import type { Settings } from "../model/settings.ts";
import type { Unit } from "../model/unit.ts";
import { blockSize } from "../render/search/search-blocks.ts";
import type { Reads } from "./book-reader.ts";
import type { Run } from "./engine.ts";
import { keepLinkBlocks, takeLinkBlocks } from "./link-blocks.ts";
import { makeLinker } from "./link-one.ts";
import { makeTable, mapAgain, othersThan, type Table } from "./table.ts";

/** A linked unit with all that it follows from. */
export interface LinkMemory {
	unit: Unit;
	settings: Settings;
	/** The names by which terms were looked for. */
	names: string;
	/** Where it is not kept beyond the life of the engine. */
	reads?: Reads;
	linked: LinkedUnit;
	/** The last book that answered all questions so. */
	book: Book;
}

/** All files of a book, and what the book was made of besides. */
export interface WholeBook {
	units: Table<Unit>;
	book: Book;
	addresses: Map<string, string>;
	lock: Lock | undefined;
}

/** Link every unit that is not known as it is: one that changed, or one that asked of the book what is answered otherwise now. */
export async function linkAll(run: Run, whole: WholeBook): Promise<Table<LinkedUnit>> {
	const { units, book } = whole;
	const { memory, runs, kept, options } = run;
	const linker = makeLinker(book, kept);
	const note = (unit: Unit, made: { linked: LinkedUnit; reads?: Reads }) =>
		memory.linked.set(unit.path, { unit, settings: book.settings, names: linker.names(), book, ...made });
	const isLinked = (unit: Unit) => isAsLinked(memory.linked.get(unit.path), unit);
	const take = (unit: Unit, linked: LinkedUnit) => note(unit, { linked });
	const others = othersThan(memory.columns, "linked", units.list, [book]);
	const newBlocks = kept ? takeLinkBlocks(units, others, isLinked, take, linker, kept) : [];
	const anew = new Set<Unit>();
	// Nearly every save leaves the book as it was, and most files.
	for (const unit of others) {
		if (isLinked(unit)) continue;
		const linked = linker.find(unit);
		if (linked) note(unit, { linked });
		else anew.add(unit);
	}
	runs.link += anew.size;
	const left = [...anew].map(({ path }) => path);
	const advance = () => options.progress?.("link", units.size - left.length, units.size);
	const help = helpWith(run, whole, left);
	for (let path = left.shift(); path !== undefined; path = left.shift()) {
		const unit = units.get(path) as Unit;
		note(unit, linker.link(unit));
		anew.delete(unit);
		advance();
		if (help) await new Promise(setImmediate);
	}
	await help;
	// What others have linked lies in the store, unless they died of it.
	for (const unit of anew) {
		const linked = linker.find(unit);
		note(unit, linked ? { linked } : linker.link(unit));
	}
	advance();
	if (kept) keepLinkBlocks(newBlocks, linker, kept);
	if (memory.linked.size > units.size)
		for (const path of memory.linked.keys()) if (!units.has(path)) memory.linked.delete(path);
	const linkedOf = ({ path }: Unit) => (memory.linked.get(path) as LinkMemory).linked;
	return makeTable(units.paths, mapAgain(memory.columns, "linked", units.list, [book], linkedOf), units);

	function isAsLinked(known: LinkMemory | undefined, unit: Unit): boolean {
		if (known?.unit !== unit) return false;
		// A book need not be asked twice.
		if (known.book === book) return true;
		if (known.settings !== book.settings || known.names !== linker.names()) return false;
		if (!known.reads || !linker.answersAlike(known.reads)) return false;
		known.book = book;
		return true;
	}
}

/** Let those who have compiled a whole book help with it; of any other they would have to read most. */
function helpWith(
	{ runs, kept, options, pool }: Run,
	{ units, book, addresses, lock }: WholeBook,
	links: string[],
): Promise<void> | undefined {
	if (!kept || runs.compile < units.size || links.length < units.size) return undefined;
	const keys = [...units.values()].flatMap((unit) => kept.prints.one(unit) ?? []);
	const print = kept.prints.one(book);
	if (keys.length < units.size || print === undefined) return undefined;
	const isDrawn = !options.isCheck && !options.isLive;
	const blocks = isDrawn ? Array.from({ length: Math.ceil(units.size / blockSize) }, (_, number) => number) : [];
	return pool.goOn({ keys, settings: book.settings, addresses, lock, print }, { links, blocks });
}
