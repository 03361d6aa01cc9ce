import type { LiveEvents, LiveStatus, LiveTarget } from "../model/live.ts";
import { eventText } from "./event-stream.ts";
import { pageAt, pageVersion, type Site, wantedAddress } from "./serve.ts";

/** What the server shows at a moment. It is all that it can show: no address is ever turned into the name of a file. */
export interface Shown {
	site: Site;
	status: LiveStatus;
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

/** Make the function that gives an open page the events it has missed, and takes note that it has them. What many pages get is put together once. */
export function newsOf(shown: Shown, before: Shown | undefined): (page: OpenPage) => Buffer | undefined {
	const status = JSON.stringify(shown.status);
	const pages = new Map<string, { version: string; text: string; files: string }>();
	const changed = before ? changedFiles(before.site, shown.site) : [];
	const bundles = new Map<string, Buffer>();
	const look = (path: string) => {
		const known = pages.get(path);
		if (known) return known;
		const html = pageAt(path, shown.site);
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

/** List the images and other files that a page may show and that kept their address while they changed. */
function changedFiles(before: Site, now: Site): string[] {
	const addresses: string[] = [];
	for (const address of now.keys()) {
		if (/\.(?:html|js|css|json|xml|txt)$/.test(address) || !before.has(address)) continue;
		if (before.get(address) !== now.get(address)) addresses.push(address);
	}
	return addresses;
}
