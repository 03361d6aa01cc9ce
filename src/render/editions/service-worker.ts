import { createHash } from "node:crypto";
import { byCodeUnit } from "../../text/names.ts";

/** Where the service worker is published; it must lie at the root, for it serves what lies below it. */
export const workerAddress = "sw.js";

/** Files that nobody opens in a reader's browser, and the one that may be as large as the whole book. */
const left = new Set([workerAddress, "robots.txt", "sitemap.xml", "feed.xml", "book.html", "_headers", "_nginx.conf"]);

/** Write the script that keeps the whole book in a reader's browser: what the files of the site are, and where the worker stands. */
export function renderServiceWorker(site: ReadonlyMap<string, string | Uint8Array>, worker: string): string {
	const files = [...site.keys()].filter((address) => !left.has(address)).sort(byCodeUnit);
	const hash = createHash("sha256");
	for (const address of files) hash.update(`${address}\0`).update(site.get(address) ?? "");
	const book = { version: hash.digest("hex").slice(0, 16), files: files.map(encodeURI) };
	return `self.silcrowBook=${JSON.stringify(book)};\nimportScripts(${JSON.stringify(worker)});\n`;
}
