import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import * as posix from "node:path/posix";
import { type Edition, type FilesToShow, singleAddress } from "../../model/edition.ts";
import { longDate } from "../../text/long-date.ts";
import { numberAttribute } from "../../text/number.ts";
import { fontStyleInside } from "../font-style.ts";
import type { Frame } from "../frame.ts";
import { themeScript } from "../policy.ts";
import type { Preview } from "../previews.ts";
import type { SiteInput } from "../site.ts";
import type { View } from "../view.ts";
import { imageType } from "./image-type.ts";
import { joined, leafId } from "./leaf.ts";
import { bookPages, leafOf } from "./volume.ts";

/**
 * Draw the whole book as one file that needs no other, to carry on a stick or to attach to an incident: styles, scripts,
 * the index of the search and images are inside. A page of the site is a part of it, `runbook/27.html` the part `#runbook-27`.
 */
export function renderSingle(
	views: View[],
	frame: Frame,
	{ templates, leafTemplates, names }: SiteInput,
	site: FilesToShow,
): Edition {
	const pages = bookPages(views, frame);
	const binding = { ...joined(singleAddress, new Set(pages.map((view) => view.address))), hasPreviews: true };
	const leaves = pages.map((view) => leafOf(view, frame, leafTemplates, binding));
	const style = [names.style, names.searchStyle, names.theme, names.laterStyle]
		.map((name) => (name === undefined ? "" : withFiles(fontStyleInside(textIn(site, name)), name, site)))
		.join("");
	const script = [names.search, names.searchIndex, ...indexScripts(site), names.entryScript]
		.map((name) => textIn(site, name))
		.join("\n");
	const html = templates.fill("single", {
		frame,
		style,
		script,
		themeScript,
		policy: policyOf([themeScript, script], style),
		leaves: leaves.map((leaf) => ({ ...leaf, html: withData(leaf.html, site) })),
		previews: [
			...new Map(leaves.flatMap((leaf) => leaf.previews).map((one): [string, Preview] => [one.id, one])).values(),
		],
		href: (address: string) => `#${leafId(address)}`,
		longDate,
		ltr: numberAttribute(frame.direction),
	});
	return new Map([[singleAddress, html]]);
}

function textIn(site: FilesToShow, name: string): string {
	const content = site.get(name) ?? "";
	const text = typeof content === "string" ? content : Buffer.from(content).toString("utf8");
	// What stands in a page loses its carriage returns, and must not end its element.
	return text.replace(/\r\n?/g, "\n").replace(/<\/(?=script|style)/gi, "<\\/");
}

function indexScripts(site: FilesToShow): string[] {
	return [...site.keys()].filter((name) => /^search\/[^/]+\.js$/.test(name));
}

/** Only what stands in the file may run, and nothing is ever asked for. */
function policyOf(scripts: string[], style: string): string {
	const hashes = (texts: string[]) =>
		texts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ");
	return [
		"default-src 'none'",
		`script-src ${hashes(scripts)}`,
		`style-src ${hashes([style])}`,
		"img-src data:",
		...(/url\(data:font/.test(style) ? ["font-src data:"] : []),
		"base-uri 'none'",
		"form-action 'none'",
	].join("; ");
}

/** Put the fonts and pictures of a style sheet into it. */
function withFiles(style: string, name: string, site: FilesToShow): string {
	return style.replace(/url\(\s*(["']?)([^"'():]+)\1\s*\)/g, (whole, _quote: string, path: string) => {
		const url = dataUrl(posix.join(posix.dirname(name), path), site);
		return url === undefined ? whole : `url(${url})`;
	});
}

/** Put files that a part shows into it; files that it links to are offered for download. */
function withData(html: string, site: FilesToShow): string {
	return html
		.replace(/(<(?:img|source) [^>]*?src=")([^":]+)(")/g, (whole, before: string, address: string, after: string) => {
			const url = dataUrl(address, site);
			return url === undefined ? whole : before + url + after;
		})
		.replace(/<a ([^>]*?)href="([^":#]+)"/g, (whole, before: string, address: string) => {
			const url = dataUrl(address, site);
			const name = address.slice(address.lastIndexOf("/") + 1);
			return url === undefined ? whole : `<a ${before}download="${name}" href="${url}"`;
		});
}

function dataUrl(address: string, site: FilesToShow): string | undefined {
	const content = site.get(decodeURI(address));
	if (content === undefined) return undefined;
	const font = /\.(woff2?|ttf|otf)$/i.exec(address)?.[1]?.toLowerCase();
	const type = imageType(address) ?? (font ? `font/${font}` : "application/octet-stream");
	return `data:${type};base64,${Buffer.from(content).toString("base64")}`;
}
