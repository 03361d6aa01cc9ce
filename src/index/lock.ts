import type { Address, Book, Chapter } from "../model/book.ts";
import type { Lock, LockEntry } from "../model/lock.ts";
import { addressText } from "../text/address-text.ts";
import { fingerprint } from "../text/fingerprint.ts";

/** Give the sum of the words of a file's sections from one index to another. */
export type SumOf = (path: string, from: number, to: number) => string;

/** List everything that a book publishes, with all its addresses: what its lock would say if it were made now. */
export function lockOf(book: Book, sumOf: SumOf): Lock {
	const lock: Lock = { entries: new Map() };
	for (const chapter of [...book.chapters, ...book.appendices, ...book.plain]) addChapter(lock, chapter, book, sumOf);
	addGlossary(lock, book);
	return lock;
}

function addChapter(lock: Lock, chapter: Chapter, book: Book, sumOf: SumOf): void {
	const { outline, symbol } = chapter;
	const { page } = symbol.address;
	const { headings } = outline;
	const title = headings[0]?.depth === 1 ? headings[0] : undefined;
	const own = title ? [title.id, ...title.aliases].map((anchor) => `${page}#${anchor}`) : [];
	const text = sumOf(outline.path, -1, Number.POSITIVE_INFINITY);
	lock.entries.set(symbol.key, { title: outline.title, at: [page, ...own], text });
	for (const [index, heading] of headings.entries()) {
		if (heading === title) continue;
		const address = book.headingAddresses.get(outline.path)?.[index];
		if (!address) continue;
		const section = numberedAt(chapter, index);
		const isSection = section?.index === index;
		const pages = [...new Set([address.page, ...(isSection ? [page] : [])])];
		const anchors = [heading.id, ...heading.aliases];
		const at = [...new Set([addressText(address), ...pages.flatMap((one) => anchors.map((id) => `${one}#${id}`))])];
		const entry: LockEntry = { title: heading.title, at, text: sumOf(outline.path, index, endOf(chapter, index)) };
		add(
			lock,
			isSection ? section.symbol.key : addressText(address),
			entry,
			isSection ? undefined : section?.symbol.key,
		);
	}
	for (const { id, section } of outline.anchors) {
		if (isCounted(id)) continue;
		const at = `${book.headingAddresses.get(outline.path)?.[section]?.page ?? page}#${id}`;
		add(lock, at, { title: "", at: [at], text: "" }, numberedAt(chapter, section)?.symbol.key);
	}
}

function add(lock: Lock, key: string, entry: LockEntry, section: string | undefined): void {
	if (!lock.entries.has(key)) lock.entries.set(key, section === undefined ? entry : { ...entry, in: section });
}

/** The numbered section that a heading is or stands in. */
function numberedAt({ outline, sections }: Chapter, index: number) {
	let depth = 7;
	for (let at = index; at >= 0; at -= 1) {
		const heading = outline.headings[at];
		if (!heading || heading.depth >= depth) continue;
		const section = heading.section === undefined ? undefined : sections.get(heading.section);
		if (section?.index === at) return section;
		depth = heading.depth;
	}
	return undefined;
}

/** A section ends where a heading of its level or a higher one begins. */
function endOf({ outline }: Chapter, index: number): number {
	const depth = outline.headings[index]?.depth ?? 1;
	const end = outline.headings.findIndex((heading, at) => at > index && heading.depth <= depth);
	return end === -1 ? Number.POSITIVE_INFINITY : end;
}

/** Anchors of footnotes and steps count what is there; they promise nothing. */
function isCounted(id: string): boolean {
	return /(?:^|-)fn(?:ref)?-|^(?:step|need)-\d+$/.test(id);
}

function addGlossary(lock: Lock, book: Book): void {
	const page = book.glossaryAddress;
	if (page === undefined) return;
	const symbol = [...book.appendixByLetter.values()].find((one) => one.address.page === page);
	const text = fingerprint(book.terms.map(({ term }) => term.text).join(" "));
	add(lock, symbol?.key ?? "page:glossary", { title: book.glossaryTitle, at: [page], text }, undefined);
	for (const group of book.groups.values()) {
		const members = book.terms.filter(({ term, path }) => path === group.path && term.group === group.label);
		const text = fingerprint(members.map(({ term }) => term.name).join(" "));
		add(lock, group.key, { title: group.title, at: [addressText(group.address)], text }, undefined);
	}
	for (const { term, symbol: own } of book.terms) {
		const at = [addressText(own.address), ...(book.termAnchors.get(own.key) ?? []).map((id) => `${page}#${id}`)];
		add(lock, own.key, { title: term.name, at, text: fingerprint(term.text) }, undefined);
	}
	for (const outline of book.glossary) {
		for (const { id } of outline.anchors) {
			const address: Address = { page, anchor: id };
			if (!isCounted(id))
				add(lock, addressText(address), { title: "", at: [addressText(address)], text: "" }, undefined);
		}
	}
}
