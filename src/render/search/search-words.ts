import { writeStep } from "../../text/postings.ts";

/**
 * Words and their places, as one text, because so many small objects would take up much memory: in each line a word,
 * the first and the last leaf that has it, and the signs of its places from that first leaf on.
 */
export type WordPlaces = string;

/** Join the words of parts of the book that come after each other, each of so many leaves. */
export function joinWords(parts: readonly WordPlaces[], leaves: number): WordPlaces {
	const joined = new Map<string, { first: number; last: number; signs: string }>();
	for (const [index, part] of parts.entries()) {
		const before = index * leaves;
		for (const line of eachLine(part)) {
			const known = joined.get(line.word);
			if (known) {
				known.signs += writeStep(before + line.first - known.last) + line.signs;
				known.last = before + line.last;
			} else {
				joined.set(line.word, { first: before + line.first, last: before + line.last, signs: line.signs });
			}
		}
	}
	return [...joined].map(([word, { first, last, signs }]) => `${word} ${first} ${last} ${signs}`).join("\n");
}

/** A word of a part of the book. */
export interface WordLine {
	word: string;
	first: number;
	last: number;
	signs: string;
}

/** Read the lines one after another. */
export function* eachLine(places: WordPlaces): Generator<WordLine> {
	for (let at = 0; at < places.length; ) {
		const a = places.indexOf(" ", at);
		const b = places.indexOf(" ", a + 1);
		const c = places.indexOf(" ", b + 1);
		const found = places.indexOf("\n", c + 1);
		const end = found < 0 ? places.length : found;
		yield {
			word: places.slice(at, a),
			first: Number(places.slice(a + 1, b)),
			last: Number(places.slice(b + 1, c)),
			signs: places.slice(c + 1, end),
		};
		at = end + 1;
	}
}
