import type { Book, BookSymbol, BookTerm } from "../model/book.ts";
import type { Heading } from "../model/unit.ts";
import { escapeAttribute, escapeHtml } from "../text/escape.ts";
import { relativeLink, resolveLink } from "./address.ts";
import { type Badge, chapterBadge, superseded, termBadge } from "./badge.ts";
import { type Lookup, symbolAt } from "./lookup.ts";
import { termRemark } from "./pages/term-remark.ts";
import { termSlug } from "./pages/term-slug.ts";
import { fullLabel } from "./referrers.ts";
import { successorOf } from "./successor.ts";
import { shortened } from "./words.ts";

/** What a reader sees of a term or of a target without going there. */
export interface Preview {
	id: string;
	kicker: string;
	title: string;
	text: string;
	badge?: Badge;
}

/** A page's text with its links tied to their previews. */
export interface Previewed {
	html: string;
	previews: Preview[];
}

/** In characters. */
const enough = 60;
const longest = 240;

/** Take whole sentences until they say enough, which is mostly the first alone: every page carries the words of its previews. */
function firstWords(text: string): string {
	const end = text.slice(0, longest).search(new RegExp(`(?<=^.{${enough},}[.!?…])\\s`, "su"));
	return end < 0 ? shortened(text, longest) : text.slice(0, end);
}

/** Tie every term and every reference of a page's text to a preview; each preview stands once on the page. */
export function withPreviews(html: string, page: string, book: Book, lookup: Lookup): Previewed {
	const previews = new Map<string, Preview>();
	const tied = withSuccessors(html, page, book).replace(
		/<a class="(term|xref)"((?: data-kind="[a-z]+")?(?: dir="ltr")?) href="([^"]*)">/g,
		(whole, kind: string, data: string, href: string) => {
			const address = resolveLink(page, decodeHref(href));
			// What stands on the same page is one tap away anyway.
			const isHere = address === undefined || address.startsWith(`${page}#`);
			const preview = isHere ? undefined : previewOf(kind, address, book, lookup);
			if (!preview) return whole;
			previews.set(preview.id, preview);
			return `<a class="${kind}"${data} href="${href}" interestfor="${preview.id}">`;
		},
	);
	return { html: tied, previews: [...previews.values()] };
}

/** Show behind a reference to an entry what took its place, and strike the old number: nobody works through the wrong one. */
function withSuccessors(html: string, page: string, book: Book): string {
	if (book.predecessors.size === 0) return html;
	return html.replace(
		/(<a class="xref" data-kind="entry"((?: dir="ltr")?) href="([^"]*)">)([^<]*)<\/a>/g,
		(whole, tag: string, dir: string, href: string, text: string) => {
			const symbol = symbolAt(resolveLink(page, decodeHref(href)) ?? "", book);
			const successor = symbol && successorOf(symbol, book);
			if (!successor || successor.address === page) return whole;
			const next = escapeAttribute(relativeLink(page, successor.address));
			return `${tag}<s>${text}</s></a> → <a class="xref" data-kind="entry"${dir} href="${next}">${escapeHtml(successor.label)}</a>`;
		},
	);
}

function decodeHref(href: string): string {
	try {
		return decodeURI(href.replace(/&amp;/g, "&"));
	} catch (error) {
		if (error instanceof URIError) return href;
		throw error;
	}
}

function previewOf(kind: string, address: string, book: Book, lookup: Lookup): Preview | undefined {
	const term = kind === "term" ? lookup.termBySlug.get(/#term-(.+)$/.exec(address)?.[1] ?? "") : undefined;
	const symbol = kind === "term" ? term?.symbol : symbolAt(address, book);
	if (!symbol || (!term && (symbol.kind === "term" || symbol.kind === "group"))) return undefined;
	if (!lookup.previews.has(symbol)) lookup.previews.set(symbol, term ? ofTerm(term) : ofSymbol(symbol, book));
	return lookup.previews.get(symbol);
}

function ofTerm(term: BookTerm): Preview {
	const preview: Preview = {
		id: `d-${termSlug(term)}`,
		kicker: "",
		title: term.term.name,
		text: firstWords([termRemark(term.term.status), term.term.text].filter(Boolean).join(". ")),
	};
	const badge = termBadge(term.term.status.state);
	return badge ? { ...preview, badge } : preview;
}

function ofSymbol(symbol: BookSymbol, book: Book): Preview | undefined {
	const chapter = book.chapterByPath.get(symbol.path);
	if (!chapter) return undefined;
	const { outline } = chapter;
	const section = [...chapter.sections.values()].find((one) => one.symbol.key === symbol.key);
	const preview: Preview = {
		id: `x-${symbol.key.replace(/[^\w-]+/g, "-")}`,
		kicker: fullLabel(symbol, book),
		title: symbol.title,
		text: section ? factsText(section.heading) : firstWords(outline.frontMatter.description ?? ""),
	};
	const badge = symbol.supersededBy ? superseded : section ? undefined : chapterBadge(outline.frontMatter.status);
	return badge ? { ...preview, badge } : preview;
}

function factsText(heading: Heading): string {
	const { facts } = heading;
	const words = [
		facts?.takes && `Takes ${facts.takes}`,
		facts?.severity && `Severity ${facts.severity}`,
		facts?.verified && (facts.verified === "no" ? "Not verified" : `Verified ${facts.verified}`),
	];
	return words.filter(Boolean).join(" · ");
}
