import { escapeAttribute, escapeHtml } from "../../text/escape.ts";
import { byCodeUnit } from "../../text/names.ts";
import { xmlCharacters } from "../../text/xml-characters.ts";
import { absoluteUrl } from "../absolute-url.ts";
import type { Frame } from "../frame.ts";
import type { View } from "../view.ts";
import type { PlannedPage } from "../views.ts";

/** Where the feed stands, or undefined for a book that has none: nobody knows where its site is, or when it changed. */
export function feedAddress({ settings, stamp }: Frame): string | undefined {
	return settings.site && stamp.built !== undefined ? "feed.xml" : undefined;
}

/** Write the Atom feed of the chapters, those first that were changed last. */
export function renderFeed(pages: PlannedPage[], frame: Frame): string | undefined {
	const address = feedAddress(frame);
	const { settings, stamp } = frame;
	if (address === undefined) return undefined;
	const changed = pages
		.filter(({ changed, template }) => changed !== undefined && shown.has(template))
		.sort((a, b) => byCodeUnit(b.changed ?? "", a.changed ?? "") || byCodeUnit(a.address, b.address))
		.slice(0, most);
	const home = escapeHtml(absoluteUrl("index.html", frame) ?? "");
	const authors = settings.authors.length > 0 ? settings.authors : [settings.title];
	return xmlCharacters(`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeAttribute(settings.language)}">
<title>${escapeHtml(settings.title)}</title>
${settings.description ? `<subtitle>${escapeHtml(settings.description)}</subtitle>\n` : ""}<id>${home}</id>
<link href="${home}"/>
<link rel="self" href="${escapeHtml(absoluteUrl(address, frame) ?? "")}"/>
<updated>${changed[0]?.changed ?? stamp.built}</updated>
${authors.map((author) => `<author><name>${escapeHtml(author)}</name></author>\n`).join("")}${settings.license ? `<rights>${escapeHtml(settings.license.name)}</rights>\n` : ""}<generator>${escapeHtml(stamp.generator)}</generator>
${changed.map((page) => entry(page.view(), frame)).join("")}</feed>
`);
}

/** The entries of a runbook are one file, whose change says nothing of each of them. */
const shown = new Set(["chapter", "runbook", "glossary"]);
const most = 50;

function entry(view: View, frame: Frame): string {
	const url = escapeHtml(absoluteUrl(view.address, frame) ?? "");
	const title = [view.kicker, view.title].filter(Boolean).join(": ");
	return `<entry>
<title>${escapeHtml(title)}</title>
<id>${url}</id>
<link href="${url}"/>
<updated>${view.changed}</updated>
<summary>${escapeHtml(view.description || frame.settings.description)}</summary>
</entry>
`;
}
