import type { Book, BookTerm } from "../model/book.ts";
import { withPlainApostrophes } from "../text/fold.ts";

/** A way to write a term. */
interface Name {
	text: string;
	/** Its words and the signs around them, in small letters where case does not count. */
	words: string[];
	/** True where case counts. */
	isExact: boolean;
	/** True for a name such as *Branch*, whose capital says nothing at the beginning of a sentence. */
	isPlainWord: boolean;
	term: BookTerm;
}

/** The names of all terms by their first word in lower case, longest first. */
export interface TermMatcher {
	byFirstWord: Map<string, Name[]>;
	/** Where a first word has its trace there is a 1; for words of ASCII alone. */
	traces: Uint8Array;
	byCode: Map<string, BookTerm>;
}

/** A term that was found in a text: indices into it. */
export interface TermMatch {
	start: number;
	end: number;
	term: BookTerm;
}

/** Prepare to find terms in prose. */
export function makeTermMatcher(book: Book): TermMatcher {
	const matcher: TermMatcher = { byFirstWord: new Map(), traces: new Uint8Array(traceCount), byCode: new Map() };
	for (const term of linkingTerms(book)) {
		for (const text of [term.term.name, ...term.term.aliases]) {
			if (!matcher.byCode.has(text)) matcher.byCode.set(text, term);
			addName(withPlainApostrophes(text), term, matcher);
		}
	}
	for (const names of matcher.byFirstWord.values()) names.sort((a, b) => b.text.length - a.text.length);
	return matcher;
}

/** Write down which names a matcher of this book finds, and whose they are: while that is the same, texts have the same terms. */
export function namesOfTerms(book: Book): string {
	const names = linkingTerms(book).map(({ term, path, index, symbol }) => {
		return [term.name, ...term.aliases, path, index, symbol.key];
	});
	return JSON.stringify(names);
}

/** Terms that do not link by themselves are not looked for. */
function linkingTerms({ terms, settings }: Book): BookTerm[] {
	const switchedOff = new Set(settings.glossary.noAutolink);
	return terms.filter(({ term }) => term.see === undefined && term.autolink && !switchedOff.has(term.name));
}

function addName(text: string, term: BookTerm, matcher: TermMatcher): void {
	const first = /[\p{L}\p{N}_]+/u.exec(text)?.[0].toLowerCase();
	if (first === undefined) return;
	const isExact = /[^\p{Ll}\s]/u.test(text);
	const words = (isExact ? text : text.toLowerCase()).trim().split(/\s+/);
	const name: Name = { text, words, isExact, isPlainWord: /^\p{Lu}\p{Ll}+$/u.test(text), term };
	for (const key of [first, `${first}s`, `${first}es`]) {
		const length = key.length;
		matcher.traces[traceOf(key.charCodeAt(0), key.charCodeAt(length >> 1), key.charCodeAt(length - 1), length)] = 1;
		const names = matcher.byFirstWord.get(key);
		if (names) names.push(name);
		else matcher.byFirstWord.set(key, [name]);
	}
}

/** Find terms in prose, as whole words, the longest where several begin at one place, the plural in -s or -es included. */
export function findTerms(written: string, opensSentence: boolean, matcher: TermMatcher): TermMatch[] {
	const text = withPlainApostrophes(written);
	return /[^\0-\x7f]/.test(text) ? findInAny(text, opensSentence, matcher) : findInAscii(text, opensSentence, matcher);
}

function findInAny(text: string, opensSentence: boolean, matcher: TermMatcher): TermMatch[] {
	const matches: TermMatch[] = [];
	const words = /[\p{L}\p{N}_]+/gu;
	for (let word = words.exec(text); word; word = words.exec(text)) {
		const names = matcher.byFirstWord.get(word[0].toLowerCase());
		const match = names && matchAt(text, word.index, names, opensSentence);
		if (!match) continue;
		matches.push(match);
		words.lastIndex = match.end;
	}
	return matches;
}

/** Most prose is ASCII, and most words of it leave another trace than all first words. */
function findInAscii(text: string, opensSentence: boolean, matcher: TermMatcher): TermMatch[] {
	const matches: TermMatch[] = [];
	const { traces, byFirstWord } = matcher;
	const end = text.length;
	for (let at = 0; at < end; at++) {
		const start = at;
		const first = text.charCodeAt(at);
		let last = first;
		for (let code = first; isWordCode[code] === 1; code = at < end ? text.charCodeAt(at) : 0) {
			last = code;
			at += 1;
		}
		const length = at - start;
		if (length === 0 || traces[traceOf(first, text.charCodeAt(start + (length >> 1)), last, length)] === 0) continue;
		const names = byFirstWord.get(text.slice(start, at).toLowerCase());
		const match = names && matchAt(text, start, names, opensSentence);
		if (!match) continue;
		matches.push(match);
		at = match.end - 1;
	}
	return matches;
}

/** By code of ASCII: whether it is a sign of a word. */
const isWordCode = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));

/** What a word looks like from afar: three of its letters, whose case does not count, and its length. */
function traceOf(first: number, middle: number, last: number, length: number): number {
	return (((first | 32) * 31 + (middle | 32)) * 31 + (last | 32) * 7 + length) % traceCount;
}

const traceCount = 8_191;

function matchAt(text: string, at: number, names: Name[], opensSentence: boolean): TermMatch | undefined {
	for (const name of names) {
		const start = at - (/^[^\p{L}\p{N}_]*/u.exec(name.text)?.[0].length ?? 0);
		const end = endOf(text, start, name);
		if (end === undefined || !isFree(text, start, end)) continue;
		if (name.isPlainWord && isSentenceStart(text, start, opensSentence)) continue;
		return { start, end, term: name.term };
	}
	return undefined;
}

function endOf(text: string, start: number, name: Name): number | undefined {
	if (start < 0) return undefined;
	const length = spread(text, start, name);
	if (length === undefined) return undefined;
	const plural = /^(?:es|s)(?![\p{L}\p{N}_])/u.exec(text.slice(start + length, start + length + 3));
	return start + length + (plural?.[0].length ?? 0);
}

/** The length of a name in the text, whose spaces may be line breaks. */
function spread(text: string, start: number, name: Name): number | undefined {
	let at = start;
	for (const [index, word] of name.words.entries()) {
		if (index > 0) {
			const gap = /^\s+/.exec(text.slice(at, at + 12))?.[0].length;
			if (gap === undefined) return undefined;
			at += gap;
		}
		const there = text.slice(at, at + word.length);
		if (there !== word && (name.isExact || there.toLowerCase() !== word)) return undefined;
		at += word.length;
	}
	return at - start;
}

/** A part of a longer word, of a path or of a dotted name is no term. */
function isFree(text: string, start: number, end: number): boolean {
	const before = text.slice(Math.max(0, start - 2), start);
	const behind = text.slice(end, end + 2);
	return (
		!/[\p{L}\p{N}_@#$]$|[\p{L}\p{N}_][.\\]$/u.test(before) && !/^[\p{L}\p{N}_@]|^[.\\:][\p{L}\p{N}_/]/u.test(behind)
	);
}

function isSentenceStart(text: string, start: number, opensSentence: boolean): boolean {
	const before = text.slice(0, start).replace(/["“‘'([]+$/u, "");
	return before.trim() === "" ? opensSentence : /[.!?…]["”’')\]]*\s+$/u.test(before);
}
