import type { LinkedUnit } from "../model/linked.ts";
import type { Unit } from "../model/unit.ts";
import type { Linker } from "./link-one.ts";
import { blockAt, blockNumber, findBlock, keepBlock } from "./stored-blocks.ts";
import { type LinkNote, linkedNoted } from "./stored-link.ts";
import type { Kept } from "./stored-unit.ts";
import type { Table } from "./table.ts";

/** Units that follow each other and are not kept together as they are linked now. */
export interface NewLinks {
	print: string;
	block: readonly Unit[];
}

/** Take units of blocks that were kept together as this book links them, where they are `asked` for and not known, and list the other blocks. */
export function takeLinkBlocks(
	units: Table<Unit>,
	asked: readonly Unit[],
	isKnown: (unit: Unit) => boolean,
	take: (unit: Unit, linked: LinkedUnit) => void,
	linker: Linker,
	kept: Kept,
): NewLinks[] {
	const others: NewLinks[] = [];
	const numbers = new Set(asked.map(({ path }) => blockNumber(units.places.get(path) ?? 0)));
	for (const number of numbers) {
		const block = blockAt(units.list, number);
		const print = block.every(isKnown) ? undefined : linker.printOf(block);
		if (print === undefined) continue;
		const known = findBlock<LinkNote>(print, kept.store, ([key, { parts }]) => [key, parts]);
		if (!known) others.push({ print, block });
		for (const [index, [, note]] of known?.entries() ?? []) {
			const unit = block[index];
			if (unit && !isKnown(unit)) take(unit, linkedNoted(note, kept));
		}
	}
	return others;
}

/** Keep blocks of units together as they are linked now. */
export function keepLinkBlocks(blocks: NewLinks[], linker: Linker, { store }: Kept): void {
	for (const { print, block } of blocks) {
		const keys = block.flatMap((unit) => linker.keyOf(unit) ?? []);
		if (keys.length === block.length) keepBlock(print, keys, store);
	}
}
