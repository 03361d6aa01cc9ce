import type { Book } from "../model/book.ts";
import type { Backlinks } from "../model/linked.ts";
import { addressText } from "./address.ts";

/** Write the glossary as data, for other programs; `version` changes when the shape does. */
export function renderGlossaryJson(book: Book, backlinks: Backlinks): string {
	const terms = book.terms.map(({ term, symbol }) => ({
		name: term.name,
		...(term.aliases.length > 0 ? { aliases: term.aliases } : {}),
		address: addressText(symbol.address),
		group: term.group,
		status: term.status,
		...(term.see === undefined ? { text: term.text } : { see: term.see }),
		usedIn: [
			...new Set((backlinks.get(symbol.key) ?? []).map((edge) => edge.from).filter((from) => from !== symbol.key)),
		],
	}));
	const lines = terms.map((one) => `\n${JSON.stringify(one)}`).join(",");
	return `{"version":1,"title":${JSON.stringify(book.settings.title)},"terms":[${lines}\n]}\n`;
}
