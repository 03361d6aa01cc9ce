import { makeBook } from "../index/book.ts";
import type { Book } from "../model/book.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Discovered } from "../model/discovered.ts";
import type { EditionKind } from "../model/edition.ts";
import type { Engine, EngineOptions, EngineResult, EngineStats } from "../model/engine.ts";
import type { FontSubset } from "../model/font.ts";
import type { LinkedUnit } from "../model/linked.ts";
import type { Lock } from "../model/lock.ts";
import type { Settings } from "../model/settings.ts";
import type { Unit } from "../model/unit.ts";
import type { RenderEdition } from "../render/editions/edition.ts";
import { renderServiceWorker, workerAddress } from "../render/editions/service-worker.ts";
import { checkBook } from "../rules/rules.ts";
import { unknownTemplates } from "../rules/unknown-template.ts";
import { judge } from "../rules/verdict.ts";
import { readLock } from "../schema/lock.ts";
import type { SettingsRead } from "../schema/settings.ts";
import { assetFaults } from "./asset-faults.ts";
import { publishedAddresses, publishedNames, usedAssets } from "./assets.ts";
import { backlinksOf } from "./backlinks.ts";
import { paintCards } from "./cards.ts";
import { cleanBooks, type StoredCleanBooks } from "./clean-books.ts";
import { type CompiledSources, compileAll, nothingCompiled } from "./compile-all.ts";
import { renderAll, renderLive, startDrawing } from "./drawing.ts";
import { addFont, bookFont } from "./font.ts";
import { type HelperPool, makeHelperPool } from "./helper-pool.ts";
import { type StartHelper, startHelper } from "./helper-start.ts";
import type { RenderMemory } from "./keepers.ts";
import { type LinkMemory, linkAll } from "./link-all.ts";
import { type Memo, remember, settle } from "./memo.ts";
import { printOf } from "./prints.ts";
import { publishedState, type SumMemo } from "./published.ts";
import { drawOthers, type SiteTemplates, siteInput } from "./site-input.ts";
import { statsOf } from "./stats.ts";
import { storedSettings } from "./stored-settings.ts";
import { type Kept, makeKept } from "./stored-unit.ts";
import { type StoredUses, storedUses } from "./stored-uses.ts";
import { type Columns, gather, mapAgain, type Table } from "./table.ts";
import { checkTheme, paperOf } from "./theme.ts";

/** What the engine keeps from one run to the next. Each memo is of one stage; the settled values stay the same objects while they say the same. */
export interface Memory extends RenderMemory {
	settings: Memo<SettingsRead>;
	units: Memo<Promise<Unit>>;
	outlines: Memo<Unit["outline"]>;
	books: Memo<Book>;
	linked: Map<string, LinkMemory>;
	templates: Memo<SiteTemplates>;
	cards: Memo<Promise<Uint8Array>>;
	assetFaults: Memo<Promise<Diagnostic[]>>;
	fonts: Memo<Promise<FontSubset | undefined>>;
	characters: Memo<string>;
	limits: Memo<Settings["limits"]>;
	runbooks: Memo<Settings["runbook"]>;
	locks: Memo<ReturnType<typeof readLock>>;
	sums: SumMemo;
	addresses: Memo<Map<string, string>>;
	included: Memo<string[]>;
	includes: Memo<ReadonlyMap<string, string | undefined>>;
	uses: StoredUses;
	templateTexts: Memo<Map<string, string>>;
	clean: StoredCleanBooks;
	compiled: CompiledSources;
	assets: Memo<Set<string>>;
	columns: Columns;
}

/** One run: its memory, and how often it ran each stage. */
export interface Run {
	input: Discovered;
	options: EngineOptions;
	memory: Memory;
	/** What is kept beyond the life of the engine, where a store was given. */
	kept: Kept | undefined;
	pool: HelperPool;
	runs: EngineStats["runs"];
}

/**
 * Make the engine: the pipeline from what was found on the disk to the pages of the site and the list of everything
 * that is wrong with the book. Run again with the next state of the same book it does only what has changed.
 */
export function createEngine(options: EngineOptions, start: StartHelper = startHelper): Engine {
	const { store } = options;
	const kept = store && makeKept(store);
	const memory: Memory = {
		settings: new Map(),
		units: new Map(),
		outlines: new Map(),
		books: new Map(),
		linked: new Map(),
		templates: new Map(),
		kept: new Map(),
		cards: new Map(),
		assetFaults: new Map(),
		fonts: new Map(),
		characters: new Map(),
		settled: new Map(),
		lately: new Set(),
		limits: new Map(),
		runbooks: new Map(),
		locks: new Map(),
		sums: new Map(),
		addresses: new Map(),
		included: new Map(),
		includes: new Map(),
		uses: storedUses(kept),
		templateTexts: new Map(),
		clean: cleanBooks(kept),
		compiled: nothingCompiled([]),
		assets: new Map(),
		columns: new Map(),
	};
	return {
		async run(input) {
			const pool = makeHelperPool({ helpers: options.helpers, shared: store?.shared, start });
			let isAhead = false;
			try {
				const runs = { compile: 0, index: 0, link: 0, render: 0 };
				const result = await runOnce({ input, options, memory, kept, pool, runs });
				isAhead = result.ahead !== undefined;
				return result;
			} finally {
				if (!isAhead) pool.end();
			}
		},
	};
}

