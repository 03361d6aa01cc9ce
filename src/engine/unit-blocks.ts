import type { Source } from "../model/source.ts";
import type { Unit } from "../model/unit.ts";
import type { CompiledSources } from "./compile-all.ts";
import type { PackedUnit } from "./packed-unit.ts";
import { contentHash, printOf } from "./prints.ts";
import { blocksOf, findBlock, keepBlock } from "./stored-blocks.ts";
import { type Kept, unitNoted } from "./stored-unit.ts";

/** Files that follow each other and are not kept together yet. */
export interface NewBlock {
	print: string;
	from: number;
	block: readonly Source[];
}

/**
 * Take the units of blocks none of whose files changed since they were kept together, where they are not known, and
 * list the other blocks. `context` is what all units follow from.
 */
export function takeUnitBlocks(
	sources: readonly Source[],
	{ sources: before, unitOf }: Pick<CompiledSources, "sources" | "unitOf">,
	context: unknown,
	kept: Kept,
): NewBlock[] {
	const others: NewBlock[] = [];
	const written = JSON.stringify(context);
	for (const { from, block } of blocksOf(sources)) {
		if (block.every((source, index) => source === before[from + index] || unitOf.has(source))) continue;
		const facts = block.map((source) => `${source.path}\n${source.kind} ${source.hash ?? contentHash(source.text)}`);
		const print = printOf("units", written, ...facts);
		const known = findBlock<PackedUnit["note"]>(print, kept.store, ([key]) => [key]);
		if (!known) others.push({ print, from, block });
		for (const [index, [key, note]] of known?.entries() ?? []) {
			const source = block[index];
			if (source && !unitOf.has(source)) unitOf.set(source, unitNoted(key, note, kept));
		}
	}
	return others;
}

/** Keep blocks of units together, but for those with a file that follows from others too: `keyOf` gives the key of one that does not. */
export function keepUnitBlocks(
	blocks: NewBlock[],
	units: readonly Unit[],
	keyOf: (source: Source) => string,
	{ prints, store }: Kept,
): void {
	for (const { print, from, block } of blocks) {
		const keys = block.map(keyOf);
		if (keys.every((key, index) => isOf(key, units[from + index]))) keepBlock(print, keys, store);
	}

	function isOf(key: string, unit: Unit | undefined): boolean {
		return unit !== undefined && prints.one(unit) === key;
	}
}
