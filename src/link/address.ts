import type { Address, BookSymbol } from "../model/book.ts";
import type { Link } from "../model/unit.ts";
import { mostSimilar } from "../text/similar.ts";
import { complain, keyOf, type LinkContext } from "./context.ts";
import { hrefFrom } from "./hrefs.ts";
import { didYouMean } from "./suggest.ts";
import { checkWords } from "./words.ts";

/** An address of the book with the query that the author gave it, or one outside, as it goes into the page. */
export type Href = string;

/** Find where a link leads, add its edge, and report it where it leads nowhere. */
export function resolveLink(link: Link, page: string, context: LinkContext): Href {
	const { url } = link;
	if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) return outside(link, context);
	if (isIgnored(url, context)) return encodeUrl(url);
	const { path, query, fragment } = split(url);
	const to = path === "" ? here(fragment, page, link, context) : inside(path, fragment, link, context);
	if (to === undefined) return encodeUrl(url);
	return typeof to === "string" ? to : withQuery(hrefFrom(page, to), query);
}

function outside(link: Link, context: LinkContext): Href {
	const { links } = context.book.settings;
	const host = /^(?:https?:)?\/\/([^/?#]*)/i.exec(link.url)?.[1]?.toLowerCase();
	if (link.role === "image" && host !== undefined && !links.remoteImages.includes(host)) {
		complain(context, "remote-asset", link.urlSpan, {
			message: `this image would be loaded from ${host}`,
			hints: ["put the file beside the chapter, or allow the host under links.remoteImages in book/book.yaml"],
		});
		return "data:,";
	}
	return encodeUrl(link.url);
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

/** A fragment alone leads to this file; an empty one to the top of the page. */
function here(fragment: string | undefined, page: string, link: Link, context: LinkContext): Address | undefined {
	const { unit, book } = context;
	if (!fragment || fragment === "top") return { page };
	const to = book.fragments.get(unit.path)?.get(fragment) ?? noteAnchor(fragment, page, context);
	if (to) addEdge(link, to, context);
	else brokenFragment(fragment, unit.path, link, context);
	return to;
}

function inside(
	path: string,
	fragment: string | undefined,
	link: Link,
	context: LinkContext,
): Address | string | undefined {
	const { book, unit } = context;
	const folder = unit.path.slice(0, unit.path.lastIndexOf("/"));
	const file = resolvePath(folder, path);
	if (file === undefined) return broken(path, link, context);
	const text =
		textFile(file, context) ?? textFile(`${file}/index.md`, context) ?? textFile(`${file}/README.md`, context);
	if (text !== undefined) return toText(text, fragment, link, context);
	const asset = book.assets.get(file);
	if (asset !== undefined) {
		context.assets.add(file);
		return { page: asset, ...(fragment === undefined ? {} : { anchor: fragment }) };
	}
	return toPage(path, fragment, link, context) ?? broken(path, link, context);
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

/** The name of a page of the site, as it is or seen from the site's root. */
function toPage(path: string, fragment: string | undefined, link: Link, context: LinkContext): Address | undefined {
	const { book } = context;
	const page = path.replace(/^(?:\.{0,2}\/)+/, "");
	const anchors = book.anchors.get(page);
	if (!anchors)
		return ["index.html", "404.html", "references.json", "sitemap.xml"].includes(page)
			? { page }
			: redirected(page, context);
	if (!fragment) {
		addEdge(link, { page }, context);
		return { page };
	}
	const to = { page, anchor: fragment };
	if (anchors.has(fragment)) addEdge(link, to, context);
	else
		complain(context, "broken-fragment", link.urlSpan, {
			message: `${page} has no anchor “${fragment}”`,
			hints: [didYouMean(mostSimilar(fragment, [...anchors]))],
		});
	return to;
}

function redirected(page: string, context: LinkContext): Address | undefined {
	return context.book.redirects.has(page) ? { page } : undefined;
}

function broken(path: string, link: Link, context: LinkContext): Href {
	const { book, unit } = context;
	if (path.startsWith("/") && !/\.[a-z0-9]{1,5}$/i.test(path)) return encodeUrl(link.url);
	const folder = unit.path.slice(0, unit.path.lastIndexOf("/"));
	const file = resolvePath(folder, path) ?? path;
	const known = [...book.fragments.keys(), ...book.chapterByPath.keys(), ...book.assets.keys()];
	const folded = known.find((one) => one.normalize("NFC").toLowerCase() === file.normalize("NFC").toLowerCase());
	const draft = [...book.drafts.values()].find((one) => one === file);
	if (folded !== undefined) {
		complain(context, "case-mismatch", link.urlSpan, {
			message: `“${path}” differs from the file's name in the case of its letters`,
			hints: [`write “${relativeTo(folder, folded)}”`],
		});
	} else if (known.some((one) => one.startsWith(`${file}/`))) {
		complain(context, "broken-link", link.urlSpan, {
			message: `“${path}” is a folder, which has no page`,
			hints: ["link to a file in it"],
		});
	} else {
		const code =
			link.role === "image" || /\.(?:png|jpe?g|gif|svg|webp|avif|pdf|zip|css|js|woff2?)$/i.test(path)
				? "missing-asset"
				: "broken-link";
		const near = mostSimilar(relativeTo(folder, file), [...new Set(known.map((one) => relativeTo(folder, one)))]);
		complain(context, code, link.urlSpan, {
			message: `there is no file “${path}”`,
			hints: [draft === undefined ? didYouMean(near) : "that file is a draft, and is not published"],
		});
	}
	return encodeUrl(link.url);
}

function brokenFragment(fragment: string, file: string, link: Link, context: LinkContext): void {
	const anchors = [...(context.book.fragments.get(file)?.keys() ?? [])];
	complain(context, "broken-fragment", link.urlSpan, {
		message: `${file} has no heading with the anchor “${fragment}”`,
		hints: [didYouMean(mostSimilar(fragment, anchors))],
	});
}

/** Footnotes get their anchors when the HTML is made. */
function noteAnchor(fragment: string, page: string, context: LinkContext): Address | undefined {
	const isWritten = context.unit.parts.some((part) =>
		part.segments.some((one) => typeof one === "string" && one.includes(`id="${fragment}"`)),
	);
	return isWritten ? { page, anchor: fragment } : undefined;
}

function addEdge(link: Link, to: Address, context: LinkContext): void {
	const symbol = symbolAt(to, context);
	checkWords(link, symbol, context);
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

/** The symbol that has an address, or else the page that it stands on. */
function symbolAt(to: Address, context: LinkContext): BookSymbol | undefined {
	let page: BookSymbol | undefined;
	for (const symbol of context.book.symbols.values()) {
		if (symbol.address.page !== to.page) continue;
		if (symbol.address.anchor === to.anchor) return symbol;
		if (symbol.address.anchor === undefined) page = symbol;
	}
	return page;
}

function isIgnored(url: string, context: LinkContext): boolean {
	return context.book.settings.links.ignore.some((pattern) => {
		const source = pattern
			.split("*")
			.map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"))
			.join(".*");
		return new RegExp(`^${source}$`).test(url);
	});
}

function relativeTo(folder: string, file: string): string {
	return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : `../${file}`;
}

function withQuery(href: string, query: string): string {
	if (!query) return href;
	const hash = href.indexOf("#");
	return hash === -1 ? href + query : href.slice(0, hash) + query + href.slice(hash);
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
