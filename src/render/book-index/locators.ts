import type { IndexPlace } from "./index-places.ts";

/** One number in an index, with the sections behind it where a chapter has several without numbers of their own. */
export interface Locator {
	label: string;
	full: string;
	title: string;
	address: string;
	isMain: boolean;
	parts: { title: string; address: string }[];
	/** The last of a run of chapters: `3–9`. */
	to?: { label: string; title: string; address: string };
}

/** Above this number of locators chapters that follow each other are one range. */
const mostSingle = 12;
/** So many sections of a chapter are named; the reader finds the rest there. */
const mostParts = 3;

/** Put places in the order of the book, those of one chapter together, and long rows of chapters into ranges. */
export function locatorsOf(places: IndexPlace[]): Locator[] {
	const byLabel = new Map<string, IndexPlace[]>();
	for (const place of [...places].sort((a, b) => a.chapter - b.chapter || a.section - b.section)) {
		const key = `${place.chapter} ${place.label}`;
		const list = byLabel.get(key);
		if (!list) byLabel.set(key, [place]);
		else if (!list.some(({ address }) => address === place.address)) list.push(place);
		else if (place.isMain) for (const one of list) if (one.address === place.address) one.isMain = true;
	}
	const groups = [...byLabel.values()];
	const locators = groups.map(locatorOf);
	return locators.length > mostSingle ? inRanges(locators, groups) : locators;
}

function locatorOf(places: IndexPlace[]): Locator {
	const [first] = places;
	const sections = places.filter(({ section }) => section !== -1);
	const { label = "", full = "", title = "", address = "" } = first ?? {};
	const parts =
		places.length > 1 ? sections.slice(0, mostParts).map((one) => ({ title: one.title, address: one.address })) : [];
	return { label, full, title, address, isMain: places.some(({ isMain }) => isMain), parts };
}

function inRanges(locators: Locator[], groups: IndexPlace[][]): Locator[] {
	const ranges: Locator[] = [];
	let from = 0;
	for (let index = 1; index <= locators.length; index += 1) {
		const first = locators[from];
		const last = locators[index - 1];
		if (!first || !last || follows(groups, locators, index)) continue;
		if (index - from > 2) ranges.push({ ...first, parts: [], to: last });
		else ranges.push(...locators.slice(from, index).map((one) => ({ ...one, parts: [] })));
		from = index;
	}
	return ranges;
}

/** Main places stand alone, and so does whatever has no number of a chapter. */
function follows(groups: IndexPlace[][], locators: Locator[], index: number): boolean {
	const [before, here] = [locators[index - 1], locators[index]];
	const isRun = groups[index]?.[0]?.chapter === (groups[index - 1]?.[0]?.chapter ?? -2) + 1;
	const areNumbers = /^\d+$/.test(before?.label ?? "") && /^\d+$/.test(here?.label ?? "");
	return isRun && areNumbers && !before?.isMain && !here?.isMain;
}
