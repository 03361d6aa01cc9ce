import { decodeNamedCharacterReference } from "decode-named-character-reference";
import type { Text } from "mdast";

/**
 * Say where each character of a text node stands in the file: pairs of an index into its value and an offset,
 * between which both advance alike. They part where the source has an escape, a character reference,
 * the markers of a block quote, or indentation.
 */
export function originsOf(node: Text, source: string): number[] {
	const start = node.position?.start.offset ?? 0;
	const end = node.position?.end.offset ?? start + node.value.length;
	if (end - start === node.value.length && source.startsWith(node.value, start)) return [0, start];
	return align(node.value, source, start, end);
}

function align(value: string, source: string, start: number, end: number): number[] {
	const pairs = [0, start];
	let at = start;
	let shift = start;
	for (let index = 0; index < value.length; index += 1) {
		at = skip(value, index, source, at, end);
		if (at - index !== shift) {
			shift = at - index;
			pairs.push(index, at);
		}
		const written = lengthAt(value, index, source, at);
		// A surrogate pair written as one reference: both halves stand at its start.
		if (written.units === 2) {
			index += 1;
			shift = Number.NaN;
		}
		at += written.length;
	}
	return pairs;
}

/** Step over what the parser left out before a character of the value: trailing blanks, and the start of a continued line. */
function skip(value: string, index: number, source: string, from: number, end: number): number {
	let at = from;
	const character = value.charAt(index);
	if (character === "\n" || character === "\r") {
		while (at < end && (source[at] === " " || source[at] === "\t")) at += 1;
		return at;
	}
	if (!/[\r\n]/.test(value.charAt(index - 1))) return at;
	while (at < end && source[at] !== character && /[ \t>]/.test(source.charAt(at))) at += 1;
	return at;
}

/** Measure how one character of the value is written in the source. */
function lengthAt(value: string, index: number, source: string, at: number): { length: number; units: 1 | 2 } {
	const character = value.charAt(index);
	const written = source.charAt(at);
	if (written === "&") {
		const reference = /^&(#[xX][\dA-Fa-f]{1,6}|#\d{1,7}|[A-Za-z][\dA-Za-z]{0,31});/.exec(source.slice(at, at + 40));
		const decoded = reference?.[1] === undefined ? undefined : decode(reference[1]);
		if (reference && decoded !== undefined && value.startsWith(decoded, index)) {
			return { length: reference[0].length, units: decoded.length > 1 ? 2 : 1 };
		}
	}
	if (written === "\\" && source.charAt(at + 1) === character && /[!-/:-@[-`{-~]/.test(character))
		return { length: 2, units: 1 };
	if (written === "\r" && character === "\n" && source.charAt(at + 1) === "\n") return { length: 2, units: 1 };
	return { length: 1, units: 1 };
}

function decode(reference: string): string | undefined {
	if (!reference.startsWith("#")) return decodeNamedCharacterReference(reference) || undefined;
	const code = /^#[xX]/.test(reference)
		? Number.parseInt(reference.slice(2), 16)
		: Number.parseInt(reference.slice(1), 10);
	return code > 0x10ffff ? "\uFFFD" : String.fromCodePoint(code);
}
