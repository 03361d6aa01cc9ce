import type { Badge } from "./badge.ts";
import type { TocItem } from "./content.ts";
import type { NavItem } from "./frame.ts";
import type { MovedItem } from "./pages/moved.ts";
import type { Preview } from "./previews.ts";
import type { Referrer } from "./referrers.ts";

/** What took the place of a superseded chapter or entry. */
export interface Successor {
	label: string;
	title: string;
	address: string;
}

/**
 * Everything that one page shows and that is its own, as plain data: two equal views give the same page. What all
 * pages show stands in the `Frame`.
 */
export interface View {
	/** Relative to the site's root. */
	address: string;
	/** The template that draws the inside of `main`, without `.eta`. */
	template: string;
	/** For the window's title, without the book's name. */
	title: string;
	/** The title as HTML, for the heading. */
	titleHtml: string;
	/** Stands above the title: `Chapter 8`, `Runbook §27`. */
	kicker: string;
	/** Stands large in the rail. */
	number: string;
	description: string;
	/** Pages of the runbook are acted on, all others are read. */
	kind: "read" | "act";
	/** The anchors of the title. */
	anchors: string[];
	badge?: Badge;
	successor?: Successor;
	/** When that took its place: a year, a month or a day. */
	supersededSince?: string;
	/** What it took the place of. */
	predecessors: Successor[];
	html: string;
	toc: TocItem[];
	previews: Preview[];
	referrers: Referrer[];
	/** What once stood on the page. */
	moved: MovedItem[];
	/** The file that the page is made from, for the edit link. */
	path?: string;
	/** When that file was changed last, as ISO time in UTC. */
	changed?: string;
	/** What only this kind of page shows; its template knows it. */
	data: object;
}

/** Fill in what most pages leave out. */
export function viewOf(parts: Partial<View> & Pick<View, "address" | "template" | "title" | "titleHtml">): View {
	return {
		kicker: "",
		number: "",
		description: "",
		kind: "read",
		anchors: [],
		html: "",
		toc: [],
		previews: [],
		referrers: [],
		moved: [],
		predecessors: [],
		data: {},
		...parts,
	};
}

/** A list of pages below a heading, as the cover shows it. */
export interface ContentsPart {
	name: string;
	id: string;
	items: NavItem[];
}
