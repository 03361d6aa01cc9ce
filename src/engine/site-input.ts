import type { Book } from "../model/book.ts";
import type { LinkedUnit } from "../model/linked.ts";
import type { Unit } from "../model/unit.ts";
import { leafTemplates } from "../render/editions/volume.ts";
import type { BuildStamp, PublishedNames } from "../render/frame.ts";
import type { SiteInput } from "../render/site.ts";
import { type CompiledTemplates, makeTemplates } from "../render/template.ts";
import type { DrawnAhead } from "./draw-ahead.ts";
import type { Run } from "./engine.ts";
import { remember, settle } from "./memo.ts";
import { printOf } from "./prints.ts";
import type { Table } from "./table.ts";

/** Let those who know the book draw its chapters, which are most of the site. */
export function drawOthers(run: Run, book: Book, names: PublishedNames): DrawnAhead | undefined {
	const pages = [...book.chapters, ...book.appendices].map(({ symbol }) => symbol.address.page);
	const site = { names, stamp: stampOf(run), changes: run.input.history?.changes ?? new Map() };
	return run.pool.draw({ ...site, templates: templateTexts(run), isGuarded: isGuarded(run) }, pages);
}

/** The templates of pages, and the same for those of a volume. */
export type SiteTemplates = Pick<SiteInput, "templates" | "leafTemplates">;

/** What a site is made of, after the link stage. */
interface LinkedBook {
	book: Book;
	units: Table<Unit>;
	linked: Table<LinkedUnit>;
	backlinks: SiteInput["backlinks"];
	names: PublishedNames;
}

/** Gather what the site is made from. */
export function siteInput(run: Run, { book, units, linked, backlinks, names }: LinkedBook): SiteInput {
	const changes = run.input.history?.changes ?? new Map();
	return {
		book,
		linked,
		backlinks,
		units,
		// A live site seldom asks for them.
		get sources() {
			return new Map(run.input.sources.map((source) => [source.path, source]));
		},
		...templatesOf(run),
		names,
		stamp: stampOf(run),
		changes,
	};
}

/** The templates of pages, and the same for pages that are parts of a volume. */
function templatesOf(run: Run): SiteTemplates {
	const { options, memory, kept } = run;
	const within = isGuarded(run) ? options.within : undefined;
	const texts = templateTexts(run);
	return remember(memory.templates, "", [settle(memory.templateTexts, "", texts), within], () => {
		const compiled: CompiledTemplates = new Map();
		const made = {
			templates: makeTemplates(texts, within, compiled),
			leafTemplates: leafTemplates(texts, within, compiled),
		};
		const print = printOf(JSON.stringify([...texts]));
		for (const one of Object.values(made)) kept?.prints.set(one, print);
		return made;
	});
}

/** By name. */
function templateTexts({ input }: Run): Map<string, string> {
	return new Map(input.templates.map((one) => [one.path.replace(/^templates\//, ""), one.text]));
}

/** Templates of Silcrow come to an end. */
function isGuarded({ input }: Run): boolean {
	return !input.templates.every(({ isDefault }) => isDefault);
}

/** Where version control knows nothing, a page says nothing. */
function stampOf({ input, options }: Run): BuildStamp {
	const { time, commit } = input.history ?? {};
	const stamp: BuildStamp = { generator: `Silcrow ${options.version}` };
	if (time !== undefined) stamp.built = time;
	if (commit !== undefined) stamp.commit = commit;
	return stamp;
}
