import { shortened, withoutTags } from "./words.ts";

/** In UTF-16 units, about what search engines show. */
const longest = 160;

/** Give the first sentence of a page that has no description of its own, as plain text. Of a runbook entry it is when it is used. */
export function descriptionOf(html: string): string {
	const paragraph = /<p(?: [^>]*)?>([\s\S]*?)<\/p>/.exec(withoutSupersession(html))?.[1] ?? "";
	const words = withoutTags(paragraph.replace(/^\s*<strong>[^<]*<\/strong>/, ""))
		.replace(/&lt;|&#x3C;/gi, "<")
		.replace(/&gt;/g, ">")
		.replace(/&quot;|&#x22;/gi, '"')
		.replace(/&#x27;|&#39;/gi, "'")
		.replace(/&amp;|&#x26;/gi, "&");
	// A full stop in the first words is mostly that of an abbreviation.
	const sentence = /^.{30,}?[.!?](?=\s)/u.exec(words)?.[0] ?? words;
	return shortened(sentence, longest);
}

/** Leave out the paragraph that names a successor: a banner says it already, and it says nothing of what stands below. */
export function withoutSupersession(html: string): string {
	return html.replace(/^\s*<p><strong>superseded by:?<\/strong>[\s\S]*?<\/p>/i, "");
}
