import type { Book } from "../model/book.ts";
import { escapeAttribute } from "../text/escape.ts";
import { addressText, relativeLink } from "./address.ts";
import type { Frame } from "./frame.ts";
import { absoluteUrl } from "./page.ts";

/** Write a small page for every old name that must keep leading somewhere; it works from a folder, where no server can redirect. */
export function renderRedirects(book: Book, frame: Frame): Map<string, string> {
	const pages = new Map<string, string>();
	for (const [old, to] of book.redirects) {
		const href = escapeAttribute(relativeLink(old, addressText(to)));
		const canonical = absoluteUrl(to.page, frame);
		const link = canonical === undefined ? "" : `<link rel="canonical" href="${escapeAttribute(canonical)}">\n`;
		pages.set(
			old,
			`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta http-equiv="refresh" content="0; url=${href}">
<meta name="robots" content="noindex">
${link}<title>This page has moved</title>
</head>
<body>
<h1>This page has moved</h1>
<p><a href="${href}">Go to where it is now</a></p>
</body>
</html>
`,
		);
	}
	return pages;
}
