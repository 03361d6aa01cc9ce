import { makeBook } from "../index/book.ts";
import { link } from "../link/link.ts";
import { makeTermMatcher } from "../link/terms.ts";
import type { Book } from "../model/book.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Discovered } from "../model/discovered.ts";
import type { Edition, EditionKind } from "../model/edition.ts";
import type { Engine, EngineOptions, EngineResult, EngineStats } from "../model/engine.ts";
import type { LinkedUnit } from "../model/linked.ts";
import type { Lock } from "../model/lock.ts";
import type { Settings } from "../model/settings.ts";
import type { Unit } from "../model/unit.ts";
import type { BuildStamp } from "../render/frame.ts";
import type { Keeper } from "../render/keep.ts";
import { renderPage } from "../render/page.ts";
import { renderSite, type SiteInput } from "../render/site.ts";
import { makeTemplates } from "../render/template.ts";
import { leafTemplates } from "../render/volume.ts";
import { checkBook } from "../rules/rules.ts";
import { judge } from "../rules/verdict.ts";
import { readLock } from "../schema/lock.ts";
import { readSettings } from "../schema/settings.ts";
import { publishedAddresses, publishedNames, usedAssets } from "./assets.ts";
import { backlinksOf } from "./backlinks.ts";
import { makeCrew } from "./crew.ts";
import { includesOf } from "./includes.ts";
import { forget, type Memo, remember, settle } from "./memo.ts";
import { publishedState, type SumMemo } from "./published.ts";

/** What the engine keeps from one run to the next. Each memo is of one stage; the settled values stay the same objects while they say the same. */
interface Memory {
	settings: Memo<ReturnType<typeof readSettings>>;
	units: Memo<Promise<Unit>>;
	outlines: Memo<Unit["outline"]>;
	books: Memo<Book>;
	matchers: Memo<ReturnType<typeof makeTermMatcher>>;
	linked: Memo<LinkedUnit>;
	templates: Memo<SiteTemplates>;
	/** What the render stage keeps, by keys of its own. */
	kept: Memo<unknown>;
	settled: Memo<unknown>;
	limits: Memo<Settings["limits"]>;
	runbooks: Memo<Settings["runbook"]>;
	locks: Memo<ReturnType<typeof readLock>>;
	sums: SumMemo;
	addresses: Memo<Map<string, string>>;
	includes: Memo<Map<string, string | undefined>>;
	templateTexts: Memo<Map<string, string>>;
}

type SiteTemplates = Pick<SiteInput, "templates" | "leafTemplates">;

/** One run: its memory, and how often it ran each stage. */
interface Run {
	input: Discovered;
	options: EngineOptions;
	memory: Memory;
	runs: EngineStats["runs"];
}

/**
 * Make the engine: the pipeline from what was found on the disk to the pages of the site and the list of everything
 * that is wrong with the book. Run again with the next state of the same book it does only what has changed.
 */
export function createEngine(options: EngineOptions): Engine {
	const memory: Memory = {
		settings: new Map(),
		units: new Map(),
		outlines: new Map(),
		books: new Map(),
		matchers: new Map(),
		linked: new Map(),
		templates: new Map(),
		kept: new Map(),
		settled: new Map(),
		limits: new Map(),
		runbooks: new Map(),
		locks: new Map(),
		sums: new Map(),
		addresses: new Map(),
		includes: new Map(),
		templateTexts: new Map(),
	};
	return {
		run: (input) => runOnce({ input, options, memory, runs: { compile: 0, index: 0, link: 0, render: 0 } }),
	};
}

async function runOnce(run: Run): Promise<EngineResult> {
	const { input, memory, options } = run;
	const { settings, diagnostics, places } = remember(memory.settings, "", [input.settingsText], () =>
		readSettings(input.settingsText ?? "", "book/book.yaml"),
	);
	const addresses = settle(memory.addresses, "", publishedAddresses(input.assets));
	const units = await compileAll(run, settings);
	const promised = lockIn(run);
	const book = indexAll(run, units, settings, addresses, promised.lock);
	const linked = linkAll(run, units, book);
	const backlinks = backlinksOf(linked, book);
	const published = promised.lock && publishedState(book, units, promised.lock, memory.sums);
	const { changes } = published ?? { changes: [] };
	const found: Diagnostic[] = [
		...input.diagnostics,
		...diagnostics,
		...promised.diagnostics,
		...[...units.values()].flatMap((unit) => unit.diagnostics),
		...[...linked.values()].flatMap((one) => one.diagnostics),
		...checkBook({ book, units, linked, backlinks, changes, lockText: input.lockText ?? "", places }),
	];
	const used = new Set<string>();
	const rendered: SiteInput = {
		book,
		linked,
		backlinks,
		texts: new Map([...units].map(([path, unit]) => [path, unit.search])),
		...templatesOf(run),
		names: publishedNames(addresses),
		stamp: stampOf(run),
		changes: input.history?.changes ?? new Map(),
	};
	const site: EngineResult["site"] = new Map(
		renderSite(rendered, keeperOf(memory, used), (view, frame, templates) => {
			run.runs.render += 1;
			return renderPage(view, frame, templates);
		}),
	);
	const pages = [...site.keys()].filter((address) => address.endsWith(".html"));
	forget(memory.kept, used);
	forget(memory.settled, used);
	await usedAssets(input.assets, linked, addresses, options, site);
	if (settings.single) for (const [address, file] of await editionOf("single", rendered, site)) site.set(address, file);
	const references = [...linked.values()].reduce((sum, one) => sum + one.edges.length, 0);
	const stats = { files: units.size, pages: pages.length, references, runs: run.runs };
	const result = { diagnostics: judge(found, units, settings), site, stats, book, ...(published ? { published } : {}) };
	return options.edition ? { ...result, edition: await editionOf(options.edition, rendered, site) } : result;
}

