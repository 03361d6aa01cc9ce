import type { Frame, NavItem } from "../frame.ts";
import { type View, viewOf } from "../view.ts";

/** What the template of the page for wrong addresses finds in `data`. */
export interface NotFoundData {
	groups: { name: string; items: NavItem[] }[];
}

/** Above this number of chapters the page sends its reader to the contents instead of listing them. */
const mostListed = 500;

/** Gather what a reader finds at an address that has no page: the contents, of which a script picks the nearest. */
export function notFoundView(frame: Frame): View {
	const groups = [
		{ name: "Chapters", items: frame.chapters },
		{ name: "Runbook", items: frame.entries },
		{ name: "Reference", items: frame.reference },
	].filter(({ items }) => items.length > 0 && items.length <= mostListed);
	const data: NotFoundData = { groups };
	const toc = groups.map(({ name }) => ({
		level: 2,
		number: "",
		title: name,
		anchor: `all-${name.toLowerCase()}`,
	}));
	const title = "There is no page at this address";
	return viewOf({
		address: "404.html",
		template: "not-found",
		title,
		titleHtml: title,
		description: "The contents of the book, to go on from.",
		toc,
		data,
	});
}
