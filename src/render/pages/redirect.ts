import type { Address, Book, OldAddress } from "../../model/book.ts";
import { escapeAttribute, escapeHtml } from "../../text/escape.ts";
import { absoluteUrl } from "../absolute-url.ts";
import { addressText, relativeLink } from "../address.ts";
import type { Frame } from "../frame.ts";
import { type MovedItem, movedOn, targetOf } from "./moved.ts";

/**
 * Write a small page for every old page that must keep leading somewhere; it works from a folder, where no server can
 * redirect. Browsers drop the fragment when a page sends them on, so a script carries it over; without
 * script a reader comes to the top of the new page, or finds the anchor in the list.
 */
export function renderRedirects(book: Book, frame: Frame): Map<string, string> {
	const pages = new Map<string, string>();
	for (const old of book.old.values()) {
		if (old.from.anchor === undefined && !old.isRetired) pages.set(old.from.page, stub(old, book, frame));
	}
	return pages;
}

function stub(old: OldAddress, book: Book, frame: Frame): string {
	const { page } = old.from;
	const to = old.to ?? { page: "index.html" };
	const href = escapeAttribute(relativeLink(page, addressText(to)));
	const canonical = absoluteUrl(to.page, frame);
	const link = canonical === undefined ? "" : `<link rel="canonical" href="${escapeAttribute(canonical)}">\n`;
	const script = escapeAttribute(relativeLink(page, frame.names.lostScript));
	const { label, title } = targetOf(to, book);
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
${link}<title>This page has moved</title>
</head>
<body>
<h1>This page has moved</h1>
<p><a href="${href}" data-moved>${escapeHtml(`${label} ${title}`.trim() || "Go to where it is now")}</a></p>
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
