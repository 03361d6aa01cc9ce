import type { Address, Book, BookSymbol } from "../model/book.ts";
import type { Link } from "../model/unit.ts";
import { mostSimilar } from "../text/similar.ts";
import { matchesWildcard } from "../text/wildcard.ts";
import { checkOutside, reportBroken } from "./broken.ts";
import { complain, keyOf, type LinkContext } from "./context.ts";
import { hrefFrom } from "./hrefs.ts";
import { didYouMean } from "./suggest.ts";
import { checkSuperseded } from "./superseded.ts";
import { checkRfc, checkWords } from "./words.ts";

/** An address of the book with the query that the author gave it, or one outside, as it goes into the page. */
export type Href = string;

/** Find where a link leads, add its edge, and report it where it leads nowhere. */
export function resolveLink(link: Link, page: string, context: LinkContext): Href {
	const { url } = link;
	if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) return outside(link, context);
	if (isIgnored(url, context)) return encodeUrl(url);
	const { path, query, fragment } = split(url);
	const to = path === "" ? here(fragment, page, link, context) : inside(path, fragment, link, context);
	return to === undefined ? encodeUrl(url) : withQuery(hrefFrom(page, to), query);
}

function outside(link: Link, context: LinkContext): Href {
	const { links } = context.book.settings;
	const host = hostOf(link.url);
	if (link.role === "image" && host !== undefined && !links.remoteImages.includes(host)) {
		complain(context, "remote-asset", link.urlSpan, {
			message: `this image would be loaded from ${host}`,
			hints: ["put the file beside the chapter, or allow the host under links.remoteImages in book/book.yaml"],
		});
		return "data:,";
	}
	if (!isIgnored(link.url, context)) checkOutside(link, context);
	checkRfc(link, context);
	return encodeUrl(link.url);
}

