import type { Book } from "../model/book.ts";
import type { Backlinks, Edge, LinkedUnit } from "../model/linked.ts";
import { bookIndexViews } from "./book-index-pages.ts";
import { chapterView } from "./chapter.ts";
import { coverView } from "./cover.ts";
import type { Frame } from "./frame.ts";
import { entryAddress } from "./frame.ts";
import { glossaryView } from "./glossary.ts";
import type { Keeper } from "./keep.ts";
import { lookupOf } from "./lookup.ts";
import { movedOn } from "./moved.ts";
import { notFoundView } from "./not-found.ts";
import { retiredViews } from "./retired.ts";
import { runbookView } from "./runbook.ts";
import { entryView } from "./runbook-entry.ts";
import type { View } from "./view.ts";

/**
 * Gather the views of all pages, in the order of the book. The view of a page is made of the book, the unit that it
 * shows, and the references that lead to something in its file; while these are the same, so is the view.
 */
export function viewsOf(
	book: Book,
	frame: Frame,
	linked: ReadonlyMap<string, LinkedUnit>,
	backlinks: Backlinks,
	{ keep, settle }: Keeper,
): View[] {
	const lookup = keep("lookup", [book], () => lookupOf(book));
	const edges = edgesByPath(book, backlinks);
	const kept = <Shown extends View | undefined>(address: string, inputs: unknown[], make: () => Shown): Shown =>
		keep(`view ${address}`, inputs, () => settle(`view ${address}`, withMoved(make(), book)));
	const units = [...linked.values()];
	const fromUnit = (path: string) => [book, linked.get(path), ...(edges.get(path) ?? [])];
	const intro = book.plain.filter((one) => one.symbol.address.page === "index.html");
	const coverInputs = [book, frame, ...intro.map(({ outline }) => linked.get(outline.path))];
	const views = [kept("index.html", coverInputs, () => coverView(book, frame, linked))];
	for (const chapter of [...book.chapters, ...book.appendices, ...book.plain]) {
		const { page } = chapter.symbol.address;
		const unit = linked.get(chapter.outline.path);
		if (!unit || page === book.glossaryAddress || page === "index.html") continue;
		const inputs = fromUnit(chapter.outline.path);
		if (chapter.symbol.key !== book.runbook?.symbol.key) {
			views.push(kept(page, inputs, () => chapterView(chapter, unit, book, backlinks, lookup)));
			continue;
		}
		views.push(kept(page, inputs, () => runbookView(chapter, unit, book, backlinks, lookup)));
		const sections = [...chapter.sections].sort(([a], [b]) => a - b);
		for (const [number, section] of sections) {
			const make = () => entryView(number, section, chapter, unit, book, backlinks, lookup);
			views.push(kept(entryAddress(number), inputs, make));
		}
	}
	const glossaryInputs = units.filter(({ path }) => book.termsByFile.has(path)).flatMap(({ path }) => fromUnit(path));
	const glossary = kept("glossary", [book, ...glossaryInputs], () => glossaryView(book, linked, backlinks, lookup));
	const index = keep("book index", [book, ...glossaryInputs], () => bookIndexViews(book, linked, backlinks)).map(
		(view) => settle(`view ${view.address}`, view),
	);
	const notFound = kept("404.html", [frame], () => notFoundView(frame));
	const retired = keep("retired", [book], () => settle("retired", retiredViews(book)));
	return [...views, ...(glossary ? [glossary] : []), ...index, ...retired, notFound];
}

function withMoved<Shown extends View | undefined>(view: Shown, book: Book): Shown {
	const moved = view ? movedOn(view.address, book) : [];
	return view && moved.length > 0 ? { ...view, moved } : view;
}

/** The references that lead to something in a file, by its path. */
function edgesByPath(book: Book, backlinks: Backlinks): Map<string, Edge[]> {
	const byPath = new Map<string, Edge[]>();
	for (const [target, edges] of backlinks) {
		const path = book.symbols.get(target)?.path;
		if (path === undefined) continue;
		const list = byPath.get(path);
		if (list) for (const edge of edges) list.push(edge);
		else byPath.set(path, [...edges]);
	}
	return byPath;
}
