import { filingLetter, inFilingOrder } from "./glossary-order.ts";

/** What stands under one letter of an index. */
export interface Letter<Row> {
	letter: string;
	id: string;
	rows: Row[];
}

/** The letters of a bar; those without entries are text. */
export type LetterBar = { letter: string; id?: string }[];

/** Sort rows letter by letter, and put them under their letters. */
export function lettersOf<Row extends { name: string; slug: string }>(rows: Row[]): Letter<Row>[] {
	const letters = new Map<string, Row[]>();
	for (const row of inFilingOrder(rows)) {
		const letter = filingLetter(row.name);
		const found = letters.get(letter);
		if (found) found.push(row);
		else letters.set(letter, [row]);
	}
	return [...letters].map(([letter, found]) => ({ letter, id: letterId(letter), rows: found }));
}

function letterId(letter: string): string {
	return letter === "0–9" ? "letter-0" : letter === "#" ? "letter-sign" : `letter-${letter.toLowerCase()}`;
}

/** Make the bar: signs and digits where there are any, the Latin alphabet, and the letters of other scripts that are used. */
export function barOf(letters: Letter<unknown>[]): LetterBar {
	const present = new Map(letters.map(({ letter, id }) => [letter, id]));
	const latin = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
	const before = letters.map(({ letter }) => letter).filter((letter) => /^[0#]/.test(letter));
	const after = [...present.keys()].filter((letter) => !latin.includes(letter) && !before.includes(letter));
	return [...before, ...latin, ...after].map((letter) => {
		const id = present.get(letter);
		return id === undefined ? { letter } : { letter, id };
	});
}