/** The host that a browser would ask: it takes `https:host` and `https:\\host` for addresses with a host too. */
function hostOf(url: string): string | undefined {
	return /^(?:https?:[\\/]*|\/\/)([^\\/?#]*)/i.exec(url)?.[1]?.toLowerCase();
}

/** Split an address and decode its path and fragment; what is no percent-encoding is taken as it stands. */
function split(url: string): { path: string; query: string; fragment: string | undefined } {
	const hash = url.indexOf("#");
	const before = hash === -1 ? url : url.slice(0, hash);
	const mark = before.indexOf("?");
	const path = mark === -1 ? before : before.slice(0, mark);
	return {
		path: decode(path),
		query: mark === -1 ? "" : before.slice(mark),
		fragment: hash === -1 ? undefined : decode(url.slice(hash + 1)),
	};
}

/** A fragment alone leads to this page, or to where this file's text stands; an empty one to the top of the page. */
function here(fragment: string | undefined, page: string, link: Link, context: LinkContext): Address | undefined {
	const { unit, book } = context;
	if (!fragment || fragment === "top") return { page };
	const isOnPage = book.anchors.get(page)?.has(fragment) === true;
	const to = isOnPage ? { page, anchor: fragment } : book.fragments.get(unit.path)?.get(fragment);
	if (to) addEdge(link, to, context);
	else brokenFragment(fragment, unit.path, link, context);
	return to;
}

function inside(path: string, fragment: string | undefined, link: Link, context: LinkContext): Address | undefined {
	const { book, unit } = context;
	const folder = unit.path.slice(0, unit.path.lastIndexOf("/"));
	const file = resolvePath(folder, path);
	const found = file === undefined ? undefined : atFile(file, fragment, link, context);
	if (found) return found;
	const published = toPage(path, fragment, link, context);
	if (published) return published;
	const composed = file === undefined ? undefined : composedName(file, book);
	if (composed !== undefined && composed !== file) return atFile(composed, fragment, link, context);
	reportBroken(path, file, link, context);
	return undefined;
}

function atFile(file: string, fragment: string | undefined, link: Link, context: LinkContext): Address | undefined {
	const text =
		textFile(file, context) ?? textFile(`${file}/index.md`, context) ?? textFile(`${file}/README.md`, context);
	if (text !== undefined) return toText(text, fragment, link, context);
	const asset = context.book.assets.get(file);
	if (asset === undefined) return undefined;
	context.assets.add(file);
	return { page: asset, ...(fragment === undefined ? {} : { anchor: fragment }) };
}

/** The name of a file that differs only in how its accents are encoded, which depends on the system that wrote it. */
function composedName(file: string, book: Book): string | undefined {
	for (const names of [book.fragments, book.chapterByPath, book.assets])
		for (const name of names.keys()) if (name.normalize("NFC") === file) return name;
	return undefined;
}

/** A path from the root is one of the repository, as GitHub reads it. */
function resolvePath(folder: string, path: string): string | undefined {
	const parts = path.startsWith("/") ? [] : folder.split("/");
	for (const part of path.split("/")) {
		if (part === "" || part === ".") continue;
		if (part !== "..") parts.push(part);
		else if (parts.pop() === undefined) return undefined;
	}
	return parts.join("/");
}

function textFile(file: string, context: LinkContext): string | undefined {
	return context.book.fragments.has(file) || context.book.chapterByPath.has(file) ? file : undefined;
}

function toText(file: string, fragment: string | undefined, link: Link, context: LinkContext): Address | undefined {
	const { book } = context;
	const symbol = book.chapterByPath.get(file)?.symbol;
	const whole = symbol?.address ?? (book.glossaryAddress === undefined ? undefined : { page: book.glossaryAddress });
	if (!whole) return undefined;
	const to = fragment ? book.fragments.get(file)?.get(fragment) : whole;
	if (!to) {
		brokenFragment(fragment ?? "", file, link, context);
		return whole;
	}
	addEdge(link, to, context);
	return to;
}

/** The name of a page of the site or of a file in `public/`, as it is or seen from the site's root. */
function toPage(path: string, fragment: string | undefined, link: Link, context: LinkContext): Address | undefined {
	const { book } = context;
	const page = path.replace(/^(?:\.{0,2}\/)+/, "");
	const anchors = book.anchors.get(page);
	if (!anchors) return isMade(page, context) ? { page } : toPublic(page, fragment, context);
	if (!fragment) {
		addEdge(link, { page }, context);
		return { page };
	}
	const to = { page, anchor: fragment };
	if (anchors.has(fragment)) {
		addEdge(link, to, context);
		return to;
	}
	const elsewhere = [...book.anchors].find(([other, there]) => other !== page && there.has(fragment))?.[0];
	const similar = mostSimilar(fragment, [...anchors]);
	complain(context, "broken-fragment", link.urlSpan, {
		message: `${page} has no anchor “${fragment}”`,
		hints: [didYouMean(elsewhere === undefined ? similar : `${elsewhere}#${fragment}`) ?? namePlace(fragment)],
	});
	return to;
}

const made = new Set(
	"index.html book-index.html 404.html references.json glossary.json runbook.json llms.txt llms-full.txt sitemap.xml".split(
		" ",
	),
);

/** Pages that Silcrow makes by itself, and old names that lead on. */
function isMade(page: string, { book }: LinkContext): boolean {
	return made.has(page) || book.old.has(page) || (page === "print.html" && book.settings.print === true);
}

function toPublic(page: string, fragment: string | undefined, { book, assets }: LinkContext): Address | undefined {
	const path = `public/${page}`;
	const published = book.assets.get(path);
	if (published === undefined) return undefined;
	assets.add(path);
	return { page: published, ...(fragment === undefined ? {} : { anchor: fragment }) };
}

function brokenFragment(fragment: string, file: string, link: Link, context: LinkContext): void {
	const anchors = [...(context.book.fragments.get(file)?.keys() ?? [])];
	complain(context, "broken-fragment", link.urlSpan, {
		message: `${file} has no heading with the anchor “${fragment}”`,
		hints: [didYouMean(mostSimilar(fragment, anchors)) ?? namePlace(fragment)],
	});
}

function namePlace(fragment: string): string {
	return `write {#${fragment}} behind the heading that is meant, or link to the page alone`;
}

function addEdge(link: Link, to: Address, context: LinkContext): void {
	const symbol = symbolAt(to, context);
	checkWords(link, symbol, context);
	if (symbol) checkSuperseded(symbol, { span: link.span, section: link.section, term: link.term }, context);
	const target = symbol?.key ?? `${to.page}${to.anchor === undefined ? "" : `#${to.anchor}`}`;
	context.edges.push({
		path: context.unit.path,
		span: link.span,
		text: link.text,
		target,
		from: keyOf(context, link.section, link.term),
		section: link.section,
		kind: "link",
	});
}

/** The symbol that has an address, or else the one whose page it is on. */
function symbolAt(to: Address, { book }: LinkContext): BookSymbol | undefined {
	return book.symbolByAddress.get(`${to.page}#${to.anchor ?? ""}`) ?? book.symbolByAddress.get(`${to.page}#`);
}

function isIgnored(url: string, context: LinkContext): boolean {
	return context.book.settings.links.ignore.some((pattern) => matchesWildcard(url, pattern));
}

function withQuery(href: string, query: string): string {
	if (!query) return href;
	const hash = href.indexOf("#");
	const encoded = encodeUrl(query);
	return hash === -1 ? href + encoded : href.slice(0, hash) + encoded + href.slice(hash);
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text).normalize("NFC");
	} catch (error) {
		if (error instanceof URIError) return text;
		throw error;
	}
}

/** Write an address so that it stays what it is in an attribute: what is no character of an address is percent-encoded. */
function encodeUrl(url: string): string {
	return url.replace(/[^\w!#$%&'()*+,./:;=?@~[\]-]/gu, (character) =>
		/[\uD800-\uDFFF]/.test(character) && character.length === 1 ? "%EF%BF%BD" : encodeURIComponent(character),
	);
}
