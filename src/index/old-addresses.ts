import type { Address, Book, Chapter, OldAddress } from "../model/book.ts";
import type { Lock, LockEntry } from "../model/lock.ts";
import { addressText, readAddress } from "../text/address-text.ts";
import { reservedPages } from "../text/names.ts";
import { chapterPage, entryPage } from "./addresses.ts";

/**
 * List the addresses that were published once, are no more, and must keep leading somewhere: from front matter, from
 * the settings, and from the lock for whatever went together with one of these. What exists is never among them.
 */
export function oldAddresses(book: Book, lock: Lock | undefined): Map<string, OldAddress> {
	const old = new Map<string, OldAddress>();
	const known = namesOf(lock);
	const note = (from: Address, to: Address | undefined, isRetired: boolean, label = ""): void => {
		const text = addressText(from);
		if (isLive(from, book) || old.has(text) || (to && addressText(to) === text)) return;
		const title = known.get(text)?.title ?? "";
		old.set(text, { from, label, title, isRetired, ...(to ? { to } : {}) });
	};
	for (const [path, page] of textFiles(book)) {
		const { aliases } = frontMatterOf(path, book);
		for (const [from, to] of Object.entries(aliases ?? {})) {
			const target = to === "" ? { page } : book.fragments.get(path)?.get(to.slice(1));
			if (target) note(readAddress(from.startsWith("#") ? target.page + from : from), target, false);
		}
	}
	for (const chapter of book.chapterByPath.values()) noteRetired(chapter, book, note);
	for (const [from, to] of Object.entries(book.settings.redirects)) note(readAddress(from), readAddress(to), false);
	for (const [from, to] of Object.entries(book.settings.retired)) {
		const key = /^\d+$/.test(from) ? `ch:${from}` : `app:${from}`;
		const page = lock?.entries.get(key)?.at[0] ?? (/^\d+$/.test(from) ? chapterPage(Number(from)) : undefined);
		const address = from.includes(".html") ? from : page;
		const label = from.includes(".html") ? "" : `${/^\d/.test(from) ? "Chapter" : "Appendix"} ${from}`;
		const target = to === null ? undefined : placeAddress(to, book);
		if (address !== undefined && (to === null || target)) note(readAddress(address), target, true, label);
	}
	for (const [key, entry] of lock?.entries ?? []) {
		const symbol = book.symbols.get(key);
		if (!symbol) followEntry(entry, old, book, note);
		else if (entry.gone === undefined) for (const at of entry.at) note(readAddress(at), symbol.address, false);
	}
	return withoutChains(old, book);
}

/** Say whether a page is there, with the anchor. */
export function isLive({ page, anchor }: Address, book: Book): boolean {
	const anchors = book.anchors.get(page);
	if (anchor === undefined && reservedPages.has(page)) return true;
	return anchors !== undefined && (anchor === undefined || anchors.has(anchor));
}

/** Find where an address leads: itself, or what took its place; “nothing” where it is said that nothing did; undefined where it leads nowhere. */
export function whereIs(address: Address, book: Book): Address | "nothing" | undefined {
	if (isLive(address, book)) return address;
	const old = book.old.get(addressText(address));
	if (old) return old.to ?? "nothing";
	const page = address.anchor === undefined ? undefined : book.old.get(address.page);
	if (!page) return undefined;
	if (page.isRetired) return page.to ?? "nothing";
	// The stub of a page hands the fragment on.
	const there = page.to && { page: page.to.page, anchor: address.anchor ?? "" };
	return there && isLive(there, book) ? there : undefined;
}

type Note = (from: Address, to: Address | undefined, isRetired: boolean, label?: string) => void;

function noteRetired(chapter: Chapter, book: Book, note: Note): void {
	const { outline, symbol } = chapter;
	const { page } = symbol.address;
	for (const [number, successor] of Object.entries(outline.frontMatter.retired ?? {})) {
		// Nearly no chapter has any, and what its sections are is a question to its table.
		const { sections } = chapter;
		if (sections.has(Number(number))) continue;
		const to = successor === null ? undefined : sections.get(successor)?.symbol.address;
		const label = `§${number}`;
		if (chapter === book.runbook) note({ page: entryPage(Number(number)) }, to, true, label);
		note({ page, anchor: `s${number}` }, to, true, label);
	}
}

/** All addresses of what is gone lead where its first one leads; what stood in a section goes with it. */
function followEntry(entry: LockEntry, old: Map<string, OldAddress>, book: Book, note: Note): void {
	const [first = "", ...others] = entry.at;
	const section = entry.in === undefined ? undefined : old.get(sectionAddress(entry.in));
	const leader = old.get(first);
	if (!leader && !section) return;
	if (!leader && section && !section.isRetired) {
		const { anchor = "" } = readAddress(first);
		const there = section.to && { page: section.to.page, anchor };
		if (there && isLive(there, book)) note(readAddress(first), there, false);
		return;
	}
	const { to, isRetired, label } = leader ?? section ?? { isRetired: false, label: "" };
	for (const address of leader ? others : entry.at) note(readAddress(address), to, isRetired, label);
}

function sectionAddress(key: string): string {
	const [, chapter, section] = /^ch:(\d+)§(\d+)$/.exec(key) ?? [];
	return `${chapterPage(Number(chapter))}#s${section}`;
}

function namesOf(lock: Lock | undefined): Map<string, LockEntry> {
	return new Map([...(lock?.entries.values() ?? [])].flatMap((entry) => entry.at.map((at) => [at, entry] as const)));
}

function textFiles(book: Book): [string, string][] {
	const chapters = [...book.chapterByPath].map(([path, { symbol }]) => [path, symbol.address.page] as [string, string]);
	const glossary = book.glossary.map(({ path }) => [path, book.glossaryAddress ?? ""] as [string, string]);
	return [...chapters, ...glossary];
}

function frontMatterOf(path: string, book: Book) {
	const outline = book.chapterByPath.get(path)?.outline ?? book.glossary.find((one) => one.path === path);
	return outline?.frontMatter ?? {};
}

function placeAddress(place: string, book: Book): Address | undefined {
	if (/^\d+$/.test(place)) return book.chapterByNumber.get(Number(place))?.symbol.address;
	return place.includes(".html") ? readAddress(place) : book.appendixByLetter.get(place)?.address;
}

/** What leads to an address that is old itself leads on; in a circle, nowhere, which a rule reports. */
function withoutChains(old: Map<string, OldAddress>, book: Book): Map<string, OldAddress> {
	const straight = new Map<string, OldAddress>();
	for (const [text, one] of old) {
		let { to } = one;
		for (let steps = 0; to && !isLive(to, book) && steps <= old.size; steps += 1) to = old.get(addressText(to))?.to;
		if (to && isLive(to, book)) straight.set(text, { ...one, to });
		else if (one.isRetired && !one.to) straight.set(text, one);
	}
	return straight;
}
