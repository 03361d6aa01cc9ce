import type { Book } from "../../model/book.ts";
import type { SearchRecord } from "../../model/search.ts";
import { bookIndexAddress } from "../book-index/book-index-address.ts";

/** List the pages that help a reader who does not know the word for what they look for. */
export function pageRecords({ glossaryAddress, glossaryTitle }: Book): SearchRecord[] {
	const pages: SearchRecord[] = [
		{ k: "c", n: "", t: "Contents", a: ["table of contents", "cover", "home"], u: "index.html" },
	];
	if (glossaryAddress !== undefined)
		pages.push({ k: "c", n: "", t: glossaryTitle, a: ["glossary", "terms"], u: glossaryAddress });
	pages.push({ k: "c", n: "", t: "Index", a: ["book index"], u: bookIndexAddress });
	return pages;
}
