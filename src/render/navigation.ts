import type { Frame, NavItem, Position } from "./frame.ts";

/** A group of the contents list. */
export interface NavGroup {
	name: string;
	/** Colours the group: what is read, and what is acted on. */
	kind: "read" | "act";
	items: NavItem[];
	/** The one that the page shows, or undefined where the page is not in this group. */
	current: NavItem | undefined;
	/** Items of a group that the page does not belong to show their numbers alone: each page carries all of them. */
	shows: "titles" | "numbers";
	isOpen: boolean;
	/** The page that lists all of the group with their titles. */
	all: { address: string; count: number };
}

/** The pages before and behind a page in reading order, and the list that it belongs to. */
export interface Pager {
	previous?: NavItem;
	next?: NavItem;
	up?: NavItem;
}

/** Above this number of rows a page lists only those around it: a book of 10 000 chapters must not write all of them 10 000 times. */
const mostRows = 200;
const around = 20;

/** Give the contents list of a page: the group that it belongs to comes first and is open. */
export function navigationFor(address: string, frame: Frame): NavGroup[] {
	const position = frame.positions.get(address);
	const at = (list: Position["list"]) => (position?.list === list ? position.at : -1);
	const chapters = group("Chapters", frame.chapters, "index.html", at("chapters"));
	const reference = group("Reference", frame.reference, "index.html", at("reference"));
	const runbook = group("Runbook", frame.entries, frame.runbook?.address ?? "index.html", at("entries"));
	runbook.kind = "act";
	const isRunbook = runbook.current !== undefined;
	const isReference = reference.current !== undefined;
	runbook.isOpen = isRunbook || address === frame.runbook?.address;
	chapters.isOpen = !isRunbook && !isReference;
	reference.isOpen = true;
	for (const one of [chapters, runbook]) {
		if (one.isOpen || one.items.some(({ number }) => !number)) continue;
		one.shows = "numbers";
	}
	const groups = isRunbook ? [runbook, chapters, reference] : [chapters, runbook, reference];
	return groups.filter((one) => one.items.length > 0);
}

function group(name: string, items: NavItem[], all: string, at: number): NavGroup {
	const shown = items.length > mostRows ? neighbours(items, at) : items;
	return {
		name,
		kind: "read",
		items: shown,
		current: items[at],
		shows: "titles",
		isOpen: false,
		all: { address: all, count: items.length },
	};
}

/** The rows of the same part that stand near the page; the first ones for a page that is not in the list. */
function neighbours(items: NavItem[], at: number): NavItem[] {
	if (at < 0) return items.slice(0, around);
	const part = items[at]?.part;
	return items.slice(Math.max(0, at - around), at + around + 1).filter((item) => item.part === part);
}

/** Find the pages before and behind a page: entries among themselves, everything else in the order of the book. */
export function pagerFor(address: string, frame: Frame): Pager {
	const { positions, entries, chapters, reference, runbook } = frame;
	const position = positions.get(address);
	if (!position) return {};
	const { list, at } = position;
	if (list === "entries") return { ...pager(entries[at - 1], entries[at + 1]), ...(runbook ? { up: runbook } : {}) };
	if (list === "chapters") return pager(chapters[at - 1], chapters[at + 1] ?? reference[0]);
	return pager(reference[at - 1] ?? chapters.at(-1), reference[at + 1]);
}

function pager(previous: NavItem | undefined, next: NavItem | undefined): Pager {
	return { ...(previous ? { previous } : {}), ...(next ? { next } : {}) };
}
