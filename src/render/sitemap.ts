import { escapeHtml } from "../text/escape.ts";
import type { Frame } from "./frame.ts";
import { absoluteUrl } from "./page.ts";

/** Write the sitemap, or undefined for a book that does not say where its site stands. */
export function renderSitemap(addresses: string[], frame: Frame): string | undefined {
	if (!frame.settings.site) return undefined;
	const urls = addresses
		.filter((address) => address !== "404.html")
		.map((address) => absoluteUrl(address, frame))
		.map((url) => `<url><loc>${escapeHtml(url ?? "")}</loc></url>\n`);
	return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("")}</urlset>\n`;
}

/** Write the file that robots ask for first. */
export function renderRobots(frame: Frame): string {
	const sitemap = absoluteUrl("sitemap.xml", frame);
	return `User-agent: *\nAllow: /\n${sitemap === undefined ? "" : `Sitemap: ${sitemap}\n`}`;
}
