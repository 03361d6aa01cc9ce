/**
 * Sum up a text so that two sums can be compared: similar texts have similar sums, and how the lines are broken does not
 * count. It is the smallest of the hashes of all pairs of words that follow each other (a bottom-k sketch), in ascending
 * order, each in three letters. Single words would not do: entries of one runbook share half of theirs.
 */
export function fingerprint(text: string): string {
	const hashes = new Set<number>();
	const all = words(text);
	if (all.length === 1) hashes.add(hashOf(all[0] ?? ""));
	for (const [index, word] of all.slice(1).entries()) hashes.add(hashOf(`${all[index]} ${word}`));
	const smallest = [...hashes].sort((a, b) => a - b).slice(0, size);
	return smallest.map(lettersOf).join("");
}

/** Say how much of two texts is the same, from 0 to 1, by their fingerprints. An empty text is like any other, for it says nothing that could be lost. */
export function similarity(a: string, b: string): number {
	const [one, other] = comparable(a, b);
	const shared = one.filter((hash) => other.has(hash)).length;
	const all = one.length + other.size - shared;
	return a === "" || b === "" || all === 0 ? 1 : shared / all;
}

/** Say how much of a text stands in another one, which may be longer, from 0 to 1, by their fingerprints. */
export function contained(part: string, whole: string): number {
	const [one, other] = comparable(part, whole);
	return one.length < enough ? 0 : one.filter((hash) => other.has(hash)).length / one.length;
}

/** Fewer hashes that can be compared say nothing about a part. */
const enough = 8;

/** How many hashes are kept. More tell apart finer and make longer lines; with these an estimate is off by a tenth. */
const size = 24;

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Words in small letters; scripts that put no spaces between words give pairs of characters. */
function words(text: string): string[] {
	const found =
		text
			.normalize("NFKC")
			.toLowerCase()
			.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
	return found.flatMap((word) => (unspaced.test(word) ? pairs(word) : [word]));
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

function pairs(word: string): string[] {
	const characters = [...word];
	return characters.length < 3 ? [word] : characters.slice(1).map((character, index) => characters[index] + character);
}

/** FNV-1a, folded to 18 bits, which are three letters. */
function hashOf(word: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < word.length; index += 1)
		hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193) >>> 0;
	return ((hash >>> 18) ^ hash) & 0x3ffff;
}

function lettersOf(hash: number): string {
	return [12, 6, 0].map((shift) => alphabet[(hash >>> shift) & 63]).join("");
}

/** Of two sketches only the range that both cover may be compared: a short one is all there is, a long one ends somewhere. */
function comparable(a: string, b: string): [string[], Set<string>] {
	const one = hashesIn(a);
	const other = hashesIn(b);
	const end = Math.min(endOf(one), endOf(other));
	const within = (hash: string) => numberOf(hash) <= end;
	return [one.filter(within), new Set(other.filter(within))];
}

function endOf(hashes: string[]): number {
	const last = hashes.at(-1);
	return hashes.length < size || last === undefined ? Number.POSITIVE_INFINITY : numberOf(last);
}

function hashesIn(fingerprint: string): string[] {
	return fingerprint.match(/.{3}/g) ?? [];
}

function numberOf(hash: string): number {
	return [...hash].reduce((value, letter) => value * 64 + alphabet.indexOf(letter), 0);
}
