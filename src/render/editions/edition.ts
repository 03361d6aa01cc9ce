import type { Edition, EditionKind } from "../../model/edition.ts";
import { frameOf } from "../frame.ts";
import { noKeeper } from "../keep.ts";
import type { SiteInput } from "../site.ts";
import { planPages } from "../views.ts";
import { printAddress, printRulesAddress, renderPrint, renderPrintRules } from "./print.ts";
import { bindVolume } from "./volume.ts";

/** Make an edition of a book; `site` is its finished site, from which come the files that pages show. */
export async function renderEdition(
	kind: EditionKind,
	input: SiteInput,
	site: ReadonlyMap<string, string | Uint8Array>,
): Promise<Edition> {
	const { book, linked, backlinks, templates } = input;
	const frame = frameOf(book, input.names, input.stamp);
	const pages = planPages(book, frame, linked, backlinks, noKeeper);
	const views = () => pages.map((page) => page.view());
	switch (kind) {
		case "print": {
			const volume = bindVolume(printAddress, pages, frame, input.leafTemplates, noKeeper);
			return new Map([
				[printAddress, renderPrint(volume, frame, templates)],
				[printRulesAddress, renderPrintRules(volume, frame)],
			]);
		}
		case "single": {
			const { renderSingle } = await import("./single.ts");
			return renderSingle(views(), frame, input, site);
		}
		case "epub": {
			const { renderEpub } = await import("./epub.ts");
			return renderEpub(views(), frame, input, site);
		}
	}
}
