import { byCodeUnit } from "../../text/names.ts";

/** Letters that Unicode does not take apart, as an English index files them. */
const letters: Record<string, string> = {
	ß: "ss",
	æ: "ae",
	œ: "oe",
	ø: "o",
	đ: "d",
	ð: "d",
	ħ: "h",
	ł: "l",
	þ: "th",
	ı: "i",
	ŋ: "n",
	ŧ: "t",
};

/**
 * Reduce a name to what it is filed under: letter by letter, without case, accents, spaces, hyphens and punctuation;
 * numbers by their size. It asks no locale, so that an index is the same on every machine.
 */
export function filingKey(name: string): string {
	return name
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[ßæœøđðħłþıŋŧ]/g, (letter) => letters[letter] ?? letter)
		.replace(/[^\p{L}\p{N}\p{Mc}]+/gu, "")
		.replace(/\d+/g, (digits) => digits.padStart(8, "0"));
}

/** Give the letter of the index that a name stands under; numbers share one. */
export function filingLetter(name: string): string {
	const [first] = filingKey(name);
	if (first === undefined) return "#";
	return /\p{N}/u.test(first) ? "0–9" : first.toUpperCase();
}

/** Put what has a name into the order of an index; names that file alike keep a fixed order by their slugs. */
export function inFilingOrder<Named extends { name: string; slug: string }>(all: Iterable<Named>): Named[] {
	const keyed = Array.from(all, (one) => ({ one, key: filingKey(one.name) }));
	keyed.sort(
		(a, b) => byCodeUnit(a.key, b.key) || byCodeUnit(a.one.slug, b.one.slug) || byCodeUnit(a.one.name, b.one.name),
	);
	return keyed.map(({ one }) => one);
}
