import type { Book } from "../model/book.ts";
import type { Backlinks, LinkedUnit } from "../model/linked.ts";
import { bookIndexViews } from "./book-index/book-index-pages.ts";
import type { Frame } from "./frame.ts";
import { entryAddress } from "./frame.ts";
import type { Keeper } from "./keep.ts";
import { type Lookup, lookupOf } from "./lookup.ts";
import { once } from "./once.ts";
import { chapterView } from "./pages/chapter.ts";
import { coverView } from "./pages/cover.ts";
import { glossaryView } from "./pages/glossary.ts";
import { movedOn } from "./pages/moved.ts";
import { notFoundView } from "./pages/not-found.ts";
import { retiredViews } from "./pages/retired.ts";
import { runbookView } from "./pages/runbook.ts";
import { entryView } from "./pages/runbook-entry.ts";
import { type View, viewOf } from "./view.ts";

/** A page that a book has. Which pages there are follows from the book and its frame alone; what they show, from the texts too. */
export interface PagePlan {
	address: string;
	/** As in the view. */
	template: string;
	/** As in the view. */
	path?: string;
	/** While these are the same, so is the view. */
	inputs(texts: PageTexts): readonly unknown[];
	make(texts: PageTexts): View;
}

/** A page of the site whose view is gathered when it is needed; while the inputs are the same, so is the view. */
export interface PlannedPage extends Pick<PagePlan, "address" | "template" | "path"> {
	/** As in the view. */
	changed?: string;
	inputs: readonly unknown[];
	view(): View;
}

/** What pages find their texts in. */
export interface PageTexts {
	book: Book;
	/** By path of the file. */
	linked: ReadonlyMap<string, LinkedUnit>;
	backlinks: Backlinks;
	lookup(): Lookup;
}

/**
 * Plan all pages, in the order of the book. The view of a page is made of the book, the unit that it shows, and the
 * uses that other units make of what is in its file.
 */
export function planPages(
	book: Book,
	frame: Frame,
	linked: ReadonlyMap<string, LinkedUnit>,
	backlinks: Backlinks,
	keeper: Keeper,
): PlannedPage[] {
	const texts = pageTexts(book, linked, backlinks, keeper);
	const plans = pagePlans(book, frame);
	const apart = plans.findIndex(({ template }) => template === "retired" || template === "not-found");
	plans.splice(apart, 0, ...indexPlans(texts, keeper));
	return plans.map((plan) => bindPage(plan, texts, keeper));
}

/** Give what pages find their texts in, as it is now. */
export function pageTexts(
	book: Book,
	linked: ReadonlyMap<string, LinkedUnit>,
	backlinks: Backlinks,
	{ keep }: Keeper,
): PageTexts {
	const lookup = once(() => keep("lookup", [book], () => lookupOf(book)));
	return { book, linked, backlinks, lookup };
}

/** Let a page show the texts as they are now. */
export function bindPage(plan: PagePlan, texts: PageTexts, { keep, settle }: Keeper): PlannedPage {
	const { address, template, path } = plan;
	const inputs = plan.inputs(texts);
	const key = `view ${address}`;
	const view = () => keep(key, inputs, () => settle(key, withMoved(plan.make(texts), texts.book)));
	const page = { address, template, inputs, view };
	return path === undefined ? page : { ...page, path };
}

/** Plan all pages but those of the index, of which only the texts tell how many there are. */
export function pagePlans(book: Book, frame: Frame): PagePlan[] {
	const intro = book.plain.filter((one) => one.symbol.address.page === "index.html");
	const plans: PagePlan[] = [
		{
			address: "index.html",
			template: "index",
			inputs: ({ linked }) => [book, frame, ...intro.map(({ outline }) => linked.get(outline.path))],
			make: ({ linked }) => coverView(book, frame, linked),
		},
	];
	for (const chapter of [...book.chapters, ...book.appendices, ...book.plain]) {
		const { page } = chapter.symbol.address;
		if (page === book.glossaryAddress || page === "index.html") continue;
		const { path } = chapter.outline;
		const add = (address: string, template: string, make: (unit: LinkedUnit, texts: PageTexts) => View): void => {
			const inputs = (texts: PageTexts) => inputsOf(path, texts);
			plans.push({ address, template, path, inputs, make: (texts) => make(unitOf(path, texts), texts) });
		};
		if (chapter.symbol.key !== book.runbook?.symbol.key) {
			add(page, "chapter", (unit, { backlinks, lookup }) => chapterView(chapter, unit, book, backlinks, lookup()));
			continue;
		}
		add(page, "runbook", (unit, { backlinks, lookup }) => runbookView(chapter, unit, book, backlinks, lookup()));
		for (const [number, section] of [...chapter.sections].sort(([a], [b]) => a - b))
			add(entryAddress(number), "entry", (unit, { backlinks, lookup }) =>
				entryView(number, section, chapter, unit, book, backlinks, lookup()),
			);
	}
	const { glossaryAddress } = book;
	if (glossaryAddress !== undefined) {
		plans.push({
			address: glossaryAddress,
			template: "glossary",
			...(book.glossary[0] ? { path: book.glossary[0].path } : {}),
			inputs: (texts) => [book, ...glossaryInputs(texts)],
			make: ({ linked, backlinks, lookup }) => glossaryView(glossaryAddress, book, linked, backlinks, lookup()),
		});
	}
	for (const view of retiredViews(book))
		plans.push({ address: view.address, template: view.template, inputs: () => [book], make: () => view });
	plans.push({
		address: "404.html",
		template: "not-found",
		inputs: () => [frame],
		make: () => notFoundView(frame),
	});
	return plans;
}

function indexPlans(texts: PageTexts, { keep, recall }: Keeper): PagePlan[] {
	const { book, linked, backlinks } = texts;
	const inputs = [book, ...glossaryInputs(texts)];
	const index = once(() => keep("book index", inputs, () => bookIndexViews(book, linked, backlinks)));
	const pages = recall("pages of the book index", inputs, () =>
		index().map(({ address, template }) => ({ address, template })),
	);
	return pages.map(({ address, template }, at) => ({
		address,
		template,
		inputs: () => inputs,
		make: () => index()[at] ?? viewOf({ address, template, title: "", titleHtml: "" }),
	}));
}

function inputsOf(path: string, { book, linked, backlinks }: PageTexts): unknown[] {
	return [book, linked.get(path), backlinks.printOf(path)];
}

function glossaryInputs(texts: PageTexts): unknown[] {
	const { book, linked } = texts;
	return [...book.termsByFile.keys()].filter((path) => linked.has(path)).flatMap((path) => inputsOf(path, texts));
}

function unitOf(path: string, { linked }: PageTexts): LinkedUnit {
	const unit = linked.get(path);
	if (!unit) throw new Error(`${path} is in the book and not among its files`);
	return unit;
}

function withMoved(view: View, book: Book): View {
	const moved = movedOn(view.address, book);
	return moved.length > 0 ? { ...view, moved } : view;
}
