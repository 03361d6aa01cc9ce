import type { EngineOptions } from "../../model/engine.ts";
import { withOpenNeeds } from "../folded-needs.ts";
import type { Frame } from "../frame.ts";
import type { Keeper } from "../keep.ts";
import { renderPage } from "../page.ts";
import type { Preview } from "../previews.ts";
import { type CompiledTemplates, makeTemplates, type Templates } from "../template.ts";
import { type View, viewOf } from "../view.ts";
import type { PlannedPage } from "../views.ts";
import { type Binding, fitLeaf, joined, leafId } from "./leaf.ts";

/** The whole book, page by page, to be drawn as something else than a site: a page to print, a file to carry. */
export interface Volume {
	/** Relative to the site's root; links to what is no page of the book lead on from there. */
	address: string;
	leaves: Leaf[];
}

/** A page as a part of a volume. */
export interface Leaf {
	/** The name of the page in the volume. */
	id: string;
	number: string;
	title: string;
	/** 1 for a chapter, 2 for an entry of the runbook, which stands below its chapter. */
	level: 1 | 2;
	/** As in the view. */
	kind: View["kind"];
	html: string;
	previews: Preview[];
}

/** Pages that are about the site rather than a part of the book. Nobody has links to a retired number of anything else. */
const apart = new Set(["index", "not-found", "retired"]);

/** What only a site needs: the way to the next page, the previews, and the lists of who refers to a page. */
const unneeded = ["pager", "previews", "referrers"];

/** Make the templates of a site draw a page as a part of a volume: without the frame of a page. */
export function leafTemplates(
	texts: ReadonlyMap<string, string>,
	within?: EngineOptions["within"],
	compiled?: CompiledTemplates,
): Templates {
	const blank = unneeded.map((name) => [`${name}.eta`, ""] as const);
	return makeTemplates(new Map([...texts, ...blank, ["page.eta", "<%~ it.body %>"]]), within, compiled);
}

/** Bind the pages of a book into one document that stands at `address`. */
export function bindVolume(
	address: string,
	pages: PlannedPage[],
	frame: Frame,
	templates: Templates,
	{ keep, recall }: Pick<Keeper, "keep" | "recall">,
): Volume {
	const bound = bookPages(pages, frame);
	const key = bound.map((page) => page.address).join("\n");
	const binding = keep(`binding ${address}`, [key], () => joined(address, new Set(key.split("\n"))));
	const leaves = bound.map((page) =>
		recall(`leaf ${page.address} of ${address}`, [...page.inputs, frame, templates, key], () =>
			leafOf(page.view(), frame, templates, binding),
		),
	);
	return { address, leaves };
}

/** The pages that are parts of the book, in its order: chapters, each with its entries, then what is referred to, by letter. */
export function bookPages<Page extends Pick<View, "address" | "template">>(all: Page[], frame: Frame): Page[] {
	const reference = frame.reference.map(({ address }) => address);
	const pages = all.filter(({ template }) => !apart.has(template));
	const last = pages.filter(({ address }) => reference.includes(address));
	last.sort((a, b) => reference.indexOf(a.address) - reference.indexOf(b.address));
	return [...pages.filter((page) => !last.includes(page)), ...last];
}

/** Draw a page as a part of a volume. */
export function leafOf(view: View, frame: Frame, templates: Templates, binding: Binding): Leaf {
	const bare = viewOf({ ...view, previews: [], referrers: [] });
	const html = withOpenNeeds(fitLeaf(renderPage(bare, frame, templates), view.address, binding));
	const level = view.template === "entry" ? 2 : 1;
	return {
		id: leafId(view.address),
		number: level === 2 ? `§${view.number}` : view.number,
		title: level === 2 ? view.title.replace(/^§\d+ /, "") : view.title,
		level,
		kind: view.kind,
		html: level === 2 ? lowered(html) : html,
		previews: view.previews,
	};
}

/** The headings of an entry stand below that of its chapter. */
function lowered(html: string): string {
	return html.replace(
		/<(\/?)h([1-5])(?=[\s>])/g,
		(_, close: string, depth: string) => `<${close}h${Number(depth) + 1}`,
	);
}
