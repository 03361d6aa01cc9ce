import type { Address, Book } from "../../model/book.ts";
import { addressText } from "../address.ts";
import { fullLabel } from "../referrers.ts";
import type { Successor } from "../view.ts";

/** What once stood on a page, under anchors that people still link to. */
export interface MovedItem {
	ids: string[];
	label: string;
	title: string;
	/** Where its matter stands now; none where nothing took its place. */
	successor?: Successor;
	/** A number that was retired: its reader is told so before going on. */
	isRetired: boolean;
}

/** List what once stood on a page and stands elsewhere now, or nowhere, in the order of the old addresses. */
export function movedOn(page: string, book: Book): MovedItem[] {
	const items = new Map<string, MovedItem>();
	for (const { from, to, label, title, isRetired } of book.old.values()) {
		if (from.page !== page || from.anchor === undefined) continue;
		const key = `${label}\n${title}\n${to ? addressText(to) : ""}`;
		const known = items.get(key);
		if (known) known.ids.push(from.anchor);
		else
			items.set(key, { ids: [from.anchor], label, title, isRetired, ...(to ? { successor: targetOf(to, book) } : {}) });
	}
	return [...items.values()];
}

/** Name what stands at an address. */
export function targetOf(to: Address, book: Book): Successor {
	const address = addressText(to);
	const symbol = book.symbolByAddress.get(`${to.page}#${to.anchor ?? ""}`);
	if (symbol) return { label: fullLabel(symbol, book), title: symbol.title, address };
	const page = book.symbolByAddress.get(`${to.page}#`);
	for (const [path, addresses] of book.headingAddresses) {
		const index = addresses.findIndex((one) => addressText(one) === address);
		const heading = book.chapterByPath.get(path)?.outline.headings[index];
		if (heading) return { label: page ? fullLabel(page, book) : "", title: heading.title, address };
	}
	return page ? { label: fullLabel(page, book), title: page.title, address } : { label: "", title: address, address };
}
