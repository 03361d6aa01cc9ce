import { createHash } from "node:crypto";
import type { Element } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toXast } from "hast-util-to-xast";
import { toXml } from "xast-util-to-xml";
import type { Edition, FilesToShow } from "../../model/edition.ts";
import { xmlCharacters } from "../../text/xml-characters.ts";
import type { Frame } from "../frame.ts";
import type { SiteInput } from "../site.ts";
import type { View } from "../view.ts";
import { imageType } from "./image-type.ts";
import { sideBySide } from "./leaf.ts";
import { bookPages, type Leaf, leafOf } from "./volume.ts";

/** A file that the pages of an EPUB show, as its package lists it. */
interface ShownFile {
	id: string;
	href: string;
	type: string;
}

/** Draw the files of an EPUB 3: a page of XHTML for each page of the book, in the book's order, and what they show. */
export function renderEpub(
	views: View[],
	frame: Frame,
	{ templates, leafTemplates }: SiteInput,
	site: FilesToShow,
): Edition {
	const pages = bookPages(views, frame);
	const binding = sideBySide(".xhtml", new Set(pages.map((view) => view.address)));
	const leaves = pages.map((view) => leafOf(view, frame, leafTemplates, binding));
	const texts = leaves.map((leaf) => toXhtml(leaf));
	const shown = shownFiles(texts, site);
	const text = texts.join("");
	const draw = (template: string, data: object) =>
		xmlCharacters(templates.fill(template, { frame, leaves, ...data }))
			.replace(/\r\n?/g, "\n")
			.trimStart();
	const files = new Map<string, string | Uint8Array>([
		["mimetype", "application/epub+zip"],
		["META-INF/container.xml", draw("epub-container", {})],
		[
			"book/package.opf",
			draw("epub-package", {
				identifier: identifierOf(frame, text),
				modified: frame.stamp.built ?? unknownTime,
				pages: leaves.map((leaf, index) => ({ ...leaf, hasSvg: texts[index]?.includes("<svg ") })),
				shown,
			}),
		],
		["book/contents.xhtml", draw("epub-contents", {})],
		["book/style.css", draw("epub-style", {})],
	]);
	for (const [index, leaf] of leaves.entries())
		files.set(`book/${leaf.id}.xhtml`, draw("epub-page", { leaf, html: texts[index] }));
	for (const { href } of shown) files.set(`book/${href}`, site.get(href) ?? "");
	return files;
}

/** An EPUB must say when it was made last; where nobody knows, it says the same as ever, so that the same book gives the same bytes. */
const unknownTime = "2000-01-01T00:00:00Z";

function toXhtml({ html, kind, title }: Leaf): string {
	const tree = fromHtml(`<section class="leaf ${kind}">${html}</section>`, { fragment: true });
	const [section] = tree.children;
	if (section?.type !== "element") throw new Error(`the page “${title}” is not one element`);
	makeStrict(section);
	// What ends a CDATA section must not stand in text, and xast-util-to-xml escapes no ">".
	return toXml(toXast(section)).replaceAll("]]>", "]]&gt;");
}

/** Rewrite what browsers take and readers of books refuse: widths that are no numbers, and a second # in an address. */
function makeStrict(element: Element): void {
	const { properties } = element;
	for (const name of ["width", "height"]) {
		const value = String(properties[name] ?? "").trim();
		if (value === "" || /^\d+$/.test(value)) continue;
		delete properties[name];
		const length = /^(\d+)(?:\.\d+)?(px|%)?$/.exec(value);
		if (length?.[2] === "%") properties["style"] = `${properties["style"] ?? ""}${name}: ${value};`;
		else if (length) properties[name] = length[1];
	}
	const { href } = properties;
	if (typeof href === "string") {
		const [before, ...anchor] = href.split("#");
		if (anchor.length > 1) properties["href"] = `${before}#${anchor.join("%23")}`;
	}
	for (const child of element.children) if (child.type === "element") makeStrict(child);
}

function shownFiles(texts: string[], site: FilesToShow): ShownFile[] {
	const found = new Map<string, ShownFile>();
	for (const text of texts) {
		for (const [, href = ""] of text.matchAll(/<img [^>]*?src="([^"]+)"/g)) {
			const type = imageType(href);
			if (type && site.has(href)) found.set(href, { id: `file-${found.size + 1}`, href, type });
		}
	}
	return [...found.values()];
}

/** The same book has the same identifier: the address of its site, or else a UUID made from its text. */
function identifierOf({ settings }: Frame, text: string): string {
	if (settings.site) return settings.site.origin + settings.site.base;
	const hex = createHash("sha256").update(`${settings.title}\n${text}`).digest("hex");
	const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4];
	return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
