import { isLetterAt } from "../../text/letters.ts";
import { GAP, matchAt } from "./form.ts";

/** A number of a list or a range, and where it stands in the text. */
export interface ListedNumber {
	value: number;
	/** Of what becomes the link: the number, or the sign or word before it too. */
	start: number;
	end: number;
	/** Set where a range ends here: the number that it began with. */
	from?: number;
}

/** Say whether a letter, a digit or a dotted number stands behind a number, so that it is not the number that it seems to be. */
export function goesOn(text: string, end: number): boolean {
	return isLetterAt(text, end) || matchAt(/_|\.\d/y, text, end) !== null;
}

const between = `(?:,${GAP}?(?:(?:and|or|&)${GAP})?|${GAP}(?:and|or|&)${GAP}|${GAP}?/${GAP}?)`;
const dash = `${GAP}?[–—-]${GAP}?`;
const through = `${GAP}(?:to|through)${GAP}`;

const patterns = {
	/** Numbers with nothing before them: `3, 5 and 8`. */
	bare: {
		next: new RegExp(`${between}(\\d{1,5})`, "uy"),
		range: new RegExp(`(?:${dash}|${through})(\\d{1,5})`, "uy"),
	},
	/** Numbers of which each has its sign: `§26, §27`, and ranges of these. */
	signed: {
		next: new RegExp(`${between}(§${GAP}?\\d{1,5})`, "uy"),
		range: new RegExp(`(?:${dash}|${through})(§${GAP}?\\d{1,5})`, "uy"),
	},
	/** Numbers of which only the range may drop the sign: `§26–28`. A dash between spaces then is punctuation: `§26 – 28 pods`. */
	dashed: {
		next: new RegExp(`${between}(§${GAP}?\\d{1,5})`, "uy"),
		range: new RegExp(`(?:[–-]|(?:${dash}|${through})(?=§))(§?${GAP}?\\d{1,5})`, "uy"),
	},
	/** Numbers of which each may have its sign: `§§26, 27 and §28`. */
	mixed: {
		next: new RegExp(`${between}(§?${GAP}?\\d{1,5})`, "uy"),
		range: new RegExp(`(?:${dash}|${through})(§?${GAP}?\\d{1,5})`, "uy"),
	},
};

/** Read the numbers that follow a first one, as a list, as ranges, or both. The first is included in the result. */
export function readNumbers(text: string, first: ListedNumber, style: keyof typeof patterns): ListedNumber[] {
	const { next, range } = patterns[style];
	const numbers = [first];
	let last = first;
	for (;;) {
		const ranged = last.from === undefined ? matchAt(range, text, last.end) : null;
		const found = ranged ?? matchAt(next, text, last.end);
		if (!found || goesOn(text, last.end + found[0].length)) return numbers;
		const written = found[1] ?? "";
		const end = last.end + found[0].length;
		const number: ListedNumber = { value: Number(written.replace(/\D/g, "")), start: end - written.length, end };
		if (ranged) number.from = last.value;
		numbers.push(number);
		last = number;
	}
}
