import type { Book } from "../../model/book.ts";
import type { LiveTarget } from "../../model/live.ts";
import type { Site } from "../../world/serve.ts";
import { pagesOf } from "./pages-of.ts";

/** Say where on which page a writer has just changed something; undefined when no page of these files changed. */
export function targetOf(paths: string[], book: Book, before: Site, now: Site): Omit<LiveTarget, "serial"> | undefined {
	if (before === now) return undefined;
	for (const address of paths.flatMap((path) => pagesOf(path, book))) {
		const [old, text] = [textAt(address, before), textAt(address, now)];
		if (old === text) continue;
		const anchor = firstChange(old, text);
		return anchor === undefined ? { address } : { address, anchor };
	}
	return undefined;
}

/** Find the anchor that stands last before the first difference of two pages. */
function firstChange(before: string, now: string): string | undefined {
	const main = Math.max(0, now.indexOf("<main"));
	const start = Math.max(0, before.indexOf("<main")) - main;
	let at = main;
	while (at < now.length && now[at] === before[at + start]) at += 1;
	const ids = [...now.slice(main, at).matchAll(/<(?:h[1-6]|dt|section|article|li)\b[^>]* id="([^"]+)"/g)];
	return ids.at(-1)?.[1];
}

function textAt(address: string, site: Site): string {
	const content = site.get(address);
	return typeof content === "string" ? content : "";
}
