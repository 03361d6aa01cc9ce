import { includedFiles } from "../compile/code/includes.ts";
import type { CompileOptions } from "../compile/compile.ts";
import type { Settings } from "../model/settings.ts";
import type { Source } from "../model/source.ts";
import type { Unit } from "../model/unit.ts";
import type { Run } from "./engine.ts";
import type { Compiled } from "./helper-pool.ts";
import { includesOf } from "./includes.ts";
import { forget, isSameList, remember, settle } from "./memo.ts";
import { unpackUnit } from "./packed-unit.ts";
import { contentHash, printOf } from "./prints.ts";
import { findUnit, type Kept, keepUnit } from "./stored-unit.ts";
import { makeTable, type Table } from "./table.ts";
import { keepUnitBlocks, takeUnitBlocks } from "./unit-blocks.ts";

/** The units of sources that are known as they are, and what they follow from besides. */
export interface CompiledSources {
	for: readonly unknown[];
	/** In the order of the units. */
	sources: readonly Source[];
	units: Table<Unit>;
	/** Where a file has come or gone the others have other places. */
	unitOf: WeakMap<Source, Unit>;
}

/** Give the memory of an engine that has compiled nothing. */
export function nothingCompiled(context: readonly unknown[]): CompiledSources {
	return { for: context, sources: [], units: makeTable<Unit>([], []), unitOf: new WeakMap() };
}

/** In files. To hold some of a larger book spares less reading than it costs the garbage collector. */
const mostHeld = 100;

/** Compile every source that is not known as it is. */
export async function compileAll(run: Run, settings: Settings): Promise<Table<Unit>> {
	const { input, options, memory, runs, kept, pool } = run;
	const limits = settle(memory.limits, "", settings.limits);
	const runbook = settle(memory.runbooks, "", settings.runbook);
	const { parser } = settings.markdown;
	const context = [limits, runbook, parser, input.assets];
	if (!isSameList(context, memory.compiled.for)) memory.compiled = nothingCompiled(context);
	if (kept && input.sources.length > mostHeld) kept.room = 0;
	const before = memory.compiled;
	const shared = { parser, limits, runbook };
	const newBlocks = kept ? takeUnitBlocks(input.sources, before, shared, kept) : [];
	const units: Unit[] = [];
	const wanted: { place: number; compiled: Promise<Unit> }[] = [];
	let asked = 0;
	let done = 0;
	options.progress?.("compile");
	for (const [place, source] of input.sources.entries()) {
		const same = source === before.sources[place] ? before.units.list[place] : before.unitOf.get(source);
		if (same) {
			units[place] = same;
			continue;
		}
		const { path, kind } = source;
		const hash = hashOf(source);
		const keyWith = (its: CompileOptions["includes"], version = hash) =>
			keyOf(source, version, { ...shared, includes: its });
		const bare = kept && keyWith(nothing);
		// What was kept as a file that includes nothing does so.
		const isBare = bare !== undefined && kept?.store.find(bare) !== undefined;
		const files = isBare ? [] : remember(memory.included, path, [hash], () => filesIncluded(source, hash, kept));
		const found = files.length > 0 ? await includesOf(path, files, input.assets, options) : nothing;
		const includes = settle(memory.includes, path, found);
		const compiled = remember(memory.units, path, [hash, kind, limits, runbook, parser, includes], () => {
			const compileOptions = { ...shared, includes };
			const key = bare !== undefined && includes.size === 0 ? bare : keyWith(includes);
			const known = kept && findUnit(key, kept);
			if (known) return Promise.resolve(known);
			runs.compile += 1;
			const colours = kept && source.before !== undefined && findUnit(keyWith(includes, source.before), kept)?.colours;
			const job = { source, options: { ...compileOptions, ...(colours ? { colours } : {}) }, key };
			const made = pool.add(job, (one) => unitOf(one, key, kept));
			asked += 1;
			void made.then(
				() => {
					done += 1;
					options.progress?.("compile", done, asked);
				},
				// Whoever waits for the file hears of it.
				() => undefined,
			);
			return made;
		});
		wanted.push({ place, compiled });
	}
	await pool.work();
	for (const { place, compiled } of wanted) {
		const [unit, source] = [await compiled, input.sources[place]];
		units[place] = unit;
		if (source) before.unitOf.set(source, unit);
	}
	const table = makeTable(
		units.map(({ path }) => path),
		units,
		before.units,
	);
	memory.compiled = { ...before, sources: input.sources, units: table };
	const bareKey = (source: Source) => keyOf(source, hashOf(source), { ...shared, includes: nothing });
	if (kept) keepUnitBlocks(newBlocks, units, bareKey, kept);
	for (const memo of [memory.units, memory.outlines, memory.includes, memory.included])
		if (memo.size > table.size) forget(memo, table);
	return table;
}

/** Give what came of a file as an object, and keep it where things are kept. */
export function unitOf(compiled: Compiled, key: string, kept: Kept | undefined): Unit {
	const known = "isKept" in compiled && kept ? findUnit(key, kept) : undefined;
	if (known) return known;
	if ("isKept" in compiled) throw new Error(`what was kept is not there: ${key}`);
	if (kept && !("isChance" in compiled)) return keepUnit(key, compiled, kept);
	return "packed" in compiled ? unpackUnit(compiled.packed) : compiled.unit;
}

/** What most files include. */
const nothing: ReadonlyMap<string, string | undefined> = new Map();

/** The key of a kept unit says everything that the unit follows from; what the program is, is in the seal of the store. */
function keyOf({ path, kind }: Source, hash: string, { includes, ...others }: CompileOptions): string {
	return printOf("unit", path, kind, hash, JSON.stringify([others, ...includes]));
}

function hashOf(source: Source): string {
	// To ask for the text reads the file.
	return source.hash ?? contentHash(source.text);
}

/** A source that did not change includes the same files, and need not be read to find that out. */
function filesIncluded(source: Source, hash: string, kept: Kept | undefined): string[] {
	if (!kept) return includedFiles(source.text);
	const key = printOf("includes", hash);
	const entry = kept.store.find(key);
	if (entry) return JSON.parse(entry.note) as string[];
	const files = includedFiles(source.text);
	if (files.length > 0) kept.store.keep(key, JSON.stringify(files), []);
	return files;
}
