import { longestWord, lower, signOf, upper, wordsOf } from "../../text/words.ts";

/** Numbers for the words of a book: it has millions of a few thousand different ones, and makes a string of each once. */
export interface WordTable {
	/** By number. */
	words: string[];
	/** Give the numbers of the words of a text, as `wordsOf` lists them. */
	numbersIn(text: string): number[];
}

/** Make a table that learns each word when it first meets it. */
export function makeWordTable(): WordTable {
	const words: string[] = [];
	const hashes: number[] = [];
	const foreigners = new Map<string, number>();
	// The word that is being read.
	const letters = new Uint8Array(longestWord);
	// Each has the number of a word and 1 more, or 0; a word stands at its hash, or in the next one that was free.
	let slots = new Int32Array(1 << 12);

	function numberOf(hash: number, length: number): number {
		const mask = slots.length - 1;
		let slot = hash & mask;
		for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
			const number = (slots[slot] ?? 0) - 1;
			if (hashes[number] === hash && isWritten(words[number] ?? "", length)) return number;
		}
		slots[slot] = words.length + 1;
		words.push(String.fromCharCode(...letters.subarray(0, length)));
		hashes.push(hash);
		if (words.length * 2 > slots.length) grow();
		return words.length - 1;
	}

	function isWritten(word: string, length: number): boolean {
		if (word.length !== length) return false;
		for (let at = 0; at < length; at++) if (word.charCodeAt(at) !== letters[at]) return false;
		return true;
	}

	function grow(): void {
		slots = new Int32Array(slots.length * 4);
		const mask = slots.length - 1;
		for (const [number, hash] of hashes.entries()) {
			// Words of other alphabets have a table of their own.
			if (foreigners.has(words[number] ?? "")) continue;
			let slot = hash & mask;
			while (slots[slot] !== 0) slot = (slot + 1) & mask;
			slots[slot] = number + 1;
		}
	}

	function numberOfString(word: string): number {
		let hash = start;
		for (let at = 0; at < word.length; at++) {
			const unit = word.charCodeAt(at);
			if (unit >= 128) return numberOfForeigner(word);
			letters[at] = unit;
			hash = Math.imul(hash ^ unit, prime);
		}
		return numberOf(hash, word.length);
	}

	function numberOfForeigner(word: string): number {
		const known = foreigners.get(word);
		if (known !== undefined) return known;
		foreigners.set(word, words.length);
		hashes.push(0);
		return words.push(word) - 1;
	}

	function numbersIn(text: string): number[] {
		const numbers: number[] = [];
		for (let at = 0; at < text.length; at++) {
			const from = at;
			let hash = start;
			let before = 0;
			let unit = 0;
			for (; at < text.length; at++) {
				unit = text.charCodeAt(at);
				const letter = smallOf[unit] ?? 0;
				// An upper letter behind a lower one begins a part of a name.
				if (letter === 0 || (letter !== unit && before === lower)) break;
				if (at - from < longestWord) letters[at - from] = letter;
				hash = Math.imul(hash ^ letter, prime);
				before = letter === unit ? lower : upper;
			}
			const isPlain = at === text.length || signOf(unit) === 0;
			if (isPlain && at - from <= longestWord) {
				if (at > from) numbers.push(numberOf(hash, at - from));
				continue;
			}
			while (at < text.length && signOf(text.charCodeAt(at)) !== 0) at++;
			for (const word of wordsOf(text.slice(from, at))) numbers.push(numberOfString(word));
		}
		return numbers;
	}
	return { words, numbersIn };
}

/** FNV-1a. */
const start = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** By code unit: a letter or digit of ASCII as a small one, and 0 for everything else. */
const smallOf = Uint8Array.from({ length: 128 }, (_, unit) => {
	const sign = signOf(unit);
	return sign === upper ? unit | 32 : sign === lower ? unit : 0;
});
