import type { Book, BookSymbol } from "../model/book.ts";
import { addressText } from "./address.ts";
import { fullLabel } from "./referrers.ts";
import type { Successor } from "./view.ts";

/** Find what took the place of something; undefined for what is still good. */
export function successorOf(symbol: BookSymbol, book: Book): Successor | undefined {
	const words = symbol.supersededBy;
	if (words === undefined) return undefined;
	const found = book.symbols.get(words) ?? named(words, symbol, book);
	if (!found || found.key === symbol.key) return undefined;
	const address = addressText(found.address);
	return { label: fullLabel(found, book), title: found.title, address };
}

/** Read the reference in words that front matter or a paragraph gives; the link stage has reported it where it leads nowhere. */
function named(words: string, own: BookSymbol, book: Book): BookSymbol | undefined {
	const section = /§\s*(\d+)/.exec(words)?.[1];
	const chapter = /\bch(?:ap(?:ter)?)?\.?\s*0*(\d+)/i.exec(words)?.[1];
	if (section === undefined) return book.symbols.get(`ch:${chapter}`);
	if (chapter !== undefined) return book.symbols.get(`ch:${chapter}§${section}`);
	const ownChapter = /^ch:\d+/.exec(own.key)?.[0];
	return (
		(own.key.includes("§") ? book.symbols.get(`${ownChapter}§${section}`) : undefined) ??
		book.symbols.get(`${book.runbook?.symbol.key}§${section}`)
	);
}
