import { decodeNamedCharacterReference } from "decode-named-character-reference";

/** List every character of some texts once, controls left out, in order, with those that HTML and Markdown write as references. */
export function charactersOf(texts: Iterable<string>): string {
	const found = new Set<string>();
	for (const text of texts) {
		for (const character of text) found.add(character);
		for (const [, reference = ""] of text.matchAll(/&(#?[0-9a-z]{1,31});/gi)) add(found, decoded(reference));
	}
	return [...found]
		.filter((character) => !/[\p{Cc}\p{Cs}]/u.test(character))
		.sort()
		.join("");
}

function add(found: Set<string>, text: string): void {
	for (const character of text) found.add(character);
}

function decoded(reference: string): string {
	if (!reference.startsWith("#")) return decodeNamedCharacterReference(reference) || "";
	const point = /^#x/i.test(reference) ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
	return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : "";
}
