import { byCodeUnit } from "../text/names.ts";

/** Reduce a name to what it is filed under: letter by letter, without case, accents, spaces, hyphens and punctuation. */
export function filingKey(name: string): string {
	return name
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Give the letter of the index that a name stands under; numbers share one. */
export function filingLetter(name: string): string {
	const [first] = filingKey(name);
	if (first === undefined) return "#";
	return /\p{N}/u.test(first) ? "0–9" : first.toUpperCase();
}

/** Order names for an index; names that file alike keep a fixed order by their slugs. */
export function byFiling(a: { name: string; slug: string }, b: { name: string; slug: string }): number {
	return byCodeUnit(filingKey(a.name), filingKey(b.name)) || byCodeUnit(a.slug, b.slug);
}
