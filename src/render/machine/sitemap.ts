import { escapeHtml } from "../../text/escape.ts";
import { absoluteUrl } from "../absolute-url.ts";
import type { Frame } from "../frame.ts";
import type { PlannedPage } from "../views.ts";

/** Write the sitemap, or undefined for a book that does not say where its site stands. */
export function renderSitemap(pages: PlannedPage[], frame: Frame): string | undefined {
	if (!frame.settings.site) return undefined;
	const urls = pages
		.filter(({ template }) => template !== "not-found" && template !== "retired")
		.map(({ address, changed }) => {
			const day = changed === undefined ? "" : `<lastmod>${changed}</lastmod>`;
			return `<url><loc>${escapeHtml(absoluteUrl(address, frame) ?? "")}</loc>${day}</url>\n`;
		});
	return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("")}</urlset>\n`;
}

/** Write the file that robots ask for first. */
export function renderRobots(frame: Frame): string {
	const sitemap = absoluteUrl("sitemap.xml", frame);
	return `User-agent: *\nAllow: /\n${sitemap === undefined ? "" : `Sitemap: ${sitemap}\n`}`;
}
