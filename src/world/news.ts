import type { LiveEvents, LiveStatus, LiveTarget } from "../model/live.ts";
import { eventText } from "./event-stream.ts";
import { pageAt, pageVersion, type Site, wantedAddress } from "./serve.ts";

/** What the server shows at a moment. It is all that it can show: no address is ever turned into the name of a file. */
export interface Shown {
	site: Site;
	status: LiveStatus;
	/** Addresses of images and other files that kept their address and changed since what was shown before. */
	files: string[];
	/** Where a preview that follows the writer goes. */
	target?: LiveTarget;
}

/** An open page, and how much it knows. */
export interface OpenPage {
	/** The path of its address. */
	path: string;
	/** Of the page that it shows. */
	version: string;
	/** What it was told of the book, as JSON. */
	status: string;
	/** Of the last target that it was told. */
	serial: number;
}

/** Gives an open page the events that it has missed, and takes note that it has them. */
export type News = (page: OpenPage) => Buffer | undefined;

/** Give the news of another site for pages that are open; `paths` are theirs. Where one of them cannot be drawn, it throws. */
export function newsForOpen(shown: Shown, paths: Iterable<string>): News {
	const htmls = new Map<string, string>();
	for (const path of paths) if (!htmls.has(path)) htmls.set(path, pageAt(path, shown.site));
	return newsOf(shown, shown.files, (path) => htmls.get(path) ?? "");
}

/** Give the news for pages that come, or come back, and the news of a site that pages know. */
export function newsForComing(shown: Shown): News {
	return newsOf(shown, [], (path) => {
		try {
			return pageAt(path, shown.site);
		} catch {
			// What cannot be drawn has said so when the page was asked for.
			return "";
		}
	});
}

/** What many pages get is put together once. */
function newsOf(shown: Shown, changed: string[], htmlAt: (path: string) => string): News {
	const status = JSON.stringify(shown.status);
	const pages = new Map<string, { version: string; text: string; files: string }>();
	const bundles = new Map<string, Buffer>();
	const look = (path: string) => {
		const known = pages.get(path);
		if (known) return known;
		const html = htmlAt(path);
		const version = pageVersion(html);
		const addresses = changed.filter((address) => html.includes(address.slice(address.lastIndexOf("/") + 1)));
		const files = addresses.length > 0 ? event("files", { addresses }) : "";
		const text = html === "" ? "" : event("page", { html }, version);
		const made = { version, text, files };
		pages.set(path, made);
		return made;
	};
	return (page) => {
		const { version, text, files } = look(page.path);
		const { target } = shown;
		const isNewPage = page.version !== version && text !== "";
		const events = [
			page.status === status ? "" : event("status", shown.status),
			isNewPage ? text : "",
			files,
			target && page.serial < target.serial ? event("target", target) : "",
		].join("");
		page.status = status;
		page.version = version;
		page.serial = Math.max(page.serial, target?.serial ?? 0);
		if (events === "") return undefined;
		const bundle = bundles.get(events) ?? Buffer.from(events);
		bundles.set(events, bundle);
		return bundle;
	};
}

/** Choose the pages that follow the writer to a target: those that show it already, else the one that was opened last. The others take note that it was not for them. */
export function chooseFollowers(pages: OpenPage[], { address, serial }: LiveTarget): void {
	const there = pages.filter(({ path }) => wantedAddress(path) === address);
	const followers = there.length > 0 ? there : pages.slice(-1);
	for (const page of pages) if (!followers.includes(page)) page.serial = serial;
}

function event<Name extends keyof LiveEvents>(name: Name, data: LiveEvents[Name], id?: string): string {
	return eventText(name, data, id);
}
