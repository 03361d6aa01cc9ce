import { createHash } from "node:crypto";
import { mimeType } from "./mime.ts";

/** What a browser gets for an address. */
export interface ServedFile {
	status: number;
	/** The `Content-Type`. */
	type: string;
	body: Uint8Array;
}

type Site = ReadonlyMap<string, string | Uint8Array>;

/** Look an address up in a site, and put the script of `silcrow dev` into a page. The site's own page for what is not there has status 404; undefined where it has none. */
export function serve(path: string, site: Site, script: Uint8Array): ServedFile | undefined {
	if (path === scriptPath) return { status: 200, type: mimeType(path), body: script };
	const address = addressOf(path, site);
	const content = site.get(address);
	if (content === undefined) return undefined;
	const status = address === wantedAddress(path) ? 200 : 404;
	const isPage = address.endsWith(".html");
	const body = isPage ? withScript(content, address, site) : content;
	return { status, type: mimeType(address), body: bytesOf(body) };
}

/** Give a text that differs whenever the page at an address looks different: because of itself, or of a style or an image that it names. */
export function pageVersion(path: string, site: Site): string {
	return versionOf(addressOf(path, site), site);
}

const scriptPath = "/__silcrow/dev.js";

function wantedAddress(path: string): string {
	const address = path.slice(1);
	const isFolder = address === "" || address.endsWith("/");
	return isFolder ? `${address}index.html` : address;
}

/** Where nothing is, the page that says so is shown, and turns into the right one as soon as that is written. */
function addressOf(path: string, site: Site): string {
	const address = wantedAddress(path);
	return site.has(address) ? address : "404.html";
}

function withScript(content: string | Uint8Array, address: string, site: Site): string {
	const html = textOf(content);
	const version = versionOf(address, site);
	const script = `<script src="${scriptPath}" defer data-version="${version}"></script>`;
	const at = html.search(/<\/head>/i);
	if (at < 0) return html + script;
	return html.slice(0, at) + script + html.slice(at);
}

function versionOf(address: string, site: Site): string {
	const html = textOf(site.get(address) ?? "");
	const hash = createHash("sha256").update(html);
	for (const [path, content] of site) {
		if (!/\.(css|svg|png|jpe?g|gif|webp|avif)$/i.test(path)) continue;
		const name = path.slice(path.lastIndexOf("/") + 1);
		if (html.includes(name)) hash.update(content);
	}
	return hash.digest("hex").slice(0, 16);
}

function textOf(content: string | Uint8Array): string {
	return typeof content === "string" ? content : new TextDecoder().decode(content);
}

function bytesOf(content: string | Uint8Array): Uint8Array {
	return typeof content === "string" ? Buffer.from(content) : content;
}
