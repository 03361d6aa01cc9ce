import { one } from "./find.ts";
import { keep, kept } from "./store.ts";

/** A page that was read, as the search shows it before anything is typed. */
export interface ReadPage {
	/** Relative to the root of the site. */
	address: string;
	/** With the number of an entry before it. */
	title: string;
}

/** So many are shown, and the page that is open now is not among them. */
const most = 6;

/** Remember that this page was opened. Every book has a list of its own, for all folders on a disk share one storage. */
export function rememberPage(): void {
	if (one(".not-found")) return;
	const { key, address } = here();
	const others = linesOf(key).filter((line) => !line.startsWith(`${address}\t`));
	keep(key, [`${address}\t${document.title}`, ...others].slice(0, most).join("\n"));
}

/** List the pages that were read last, this one left out. */
export function readLast(): ReadPage[] {
	const { key, address: own } = here();
	const pages = linesOf(key).map((line) => line.split("\t"));
	return pages.flatMap(([address, title]) => {
		if (!address || !title || address === own) return [];
		// Behind the last dot stands the name of the book.
		return [{ address, title: title.replace(/ · [^·]*$/, "") }];
	});
}

function linesOf(key: string): string[] {
	return (kept(key) ?? "").split("\n");
}

function here() {
	const root = new URL(one("[data-root]")?.dataset.root || ".", location.href).pathname;
	return { key: `silcrow-read ${root}`, address: location.pathname.slice(root.length) || "index.html" };
}
