import { withPlainLines } from "../text/lines.ts";
import { longDate } from "../text/long-date.ts";
import { numberAttribute, numberHtml } from "../text/number.ts";
import { absoluteUrl } from "./absolute-url.ts";
import { relativeLink } from "./address.ts";
import type { Frame } from "./frame.ts";
import { cardUrl } from "./machine/card.ts";
import { feedAddress } from "./machine/feed.ts";
import { navigationFor, pagerFor } from "./navigation.ts";
import { contentPolicy, fontScript, themeScript } from "./policy.ts";
import { rootScript } from "./root-script.ts";
import type { Templates } from "./template.ts";
import { judgeVerified } from "./verified.ts";
import type { View } from "./view.ts";

/**
 * Render one page from its view and from what all pages share. Its template finds as `it`: `page` (the view), `data`
 * (the view's own), `frame`, `nav`, `pager`, `href(address)`, `once(about, name, make)` for what pages of one folder share,
 * and the rest of what is put together here.
 */
export function renderPage(view: View, frame: Frame, templates: Templates): string {
	const { settings, stamp, names } = frame;
	const rootScripts = view.address === "404.html" && !settings.site ? [rootScript] : [];
	const href = linker(view, frame);
	const folder = href("");
	const html = templates.fill(view.template, {
		page: view,
		data: view.data,
		frame,
		names,
		// A page of a volume asks for neither.
		nav: navigationFor(view.address, frame),
		pager: pagerFor(view.address, frame),
		href,
		once: (about: object, name: string, make: () => string) => templates.once(about, `${folder}\0${name}`, make),
		policy: contentPolicy(settings, rootScripts),
		rootScripts,
		themeScript,
		fontScript,
		documentTitle: view.title ? `${view.title} · ${settings.title}` : settings.title,
		description: view.description || settings.description,
		feed: feedAddress(frame),
		card: cardUrl(view, frame),
		canonical: absoluteUrl(view.address, frame),
		editUrl: editUrl(view, frame),
		faultUrl: faultUrl(view, frame),
		verified: (date: string | undefined) => judgeVerified(date === "no" ? undefined : date, stamp.built),
		longDate,
		number: (text: string) => numberHtml(text, frame.direction),
		ltr: numberAttribute(frame.direction),
	});
	return withPlainLines(html);
}

/** The page for wrong addresses is served at any depth, so its links begin at the root where that is known; elsewhere `rootScript` finds it. */
function linker(view: View, frame: Frame): (address: string) => string {
	const { site } = frame.settings;
	if (view.address === "404.html" && site) {
		return (address) => site.base + address;
	}
	return (address) => relativeLink(view.address, address);
}

function editUrl(view: View, frame: Frame): string | undefined {
	const edit = frame.settings.repository?.edit;
	if (edit === undefined || view.path === undefined) return undefined;
	return edit.replace("{path}", encodeURI(view.path));
}

function faultUrl(view: View, frame: Frame): string | undefined {
	const issues = frame.settings.repository?.issues;
	if (issues === undefined) return undefined;
	const about = `${view.kicker} ${view.title}`.trim();
	return `${issues}${issues.includes("?") ? "&" : "?"}title=${encodeURIComponent(`Fault in ${about}`)}`;
}
