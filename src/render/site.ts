import type { Book } from "../model/book.ts";
import type { Backlinks, LinkedUnit } from "../model/linked.ts";
import type { SearchText } from "../model/unit.ts";
import { type BuildStamp, type Frame, frameOf, type PublishedNames } from "./frame.ts";
import { renderGlossaryJson } from "./glossary-json.ts";
import { type Keeper, noKeeper } from "./keep.ts";
import { renderMetadata } from "./metadata.ts";
import { renderPage } from "./page.ts";
import { isPrinted, printAddress, printRulesAddress, renderPrint, renderPrintRules } from "./print.ts";
import { renderRedirects } from "./redirect.ts";
import { renderReferences } from "./references-json.ts";
import { renderSearch } from "./search.ts";
import type { Templates } from "./template.ts";
import type { View } from "./view.ts";
import { viewsOf } from "./views.ts";
import { bindVolume } from "./volume.ts";

/** What a site is rendered from. */
export interface SiteInput {
	book: Book;
	/** By path of the file. */
	linked: ReadonlyMap<string, LinkedUnit>;
	backlinks: Backlinks;
	/** By path of the file: the words that a search finds. */
	texts: ReadonlyMap<string, SearchText[]>;
	templates: Templates;
	/** The same, for a page that is a part of a volume; see `volume.ts`. */
	leafTemplates: Templates;
	names: PublishedNames;
	stamp: BuildStamp;
	/** Path of a file to the time of its last change, as far as it is known. */
	changes: ReadonlyMap<string, string>;
}

/** Draws a page, which is the same as long as all three are. */
export type DrawPage = (view: View, frame: Frame, templates: Templates) => string;

/** Render every page and every file that is made from the book as a whole, by address. */
export function renderSite(
	input: SiteInput,
	keeper: Keeper = noKeeper,
	draw: DrawPage = renderPage,
): Map<string, string> {
	const { book, linked, backlinks, templates } = input;
	const { keep, settle } = keeper;
	const frame = settle("frame", frameOf(book, input.names, input.stamp));
	const views = dated(viewsOf(book, frame, linked, backlinks, keeper), input.changes, keeper);
	const files = new Map<string, string>();
	for (const view of views) {
		const page = keep(`page ${view.address}`, [view, frame, templates], () => draw(view, frame, templates));
		files.set(view.address, page);
	}
	for (const [address, page] of renderRedirects(book, frame)) {
		if (!files.has(address)) files.set(address, page);
	}
	const shown = views.filter(({ template }) => template !== "not-found");
	if (isPrinted(shown.length, frame)) {
		const volume = bindVolume(printAddress, views, frame, input.leafTemplates, keeper);
		files.set(printAddress, renderPrint(volume, frame, templates));
		files.set(printRulesAddress, renderPrintRules(volume, frame));
	}
	// Where the book has a file of that name in `public/`, its own is published.
	const own = new Set(book.assets.values());
	for (const [address, text] of renderMetadata(views, frame)) {
		if (!own.has(address)) files.set(address, text);
	}
	files.set("references.json", renderReferences(book, linked, keeper));
	files.set("glossary.json", renderGlossaryJson(book, backlinks));
	for (const [address, script] of renderSearch(book, input.texts, input.names.searchIndex, keeper)) {
		files.set(address, script);
	}
	return files;
}

/** Say on each page when its file was changed last. */
function dated(views: View[], changes: ReadonlyMap<string, string>, { keep }: Keeper): View[] {
	return views.map((view) => {
		const changed = view.path === undefined ? undefined : changes.get(view.path);
		if (changed === undefined) return view;
		return keep(`dated ${view.address}`, [view, changed], () => ({ ...view, changed }));
	});
}
