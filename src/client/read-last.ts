import { one } from "./find.ts";
import { keep, kept } from "./store.ts";

/** A page that was read, as the search shows it before anything is typed. */
export interface ReadPage {
	/** Relative to the root of the site. */
	address: string;
	number: string;
	title: string;
	isEntry: boolean;
}

/** So many are shown, and the page that is open now is not among them. */
const most = 6;

/** Remember that this page was opened. Every book has a list of its own, for all folders on a disk share one storage. */
export function rememberPage(): void {
	const address = addressOf();
	const title = one<HTMLMetaElement>('meta[property="og:title"]')?.content;
	if (address === undefined || title === undefined || one(".not-found")) return;
	const isEntry = Boolean(one("body.entry"));
	const page = { address, title: title.replace(/^§\d+ /, ""), number: one(".numeral")?.textContent ?? "", isEntry };
	const others = listed().filter((other) => other.address !== address);
	keep(key(), JSON.stringify([page, ...others].slice(0, most)));
}

/** List the pages that were read last, this one left out. */
export function readLast(): ReadPage[] {
	const here = addressOf();
	return listed().filter(({ address }) => address !== here);
}

function listed(): ReadPage[] {
	try {
		const list: unknown = JSON.parse(kept(key()) ?? "[]");
		return Array.isArray(list) ? list.filter(isPage) : [];
	} catch {
		// Whatever else stands there is not ours, and is written over.
		return [];
	}
}

function isPage(page: ReadPage | null): page is ReadPage {
	return [page?.address, page?.number, page?.title].every((part) => typeof part === "string");
}

function addressOf(): string | undefined {
	const base = basePath();
	if (!location.pathname.startsWith(base)) return undefined;
	return location.pathname.slice(base.length) || "index.html";
}

function basePath(): string {
	return new URL(one("script[data-root]")?.dataset.root || ".", location.href).pathname;
}

function key(): string {
	return `silcrow-read ${basePath()}`;
}
