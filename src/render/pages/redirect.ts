import type { Address, Book, Section } from "../../model/book.ts";
import { alertPage } from "../../text/alert-page.ts";
import { escapeAttribute, escapeHtml } from "../../text/escape.ts";
import { absoluteUrl } from "../absolute-url.ts";
import { addressText, relativeLink } from "../address.ts";
import type { Frame } from "../frame.ts";
import { type MovedItem, movedOn, targetOf } from "./moved.ts";

/**
 * Write a small page for every old page that must keep leading somewhere, and for every alert, which leads to the entry
 * that names it: who writes notifications knows the name of an alert, and no number. A small page works from a folder, where no server can
 * redirect. Browsers drop the fragment when a page sends them on, so a script carries it over; without
 * script a reader comes to the top of the new page, or finds the anchor in the list.
 */
export function renderRedirects(book: Book, frame: Frame): Map<string, string> {
	const pages = new Map<string, string>();
	for (const old of book.old.values()) {
		if (old.from.anchor === undefined && !old.isRetired)
			pages.set(
				old.from.page,
				stub(old.from.page, old.to ?? { page: "index.html" }, "This page has moved", book, frame),
			);
	}
	for (const [page, { name, to }] of alertPages(book))
		if (!pages.has(page)) pages.set(page, stub(page, to, `The alert ${name}`, book, frame));
	return pages;
}

/** An entry in use goes before one that is superseded. Names that differ by case alone would be one file on some disks. */
function alertPages(book: Book): Map<string, { name: string; to: Address }> {
	const pages = new Map<string, { name: string; to: Address }>();
	const taken = new Set([...book.assets.values()].map((address) => address.toLowerCase()));
	const sections = [...(book.runbook?.sections.values() ?? [])];
	const isOld = ({ symbol }: Section) => symbol.supersededBy !== undefined;
	for (const { heading, symbol } of [...sections.filter((one) => !isOld(one)), ...sections.filter(isOld)]) {
		for (const name of heading.facts?.alerts ?? []) {
			const page = alertPage(name);
			if (page === undefined || taken.has(page.toLowerCase())) continue;
			taken.add(page.toLowerCase());
			pages.set(page, { name, to: symbol.address });
		}
	}
	return pages;
}

function stub(page: string, to: Address, title: string, book: Book, frame: Frame): string {
	const href = escapeAttribute(relativeLink(page, addressText(to)));
	const canonical = absoluteUrl(to.page, frame);
	const link = canonical === undefined ? "" : `<link rel="canonical" href="${escapeAttribute(canonical)}">\n`;
	const script = escapeAttribute(relativeLink(page, frame.names.lostScript));
	const target = targetOf(to, book);
	const items = movedOn(page, book).map((item) => stubItem(item, page, to, book));
	const list = items.length > 0 ? `<ul>\n${items.join("\n")}\n</ul>\n` : "";
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'">
<script defer src="${script}"></script>
<meta http-equiv="refresh" content="0; url=${href}">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
${link}<title>${escapeHtml(title)}</title>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p><a href="${href}" data-moved>${escapeHtml(`${target.label} ${target.title}`.trim() || "Go to where it is now")}</a></p>
${list}</body>
</html>
`;
}

/** What was retired is told by the list of the new page, or by what took its place. */
function stubItem({ ids, label, title, successor }: MovedItem, page: string, to: Address, book: Book): string {
	const [first = "", ...others] = ids;
	const spans = others.map((id) => `<span id="${escapeAttribute(id)}"></span>`).join("");
	const listed = ids.map((anchor) => addressText({ page: to.page, anchor })).find((address) => book.old.has(address));
	const address = successor?.address ?? listed ?? to.page;
	const href = escapeAttribute(relativeLink(page, address));
	const name = successor ? `${successor.label} ${successor.title}`.trim() : "retired";
	const was = `${label} ${title}`.trim() || `#${first}`;
	return `<li id="${escapeAttribute(first)}" data-moved>${spans}${escapeHtml(was)}: <a href="${href}">${escapeHtml(name)}</a></li>`;
}
