import type { Book } from "../model/book.ts";
import type { Backlinks, LinkedUnit } from "../model/linked.ts";
import { bookIndexViews } from "./book-index/book-index-pages.ts";
import type { Frame } from "./frame.ts";
import { entryAddress } from "./frame.ts";
import type { Keeper } from "./keep.ts";
import { lookupOf } from "./lookup.ts";
import { chapterView } from "./pages/chapter.ts";
import { coverView } from "./pages/cover.ts";
import { glossaryView } from "./pages/glossary.ts";
import { movedOn } from "./pages/moved.ts";
import { notFoundView } from "./pages/not-found.ts";
import { retiredViews } from "./pages/retired.ts";
import { runbookView } from "./pages/runbook.ts";
import { entryView } from "./pages/runbook-entry.ts";
import { type View, viewOf } from "./view.ts";

/** A page of the site whose view is gathered when it is needed; while the inputs are the same, so is the view. */
export interface PlannedPage {
	address: string;
	/** As in the view. */
	template: string;
	/** As in the view. */
	path?: string;
	/** As in the view. */
	changed?: string;
	inputs: readonly unknown[];
	view(): View;
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
	{ keep, settle, recall }: Keeper,
): PlannedPage[] {
	const lookup = once(() => keep("lookup", [book], () => lookupOf(book)));
	const units = [...linked.values()];
	const fromUnit = (path: string) => [book, linked.get(path), backlinks.printOf(path)];
	const intro = book.plain.filter((one) => one.symbol.address.page === "index.html");
	const coverInputs = [book, frame, ...intro.map(({ outline }) => linked.get(outline.path))];
	const pages = [planned("index.html", "index", undefined, coverInputs, () => coverView(book, frame, linked))];
	for (const chapter of [...book.chapters, ...book.appendices, ...book.plain]) {
		const { page } = chapter.symbol.address;
		const unit = linked.get(chapter.outline.path);
		if (!unit || page === book.glossaryAddress || page === "index.html") continue;
		const { path } = chapter.outline;
		const inputs = fromUnit(path);
		if (chapter.symbol.key !== book.runbook?.symbol.key) {
			pages.push(planned(page, "chapter", path, inputs, () => chapterView(chapter, unit, book, backlinks, lookup())));
			continue;
		}
		pages.push(planned(page, "runbook", path, inputs, () => runbookView(chapter, unit, book, backlinks, lookup())));
		const sections = [...chapter.sections].sort(([a], [b]) => a - b);
		for (const [number, section] of sections) {
			const make = () => entryView(number, section, chapter, unit, book, backlinks, lookup());
			pages.push(planned(entryAddress(number), "entry", path, inputs, make));
		}
	}
	const { glossaryAddress } = book;
	const glossaryInputs = units.filter(({ path }) => book.termsByFile.has(path)).flatMap(({ path }) => fromUnit(path));
	if (glossaryAddress !== undefined) {
		const inputs = [book, ...glossaryInputs];
		const make = () => glossaryView(glossaryAddress, book, linked, backlinks, lookup());
		pages.push(planned(glossaryAddress, "glossary", book.glossary[0]?.path, inputs, make));
	}
	const index = once(() =>
		keep("book index", [book, ...glossaryInputs], () => bookIndexViews(book, linked, backlinks)),
	);
	const indexPages = recall("pages of the book index", [book, ...glossaryInputs], () =>
		index().map(({ address, template }) => ({ address, template })),
	);
	for (const [at, { address, template }] of indexPages.entries()) {
		const make = () => index()[at] ?? viewOf({ address, template, title: "", titleHtml: "" });
		pages.push(planned(address, template, undefined, [book, ...glossaryInputs], make));
	}
	for (const view of keep("retired", [book], () => settle("retired", retiredViews(book))))
		pages.push(planned(view.address, view.template, undefined, [book], () => view));
	pages.push(planned("404.html", "not-found", undefined, [frame], () => notFoundView(frame)));
	return pages;

	function planned(
		address: string,
		template: string,
		path: string | undefined,
		inputs: unknown[],
		make: () => View,
	): PlannedPage {
		const key = `view ${address}`;
		const view = () => keep(key, inputs, () => settle(key, withMoved(make(), book)));
		const page = { address, template, inputs, view };
		return path === undefined ? page : { ...page, path };
	}
}

function withMoved(view: View, book: Book): View {
	const moved = movedOn(view.address, book);
	return moved.length > 0 ? { ...view, moved } : view;
}

/** What many pages need is made when the first of them asks, and then no more; a keeper need not remember anything. */
function once<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}
