import type { Edition, EditionKind, FilesToShow } from "../../model/edition.ts";
import { type Frame, frameOf } from "../frame.ts";
import { noKeeper } from "../keep.ts";
import type { SiteInput } from "../site.ts";
import type { View } from "../view.ts";
import { type PlannedPage, planPages } from "../views.ts";
import { printAddress, printRulesAddress, renderPrint, renderPrintRules } from "./print.ts";
import { bindVolume } from "./volume.ts";

/** Makes an edition of a book. */
export type RenderEdition = (input: SiteInput, site: FilesToShow) => Edition;

/** Give what makes editions of a kind; what only that kind needs is loaded here. `site`, the finished site, is where the files come from that pages show. */
export async function editionRenderer(kind: EditionKind): Promise<RenderEdition> {
	const render = await rendererOf(kind);
	return (input, site) => {
		const { book, linked, backlinks } = input;
		const frame = frameOf(book, input.names, input.stamp);
		const pages = planPages(book, frame, linked, backlinks, noKeeper);
		return render(pages, frame, input, site);
	};
}

type Render = (pages: PlannedPage[], frame: Frame, input: SiteInput, site: FilesToShow) => Edition;

async function rendererOf(kind: EditionKind): Promise<Render> {
	switch (kind) {
		case "print":
			return (pages, frame, { leafTemplates, templates }) => {
				const volume = bindVolume(printAddress, pages, frame, leafTemplates, noKeeper);
				return new Map([
					[printAddress, renderPrint(volume, frame, templates)],
					[printRulesAddress, renderPrintRules(volume, frame)],
				]);
			};
		case "single": {
			const { renderSingle } = await import("./single.ts");
			return (pages, frame, input, site) => renderSingle(viewsOf(pages), frame, input, site);
		}
		case "epub": {
			const { renderEpub } = await import("./epub.ts");
			return (pages, frame, input, site) => renderEpub(viewsOf(pages), frame, input, site);
		}
	}
}

function viewsOf(pages: PlannedPage[]): View[] {
	return pages.map((page) => page.view());
}
