import type { Book } from "../../model/book.ts";
import type { Backlinks } from "../../model/linked.ts";
import { addressText } from "../address.ts";
import { placeFinder } from "../book-index/index-places.ts";
import { termUses } from "../pages/term-uses.ts";

/** Write the glossary as data, for other programs; `schema/glossary.schema.json` says what it holds. */
export function renderGlossaryJson(book: Book, backlinks: Backlinks): string {
	const placeOf = placeFinder(book);
	const terms = book.terms.map((entry) => {
		const { term, symbol, path } = entry;
		return {
			name: term.name,
			...(term.aliases.length > 0 ? { aliases: term.aliases } : {}),
			address: addressText(symbol.address),
			group: term.group,
			status: term.status,
			...(term.see === undefined ? { text: term.text } : { see: term.see }),
			file: path,
			usedIn: termUses(entry, backlinks, placeOf).map(({ label, title, address }) => ({ label, title, address })),
		};
	});
	const lines = terms.map((one) => `\n${JSON.stringify(one)}`).join(",");
	return `{"version":1,"title":${JSON.stringify(book.settings.title)},"terms":[${lines}\n]}\n`;
}
