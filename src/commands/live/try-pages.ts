import { setImmediate as pause } from "node:timers/promises";
import type { Template } from "../../model/discovered.ts";
import type { Site } from "../../world/serve.ts";
import type { Rebuilt } from "./rebuild.ts";

/** Tell whether pages have other templates than before, and some of them are the book's: then pages that nobody looks at may have a fault too. */
export function mayBeUndrawable(before: Rebuilt | undefined, { found: { templates } }: Rebuilt): boolean {
	const old = before?.found.templates ?? [];
	const isSame = old.length === templates.length && templates.every((template, index) => template === old[index]);
	return !isSame && templates.some((template: Template) => !template.isDefault);
}

/** Draw the pages of a site one by one, with time for other things between them, as long as it is wanted; throws the fault of the first that cannot be drawn. */
export async function tryPages(site: Site, isWanted: () => boolean): Promise<void> {
	for (const address of site.keys()) {
		if (!isWanted()) return;
		if (address.endsWith(".html")) site.get(address);
		await pause();
	}
}
