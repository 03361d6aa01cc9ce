import type { Book, BookSymbol } from "../model/book.ts";
import { escapeAttribute, escapeHtml } from "../text/escape.ts";
import { type Direction, numberHtml } from "../text/number.ts";
import { addressText, relativeLink } from "./address.ts";
import { fullLabel } from "./referrers.ts";
import type { Successor } from "./view.ts";

/** Find what took the place of something; undefined for what is still good. */
export function successorOf(symbol: BookSymbol, book: Book): Successor | undefined {
	const found = symbol.successor === undefined ? undefined : book.symbols.get(symbol.successor);
	return found && linked(found, book);
}

/** List what something has taken the place of. */
export function predecessorsOf(key: string, book: Book): Successor[] {
	return (book.predecessors.get(key) ?? []).flatMap((one) => {
		const symbol = book.symbols.get(one);
		return symbol ? [linked(symbol, book)] : [];
	});
}

/** Draw what a section has taken the place of, as a line below its heading. */
export function drawPredecessors(predecessors: Successor[], page: string, direction: Direction): string {
	if (predecessors.length === 0) return "";
	const links = predecessors.map(({ label, title, address }) => {
		const href = escapeAttribute(relativeLink(page, address));
		return `<a href="${href}">${numberHtml(label, direction)} ${escapeHtml(title)}</a>`;
	});
	return `<p class="used"><span class="label">Takes the place of</span> ${links.join(" ")}</p>`;
}

function linked(symbol: BookSymbol, book: Book): Successor {
	return { label: fullLabel(symbol, book), title: symbol.title, address: addressText(symbol.address) };
}