async function runOnce(run: Run): Promise<EngineResult> {
	const { input, memory, options, pool } = run;
	const {
		settings,
		diagnostics: settingsFaults,
		places,
		fontPlace,
	} = remember(memory.settings, "", [input.settingsText], () => storedSettings(input.settingsText ?? "", run.kept));
	const { font, diagnostics: fontFaults } = await bookFont(run, settings, fontPlace);
	const addresses = remember(memory.addresses, "of", [input.assets, font], () =>
		settle(memory.addresses, "", publishedAddresses(input.assets, font)),
	);
	const units = await compileAll(run, settings);
	const promised = lockIn(run);
	const book = indexAll(run, units, settings, addresses, promised.lock);
	const linked = await linkAll(run, { units, book, addresses, lock: promised.lock });
	options.progress?.("check");
	const used = assetsOfPages(run, linked);
	const drawing = startDrawing(run);
	const backlinks = backlinksOf(linked, book, drawing.keeper, memory.columns);
	const names = { ...publishedNames(addresses, font), ...(await paperOf(input.assets, options)) };
	if (options.drawsAhead) drawing.ahead = drawOthers(run, book, names);
	else pool.end();
	const published = promised.lock && publishedState(book, units, promised.lock, memory.sums);
	const { changes } = published ?? { changes: [] };
	const found: Diagnostic[] = [
		...input.diagnostics,
		...settingsFaults,
		...promised.diagnostics,
		...fontFaults,
		...unknownTemplates(input.templates, input.knownTemplates),
		...(await checkTheme(input.assets, options)),
		...(await assetFaults(input.assets, used, options, memory.assetFaults)),
		...gather(memory.columns, "faults of units", units, ({ diagnostics }) => diagnostics),
		...gather(memory.columns, "faults of links", linked, ({ diagnostics }) => diagnostics),
		...checkBook(
			{
				book,
				units,
				linked,
				backlinks,
				changes,
				lockText: input.lockText ?? "",
				places,
				isUsed: memory.uses.isUsed,
			},
			memory.clean,
		),
	];
	memory.uses.keep();
	memory.clean.keep();
	const { hashes } = drawing;
	const silencers = gather(memory.columns, "silencers", units, (unit) => (unit.suppressions.length > 0 ? [unit] : []));
	const diagnostics = judge(found, new Map(silencers.map((unit) => [unit.path, unit])), settings);
	const outcome = { diagnostics, hashes, book, ...(published ? { published } : {}) };
	if (options.isCheck) return { ...outcome, site: new Map(), stats: statsOf(run.runs, linked, () => 0) };
	const rendered = siteInput(run, { book, units, linked, backlinks, names });
	const isLive = options.isLive === true;
	const single = settings.single ? await editionRenderer("single") : undefined;
	const { site, countPages } = isLive ? renderLive(run, rendered, drawing, single) : renderAll(run, rendered, drawing);
	if (!isLive) await paintCards(site, options, memory.cards, run.kept?.store);
	if (font) await addFont(site, font, input.assets, options);
	// To ask a live site what it makes would make it.
	await usedAssets(input.assets, used, addresses, options, site, drawing, (address) => !isLive && site.has(address));
	if (single && !isLive) for (const [address, file] of single(rendered, site)) site.set(address, file);
	// A writer wants the newest page, and no copy of it in the browser.
	if (settings.offline && !isLive) site.set(workerAddress, renderServiceWorker(site, rendered.names.worker));
	const { ahead } = drawing;
	const result = { ...outcome, site, stats: statsOf(run.runs, linked, countPages), ...(ahead ? { ahead } : {}) };
	return options.edition ? { ...result, edition: (await editionRenderer(options.edition))(rendered, site) } : result;
}

/** List the paths of all files that a page shows or links to. */
function assetsOfPages({ memory }: Run, linked: Table<LinkedUnit>): Set<string> {
	const paths = gather(memory.columns, "assets", linked, ({ assets }) => assets);
	return remember(memory.assets, "", [paths], () => new Set(paths));
}

/** A book without a lock has promised nothing. */
function lockIn({ input, memory }: Run): { lock?: Lock | undefined; diagnostics: Diagnostic[] } {
	const { lockText } = input;
	if (lockText === undefined) return { diagnostics: [] };
	return remember(memory.locks, "", [lockText], () => readLock(lockText, "book/book.lock.json"));
}

/** What makes an edition is loaded only where one is asked for. */
async function editionRenderer(kind: EditionKind): Promise<RenderEdition> {
	const editions = await import("../render/editions/edition.ts");
	return await editions.editionRenderer(kind);
}

function indexAll(
	{ memory, runs, kept }: Run,
	units: Table<Unit>,
	settings: Settings,
	addresses: Map<string, string>,
	lock: Lock | undefined,
): Book {
	const outlines = mapAgain(memory.columns, "outlines", units.list, [], (unit) => {
		const print = kept?.outlines.get(unit);
		// What is loaded late is not compared.
		if (print === undefined) return settle(memory.outlines, unit.path, unit.outline);
		return remember(memory.outlines, unit.path, [print], () => unit.outline);
	});
	const book = remember(memory.books, "", [settings, addresses, lock, outlines], () => {
		runs.index += 1;
		return makeBook(outlines, settings, addresses, lock);
	});
	if (kept && kept.prints.of([book]) === undefined) {
		const said = [...units.values()].map((unit) => kept.outlines.get(unit) ?? JSON.stringify(unit.outline));
		kept.prints.set(book, printOf(JSON.stringify([settings, lock, ...addresses]), ...said));
	}
	return book;
}