/** Where version control knows nothing, a page says nothing. */
function stampOf({ input, options }: Run): BuildStamp {
	const { time, commit } = input.history ?? {};
	const stamp: BuildStamp = { generator: `Silcrow ${options.version}` };
	if (time !== undefined) stamp.built = time;
	if (commit !== undefined) stamp.commit = commit;
	return stamp;
}

/** A book without a lock has promised nothing. */
function lockIn({ input, memory }: Run): { lock?: Lock | undefined; diagnostics: Diagnostic[] } {
	const { lockText } = input;
	if (lockText === undefined) return { diagnostics: [] };
	return remember(memory.locks, "", [lockText], () => readLock(lockText, "book/book.lock.json"));
}

/** What makes an edition is loaded only where one is asked for. */
async function editionOf(kind: EditionKind, input: SiteInput, site: EngineResult["site"]): Promise<Edition> {
	const { renderEdition } = await import("../render/edition.ts");
	return await renderEdition(kind, input, site);
}

async function compileAll({ input, options, memory, runs }: Run, settings: Settings): Promise<Map<string, Unit>> {
	const limits = settle(memory.limits, "", settings.limits);
	const runbook = settle(memory.runbooks, "", settings.runbook);
	const { parser } = settings.markdown;
	const crew = makeCrew(options.helpers);
	const wanted: Promise<Unit>[] = [];
	for (const source of input.sources) {
		const { path, text, kind } = source;
		const includes = settle(memory.includes, path, await includesOf(source, input.assets, options));
		const compiled = remember(memory.units, path, [text, kind, limits, runbook, parser, includes], () => {
			runs.compile += 1;
			return crew.add({ source, options: { parser, limits, runbook, includes } });
		});
		wanted.push(compiled);
	}
	await crew.work();
	const units = new Map((await Promise.all(wanted)).map((unit) => [unit.path, unit]));
	forget(memory.units, new Set(units.keys()));
	forget(memory.outlines, new Set(units.keys()));
	forget(memory.includes, new Set(units.keys()));
	return units;
}

function indexAll(
	{ memory, runs }: Run,
	units: Map<string, Unit>,
	settings: Settings,
	addresses: Map<string, string>,
	lock: Lock | undefined,
): Book {
	const outlines = [...units.values()].map((unit) => settle(memory.outlines, unit.path, unit.outline));
	return remember(memory.books, "", [settings, addresses, lock, ...outlines], () => {
		runs.index += 1;
		return makeBook(outlines, settings, addresses, lock);
	});
}

function linkAll({ memory, runs }: Run, units: Map<string, Unit>, book: Book): Map<string, LinkedUnit> {
	const matcher = remember(memory.matchers, "", [book], () => makeTermMatcher(book));
	const linked = new Map<string, LinkedUnit>();
	for (const [path, unit] of units) {
		const one = remember(memory.linked, path, [unit, book, matcher], () => {
			runs.link += 1;
			return link(unit, book, matcher);
		});
		linked.set(path, one);
	}
	forget(memory.linked, new Set(units.keys()));
	return linked;
}

/** The templates of pages, and the same for pages that are parts of a volume. */
function templatesOf({ input, memory }: Run): SiteTemplates {
	const texts = new Map(input.templates.map((one) => [one.path.replace(/^templates\//, ""), one.text]));
	return remember(memory.templates, "", [settle(memory.templateTexts, "", texts)], () => ({
		templates: makeTemplates(texts),
		leafTemplates: leafTemplates(texts),
	}));
}

/** Keep what the render stage makes; what it asks for no more in this run is forgotten. */
function keeperOf(memory: Memory, used: Set<string>): Keeper {
	return {
		keep(key, inputs, make) {
			used.add(key);
			return remember(memory.kept, key, inputs, make) as ReturnType<typeof make>;
		},
		settle(key, value) {
			used.add(key);
			return settle(memory.settled, key, value) as typeof value;
		},
	};
}
