import type { Frame } from "../frame.ts";
import type { PlannedPage } from "../views.ts";
import { feedAddress, renderFeed } from "./feed.ts";
import { renderHeaders, renderNginx } from "./headers.ts";
import { renderRobots, renderSitemap } from "./sitemap.ts";

/** Write the files that tell robots, feed readers and web servers about the site, by address. */
export function renderMetadata(pages: PlannedPage[], frame: Frame): Map<string, string> {
	const files = new Map([
		["robots.txt", renderRobots(frame)],
		["_headers", renderHeaders(frame)],
		["_nginx.conf", renderNginx(frame)],
	]);
	const sitemap = renderSitemap(pages, frame);
	if (sitemap !== undefined) files.set("sitemap.xml", sitemap);
	const feed = renderFeed(pages, frame);
	if (feed !== undefined) files.set(feedAddress(frame) ?? "", feed);
	return files;
}
