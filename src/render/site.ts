import type { Book } from "../model/book.ts";
import type { Backlinks, LinkedUnit } from "../model/linked.ts";
import type { Source } from "../model/source.ts";
import { isPrinted, printAddress, printRulesAddress, renderPrint, renderPrintRules } from "./editions/print.ts";
import { bindVolume } from "./editions/volume.ts";
import { type BuildStamp, type Frame, frameOf, type PublishedNames } from "./frame.ts";
import { type Keeper, noKeeper, type PlannedFile, putTogether, type SiteFiles } from "./keep.ts";
import { drawCard } from "./machine/card.ts";
import { renderGlossaryJson } from "./machine/glossary-json.ts";
import { machineFiles } from "./machine/machine-files.ts";
import { renderMetadata } from "./machine/metadata.ts";
import { renderReferences } from "./machine/references-json.ts";
import { type SiteUnit, writtenIn } from "./machine/written.ts";
import { once } from "./once.ts";
import { renderPage } from "./page.ts";
import { renderRedirects } from "./pages/redirect.ts";
import { renderSearch } from "./search/search.ts";
import type { Templates } from "./template.ts";
import type { View } from "./view.ts";
import { type PlannedPage, planPages } from "./views.ts";

/** What a site is rendered from. */
export interface SiteInput {
	book: Book;
	/** By path of the file. */
	linked: ReadonlyMap<string, LinkedUnit>;
	backlinks: Backlinks;
	/** By path of the file. */
	units: ReadonlyMap<string, SiteUnit>;
	/** By path of the file: what its author wrote, where that is published too. */
	sources: ReadonlyMap<string, Source>;
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

/** Render every page and every file that is made from the book as a whole, and put them into `files` by address. */
export function renderSite<Files extends SiteFiles>(
	input: SiteInput,
	files: Files,
	keeper: Keeper = noKeeper,
	draw: DrawPage = renderPage,
): Files {
	const { book, linked, backlinks, templates } = input;
	const frame = keeper.note(keeper.settle("frame", frameOf(book, input.names, input.stamp)));
	const planned = planPages(book, frame, linked, backlinks, keeper).map((page) => dated(page, input.changes, keeper));
	const shown = planned.filter(({ template }) => template !== "not-found");
	const isInPrint = isPrinted(shown.length, frame);
	// A page that is printed too is drawn twice from one view.
	const pages = isInPrint ? planned.map((page) => ({ ...page, view: once(page.view) })) : planned;
	const desk = { frame, templates, keeper, draw };
	const asFiles = pages.map((page) => ({ ...page, make: () => drawn(page, desk) }));
	putTogether(keeper, files, "pages", [frame, templates], asFiles);
	for (const { view } of frame.settings.cards ? pages : []) {
		const card = drawCard(view(), frame);
		if (card) files.set(card.address, card.svg);
	}
	for (const [address, page] of renderRedirects(book, frame)) {
		if (!files.has(address)) files.set(address, page);
	}
	if (isInPrint) {
		keeper.files(files, "print", [pages], (put) => {
			const volume = bindVolume(printAddress, pages, frame, input.leafTemplates, keeper);
			put(printAddress, [volume, frame, templates], () => renderPrint(volume, frame, templates));
			put(printRulesAddress, [volume, frame], () => renderPrintRules(volume, frame));
		});
	}
	// Where the book has a file of that name in `public/`, its own is published.
	const own = new Set(book.assets.values());
	for (const [address, text] of renderMetadata(pages, frame)) {
		if (!own.has(address)) files.set(address, text);
	}
	const edges = [...linked.values()].map(({ edgeSum }) => edgeSum.print);
	keeper.file(files, "references.json", [book, ...edges], () => renderReferences(book, linked, keeper));
	const uses = pages.flatMap(({ template, inputs }) => (template === "glossary" ? inputs : []));
	keeper.file(files, "glossary.json", [book, ...uses], () => renderGlossaryJson(book, backlinks));
	keeper.files(files, "search", [book, input.names.searchStyle, ...input.units.values()], (put, group) =>
		renderSearch(book, input.units, input.names, keeper, { put, group }),
	);
	const others = machineFiles(writtenIn(input), frame, keeper).filter(({ address }) => !own.has(address));
	putTogether(keeper, files, "files for programs", [], others.map(keepText));
	return files;

	function keepText({ address, inputs, make }: PlannedFile): PlannedFile {
		return { address, inputs, make: () => keeper.keep(`file ${address}`, inputs, make) };
	}
}

/** What a page is drawn with. */
export interface Desk {
	frame: Frame;
	templates: Templates;
	keeper: Keeper;
	draw: DrawPage;
}

/** Draw a page, or give it as it was drawn last where it is the same. */
export function drawn({ address, view }: PlannedPage, { frame, templates, keeper, draw }: Desk): string {
	const shown = view();
	return keeper.keep(`page ${address}`, [shown, frame, templates], () => draw(shown, frame, templates));
}

/** Say on a page when its file was changed last. */
export function dated(page: PlannedPage, changes: ReadonlyMap<string, string>, { keep }: Keeper): PlannedPage {
	const changed = page.path === undefined ? undefined : changes.get(page.path);
	if (changed === undefined) return page;
	const view = () => {
		const plain = page.view();
		return keep(`dated ${page.address}`, [plain, changed], () => ({ ...plain, changed }));
	};
	return { ...page, changed, inputs: [...page.inputs, changed], view };
}
