import { createHash } from "node:crypto";
import { escapeHtml } from "../text/escape.ts";
import { mimeType } from "./mime.ts";

/** What a browser gets for an address. */
export interface ServedFile {
	status: number;
	/** The `Content-Type`. */
	type: string;
	body: Uint8Array;
	/** Why it could not be drawn. */
	failure?: unknown;
}

/** Built outputs by address. */
export type Site = ReadonlyMap<string, string | Uint8Array>;

/** What every page of `silcrow dev` gets besides its own. */
export interface LiveScript {
	bytes: Uint8Array;
	/** The serial number of the last target of a preview that follows the writer. */
	serial: number;
}

/** Look an address up in a site, and put the script of `silcrow dev` into a page. The site's own page for what is not there has status 404; undefined where it has none. In place of a page that cannot be drawn stands one that says why, with status 500. */
export function serve(path: string, site: Site, script: LiveScript): ServedFile | undefined {
	if (path === scriptPath) return { status: 200, type: mimeType(path), body: script.bytes };
	const address = addressOf(path, site);
	let content: string | Uint8Array | undefined;
	let failure: { failure: unknown } | undefined;
	try {
		content = site.get(address);
	} catch (error) {
		failure = { failure: error };
		content = failurePage(error);
	}
	if (content === undefined) return undefined;
	const found = address === wantedAddress(path) ? 200 : 404;
	const status = failure ? 500 : found;
	const body = address.endsWith(".html") ? withScript(textOf(content), script) : content;
	return { status, type: mimeType(address), body: typeof body === "string" ? Buffer.from(body) : body, ...failure };
}

/** Give the page that a path shows. Where nothing is, that is the page that says so; it turns into the right one as soon as that is written. */
export function pageAt(path: string, site: Site): string {
	return textOf(site.get(addressOf(path, site)) ?? "");
}

/** Give a text that differs for pages that differ, and is the same for the same page after a restart. */
export function pageVersion(html: string): string {
	return createHash("sha256").update(html).digest("base64url").slice(0, 16);
}

function failurePage(error: unknown): string {
	const message = escapeHtml(error instanceof Error ? error.message : String(error));
	const title = "This page cannot be drawn";
	return `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<p>${message}</p>\n</body>\n</html>\n`;
}

const scriptPath = "/__silcrow/dev.js";

/** Give the address that a path asks for, relative to the site's root. */
export function wantedAddress(path: string): string {
	const address = path.slice(1);
	const isFolder = address === "" || address.endsWith("/");
	return isFolder ? `${address}index.html` : address;
}

function addressOf(path: string, site: Site): string {
	const address = wantedAddress(path);
	return site.has(address) ? address : "404.html";
}

/** The script comes before those of the site, for it must see the page as it was sent. */
function withScript(html: string, { serial }: LiveScript): string {
	const script = `<script src="${scriptPath}" defer data-version="${pageVersion(html)}" data-serial="${serial}"></script>`;
	const head = /<head[^>]*>/i.exec(html);
	if (!head) return script + html;
	const at = head.index + head[0].length;
	return html.slice(0, at) + script + html.slice(at);
}

function textOf(content: string | Uint8Array): string {
	return typeof content === "string" ? content : new TextDecoder().decode(content);
}
