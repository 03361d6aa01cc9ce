/** Fold a text so that neither case nor accents matter. */
export function foldWords(text: string): string {
	return text
		.normalize("NFKD")
		.replace(/\p{M}+/gu, "")
		.toLowerCase()
		.replace(/[ßæœøłđðþı]/g, (letter) => plain[letter] ?? letter);
}

/** Letters that Unicode does not take apart, as people write them who have no key for them. */
const plain: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/**
 * List the folded words of a text in their order. `goose_db_version` has three words; behind `MigrateJobFailed`, which
 * is one word, come its three parts. Where a script sets no spaces, any two letters that follow each other are a word,
 * and the last one is, so that each letter begins one.
 */
export function wordsOf(text: string): string[] {
	const words: string[] = [];
	// Looking at each character once is several times as fast as a regular expression, and a book has millions.
	for (let at = 0; at < text.length; ) {
		const from = at;
		let signs = 0;
		let before = 0;
		for (; at < text.length; at++) {
			const sign = signOf(text.charCodeAt(at));
			if (sign === 0) break;
			signs |= sign;
			if (sign === upper && before === lower) signs |= humps;
			before = sign;
		}
		if (at > from) addWords(text.slice(from, at), signs, words);
		at++;
	}
	return words;
}

/** The sign of a letter or digit that is a part of a word as it is. */
export const lower = 1;
/** That of a letter that has a small one. */
export const upper = 2;
/** That of everything that needs more than a look. */
const foreign = 4;
/** An upper letter behind a lower one. */
const humps = 8;

/** Tell what a UTF-16 unit is to a word, or 0 where it ends it. */
export function signOf(unit: number): number {
	if (unit >= 128) return isMark(unit) ? 0 : foreign;
	if (unit >= 97) return unit <= 122 ? lower : 0;
	if (unit >= 65) return unit <= 90 ? upper : 0;
	return unit >= 48 && unit <= 57 ? lower : 0;
}

/** Tell the signs that are no letter and yet stand in most texts: dashes, quotes, arrows, and `§`. */
function isMark(unit: number): boolean {
	return (unit >= 0x2000 && unit < 0x2070) || (unit >= 0x2190 && unit < 0x2460) || unit === 0xa7 || unit === 0xa0;
}

/** In UTF-16 units: what is longer is no word that anybody types. */
export const longestWord = 64;

function addWords(written: string, signs: number, words: string[]): void {
	if (signs >= foreign) {
		const parts = signs & foreign ? (written.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) : [written];
		for (const part of parts) {
			if (signs & foreign && isUnspaced(part)) {
				for (const { run, isPaired } of runsOf(part)) {
					if (isPaired) addPairs(run, words);
					else words.push(foldWords(run).slice(0, longestWord));
				}
				continue;
			}
			words.push(foldWords(part).slice(0, longestWord));
			if (/\p{Ll}\p{Lu}/u.test(part)) addParts(part, words);
		}
		return;
	}
	const word = signs & upper ? written.toLowerCase() : written;
	words.push(word.length > longestWord ? word.slice(0, longestWord) : word);
}

/** Tell whether there is a letter of a script that sets no spaces between words. Where all is ASCII nobody asks, and V8 takes 2 ms to learn them. */
function isUnspaced(text: string): boolean {
	return /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u.test(text);
}

function addPairs(run: string, words: string[]): void {
	const all = [...foldWords(run)];
	for (const [at, letter] of all.entries()) words.push(letter + (all[at + 1] ?? ""));
}

/** Tell whether a word is a letter or two of a script without spaces. */
export function isPair(word: string): boolean {
	return word.length <= 4 && isUnspaced(word);
}

/** List the words that a text asks for: the last letter of a run is one of a pair already. */
export function wantedWords(text: string): string[] {
	const words = wordsOf(text);
	return words.filter((word, at) => {
		const before = words[at - 1] ?? "";
		return !(isPair(word) && [...word].length === 1 && isPair(before) && before !== word && before.endsWith(word));
	});
}

/** Cut a text where a script with spaces and one without meet, or where a word ends. */
export function runsOf(text: string): { run: string; start: number; isPaired: boolean }[] {
	const runs = text.matchAll(
		/[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+|(?:(?![\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}])[\p{L}\p{N}\p{M}])+/gu,
	);
	return [...runs].map(({ 0: run, index: start }) => ({ run, start, isPaired: isUnspaced(run) }));
}

function addParts(name: string, words: string[]): void {
	for (const part of name.split(/(?<=\p{Ll})(?=\p{Lu})/u)) {
		if (part.length > 2) words.push(foldWords(part).slice(0, longestWord));
	}
}
