import { compile } from "../compile/compile.ts";
import { makeBook } from "../index/book.ts";
import { link } from "../link/link.ts";
import { makeTermMatcher } from "../link/terms.ts";
import type { Book } from "../model/book.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Discovered } from "../model/discovered.ts";
import type { Engine, EngineOptions, EngineResult } from "../model/engine.ts";
import type { Backlinks, LinkedUnit } from "../model/linked.ts";
import type { Settings } from "../model/settings.ts";
import type { Unit } from "../model/unit.ts";
import { renderSite, type SiteInput } from "../render/site.ts";
import { checkBook } from "../rules/rules.ts";
import { judge } from "../rules/verdict.ts";
import { readSettings } from "../schema/settings.ts";
import { publishedAddresses, publishedNames, usedAssets } from "./assets.ts";
import { backlinksOf } from "./backlinks.ts";
import { includesOf } from "./includes.ts";
import { forget, type Memo, remember, settle } from "./memo.ts";

/** What the engine keeps from one run to the next. Each memo is of one stage. */
interface Memory {
	settings: Memo<ReturnType<typeof readSettings>>;
	units: Memo<Promise<Unit>>;
	outlines: Memo<Unit["outline"]>;
	/** Values that stay the same object while they say the same. */
	settled: Memo<unknown>;
	books: Memo<Book>;
	matchers: Memo<ReturnType<typeof makeTermMatcher>>;
	linked: Memo<LinkedUnit>;
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
		settled: new Map(),
		books: new Map(),
		matchers: new Map(),
		linked: new Map(),
	};
	return { run: (input) => run(input, options, memory) };
}

async function run(input: Discovered, options: EngineOptions, memory: Memory): Promise<EngineResult> {
	const { settings, diagnostics } = remember(memory.settings, "book.yaml", [input.settingsText], () =>
		readSettings(input.settingsText ?? "", "book/book.yaml"),
	);
	const assets = settle(memory.settled as Memo<Map<string, string>>, "assets", publishedAddresses(input.assets));
	const units = await compileAll(input, settings, options, memory);
	const book = indexAll(units, settings, assets, memory);
	const linked = linkAll(units, book, memory);
	const backlinks = backlinksOf(linked, book);
	const found: Diagnostic[] = [
		...input.diagnostics,
		...diagnostics,
		...[...units.values()].flatMap((unit) => unit.diagnostics),
		...[...linked.values()].flatMap((one) => one.diagnostics),
		...checkBook({ book, units, linked, backlinks }),
	];
	const site: EngineResult["site"] = new Map(renderSite(siteInput(input, book, units, linked, backlinks, options)));
	await usedAssets(input.assets, linked, assets, options, site);
	const references = [...linked.values()].reduce((sum, one) => sum + one.edges.length, 0);
	return {
		diagnostics: judge(found, units, settings),
		site,
		stats: { files: units.size, pages: site.size, references },
	};
}

function siteInput(
	input: Discovered,
	book: Book,
	units: Map<string, Unit>,
	linked: Map<string, LinkedUnit>,
	backlinks: Backlinks,
	options: EngineOptions,
): SiteInput {
	return {
		book,
		linked,
		backlinks,
		texts: new Map([...units].map(([path, unit]) => [path, unit.search])),
		templates: new Map(input.templates.map((one) => [one.path.replace(/^templates\//, ""), one.text])),
		names: publishedNames(book.assets),
		stamp: { generator: `Silcrow ${options.version}` },
	};
}

async function compileAll(
	input: Discovered,
	settings: Settings,
	options: EngineOptions,
	memory: Memory,
): Promise<Map<string, Unit>> {
	const units = new Map<string, Unit>();
	const limits = settle(memory.settled as Memo<Settings["limits"]>, "limits", settings.limits);
	for (const source of input.sources) {
		const includes = settle(
			memory.settled as Memo<Map<string, string | undefined>>,
			`includes ${source.path}`,
			await includesOf(source, input.assets, options),
		);
		const inputs = [source.text, source.kind, limits, settings.markdown.parser, includes];
		units.set(
			source.path,
			await remember(memory.units, source.path, inputs, () =>
				compile(source, { parser: settings.markdown.parser, limits, includes }),
			),
		);
	}
	forget(memory.units, new Set(units.keys()));
	return units;
}

function indexAll(units: Map<string, Unit>, settings: Settings, assets: Map<string, string>, memory: Memory): Book {
	const outlines = [...units.values()].map((unit) => settle(memory.outlines, unit.path, unit.outline));
	const inputs: unknown[] = [settings, assets, ...outlines];
	return remember(memory.books, "book", inputs, () => makeBook(outlines, settings, assets));
}

function linkAll(units: Map<string, Unit>, book: Book, memory: Memory): Map<string, LinkedUnit> {
	const matcher = remember(memory.matchers, "matcher", [book], () => makeTermMatcher(book));
	const linked = new Map<string, LinkedUnit>();
	for (const [path, unit] of units)
		linked.set(
			path,
			remember(memory.linked, path, [unit, book, matcher], () => link(unit, book, matcher)),
		);
	forget(memory.linked, new Set(units.keys()));
	return linked;
}
