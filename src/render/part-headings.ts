import type { TocItem } from "./content.ts";

/** The text of an entry with headings for its parts, and the list of the page with them. */
export interface PartedEntry {
	html: string;
	toc: TocItem[];
}

/** Parts that a reader jumps to. What stands before the steps is read in passing and stays a paragraph. */
const jumped = ["steps", "verify", "roll-back", "rollback", "escalate"];

/**
 * Turn the bold words that lead a part in into a heading with an anchor, so that the list of the page leads there and an
 * alert may link straight to `27.html#steps`.
 */
export function withPartHeadings(html: string, toc: TocItem[]): PartedEntry {
	const parts: TocItem[] = [];
	const parted = html.replace(
		/<p class="lead" data-part="([a-z-]+)"><strong>([^<]*?)[.:]<\/strong>\s*([\s\S]*?)<\/p>/g,
		(whole, part: string, title: string, text: string) => {
			const isTaken = html.includes(` id="${part}"`) || parts.some(({ anchor }) => anchor === part);
			if (!jumped.includes(part) || isTaken) return whole;
			parts.push({ level: 2, number: "", title, anchor: part });
			const rail = `<a class="rail sign" href="#${part}" aria-label="Link to this section">#</a>`;
			const state = part === "steps" ? '\n<p class="ticks"></p>' : "";
			return `<h2 class="lead" id="${part}">${rail}${title}</h2>${state}${text ? `\n<p>${text}</p>` : ""}`;
		},
	);
	return { html: parted, toc: inOrder([...toc, ...parts], parted) };
}

function inOrder(items: TocItem[], html: string): TocItem[] {
	const place = (item: TocItem) => html.indexOf(` id="${item.anchor}"`);
	return items.sort((a, b) => place(a) - place(b));
}
