import type { Book } from "../model/book.ts";
import type { Lock } from "../model/lock.ts";
import type { Outline } from "../model/unit.ts";
import { addressText, readAddress } from "../text/address-text.ts";
import { foldTerm } from "../text/fold.ts";

/** Anchors that headings get besides their own. */
export interface HeadingAliases {
	/** Path of the file to index of the heading to anchors. */
	byPath: Map<string, Map<number, string[]>>;
	/** The same with their pages, as addresses. */
	addresses: Set<string>;
}

/**
 * Find the headings that must answer to an anchor of earlier days: because the front matter says so, because a number
 * keeps all addresses that it ever had, or because a counter in an anchor went up or down with other headings.
 */
export function headingAliases(book: Book, lock: Lock | undefined): HeadingAliases {
	const aliases: HeadingAliases = { byPath: new Map(), addresses: new Set() };
	const hasAliases = [...book.chapterByPath.values()].some(({ outline }) => outline.frontMatter.aliases);
	if (!hasAliases && !lock?.entries.size) return aliases;
	const headings = headingsByAddress(book);
	const give = (page: string, anchor: string, to: string): void => {
		const heading = headings.get(to);
		if (!heading?.pages.includes(page) || book.anchors.get(page)?.has(anchor)) return;
		const ofFile = aliases.byPath.get(heading.path) ?? new Map<number, string[]>();
		aliases.addresses.add(`${page}#${anchor}`);
		aliases.byPath.set(heading.path, ofFile);
		const given = ofFile.get(heading.index) ?? [];
		if (!given.includes(anchor)) ofFile.set(heading.index, [...given, anchor]);
	};
	for (const { outline, symbol } of book.chapterByPath.values()) {
		for (const [from, to] of Object.entries(outline.frontMatter.aliases ?? {})) {
			const target = book.fragments.get(outline.path)?.get(to.slice(1)) ?? symbol.address;
			const { page, anchor } = readAddress(from.startsWith("#") ? target.page + from : from);
			if (anchor !== undefined) give(page, anchor, addressText(target));
		}
	}
	for (const [key, { at, gone }] of lock?.entries ?? []) {
		const to =
			book.symbols.get(key)?.address ?? (headings.has(key) ? readAddress(key) : counted(key, lock, book, headings));
		if (!to || gone !== undefined) continue;
		for (const { page, anchor } of at.map(readAddress)) if (anchor !== undefined) give(page, anchor, addressText(to));
	}
	return aliases;
}

/** Give a file the anchors that its headings have besides their own. */
export function withAliases(outline: Outline, aliases: Map<number, string[]> | undefined): Outline {
	if (!aliases) return outline;
	const headings = outline.headings.map((heading, index) => {
		const more = aliases.get(index);
		return more ? { ...heading, aliases: [...heading.aliases, ...more] } : heading;
	});
	const { anchors, groups, terms } = outline;
	// What is loaded when it is needed is not among the properties that a copy gets.
	return { ...outline, headings, anchors, groups, terms };
}

/** Find the anchors that terms have besides their own: those of its heading and of raw HTML, of names that are now further names, and those that front matter gives. */
export function termAnchors(book: Book, lock: Lock | undefined): Map<string, string[]> {
	const page = book.glossaryAddress ?? "";
	const found = new Map<string, string[]>();
	const give = (anchor: string, key: string): void => {
		if (book.anchors.get(page)?.has(anchor)) return;
		book.anchors.get(page)?.add(anchor);
		book.takenOver.add(`${page}#${anchor}`);
		found.set(key, [...(found.get(key) ?? []), anchor]);
	};
	for (const { term, symbol } of book.terms) for (const anchor of term.anchors ?? []) give(anchor, symbol.key);
	for (const outline of book.glossary) {
		for (const [from, to] of Object.entries(outline.frontMatter.aliases ?? {})) {
			const address = book.fragments.get(outline.path)?.get(to.slice(1));
			const term = address && book.symbolByAddress.get(addressText(address));
			const old = readAddress(from.startsWith("#") ? page + from : from);
			if (term?.kind === "term" && old.page === page && old.anchor !== undefined) give(old.anchor, term.key);
		}
	}
	for (const [key, { title, at, gone }] of lock?.entries ?? []) {
		if (!key.startsWith("term:") || gone !== undefined) continue;
		const named = book.termsByName.get(foldTerm(title)) ?? [];
		const term = book.symbols.get(key) ?? (named.length === 1 ? named[0]?.symbol : undefined);
		for (const { page: of, anchor } of at.map(readAddress))
			if (term && of === page && anchor !== undefined) give(anchor, term.key);
	}
	return found;
}

interface Located {
	path: string;
	index: number;
	title: string;
	/** Pages on which it is drawn: an entry also stands in the list of the runbook. */
	pages: string[];
}

function headingsByAddress(book: Book): Map<string, Located> {
	const located = new Map<string, Located>();
	for (const { outline, symbol } of book.chapterByPath.values()) {
		for (const [index, address] of (book.headingAddresses.get(outline.path) ?? []).entries()) {
			const heading = outline.headings[index];
			if (!heading) continue;
			const isTitle = index === 0 && heading.depth === 1;
			const isEntry = address.anchor === undefined;
			const pages = isEntry ? [address.page, symbol.address.page] : [address.page];
			const one = { path: outline.path, index, title: heading.title, pages };
			if (!located.has(addressText(address))) located.set(addressText(address), one);
			if (isTitle && !located.has(address.page)) located.set(address.page, one);
		}
	}
	return located;
}

/** `verify-3` says the third of several *Verify*; when one before it goes, it is the only new heading of that title on its page. */
function counted(key: string, lock: Lock | undefined, book: Book, headings: Map<string, Located>) {
	const { page, anchor } = readAddress(key);
	if (anchor === undefined || !/-\d+$/.test(anchor) || book.anchors.get(page)?.has(anchor)) return undefined;
	const title = lock?.entries.get(key)?.title;
	const same = [...headings].filter(([address, one]) => one.title === title && readAddress(address).page === page);
	const fresh = same.filter(([address]) => !lock?.entries.has(address));
	return fresh.length === 1 && fresh[0] ? readAddress(fresh[0][0]) : undefined;
}
