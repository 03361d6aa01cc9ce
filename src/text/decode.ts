import { Buffer, isUtf8 } from "node:buffer";

/** A fault of a file's bytes, at an offset of the decoded text. */
export interface EncodingFault {
	/** In UTF-16 code units, into the text that `decode` returns. */
	offset: number;
	/** What is wrong, as the end of a sentence that begins with the file. */
	message: string;
	hint: string;
	/** True where the text can be used as it is. */
	isHarmless: boolean;
}

/**
 * Decode the bytes of a file as UTF-8, without a byte order mark.
 * The text is always whole: what cannot be decoded, and what the compiler uses as marks of its own, becomes U+FFFD, and the first such place is the fault.
 */
export function decode(bytes: Uint8Array): {
	text: string;
	fault?: EncodingFault;
} {
	const wide = wideEncoding(bytes);
	if (wide) {
		const text = new TextDecoder(wide).decode(bytes);
		const fault = {
			offset: 0,
			message: `is encoded as ${wide.toUpperCase()}, not as UTF-8`,
			hint: "save it as UTF-8",
			isHarmless: false,
		};
		return { text: text.replace(unusable, "\uFFFD"), fault };
	}
	if (!isUtf8(bytes)) {
		const text = new TextDecoder("utf-8").decode(bytes);
		const at = firstInvalid(bytes);
		const fault = {
			offset: new TextDecoder("utf-8").decode(bytes.subarray(0, at)).length,
			message: `has a byte that is not UTF-8: 0x${hex(bytes[at] ?? 0, 2)} at byte ${at}`,
			hint: "save it as UTF-8",
			isHarmless: false,
		};
		return { text: text.replace(unusable, "\uFFFD"), fault };
	}
	const text = validText(bytes);
	const found = text.search(unusable);
	if (found >= 0) {
		const name = `U+${hex(text.charCodeAt(found), 4)}`;
		const fault = {
			offset: found,
			message: `has the character ${name}, which is not text`,
			hint: "remove it",
			isHarmless: false,
		};
		return { text: text.replace(unusable, "\uFFFD"), fault };
	}
	const mark = text.indexOf("\uFEFF");
	if (mark < 0) return { text };
	const fault = {
		offset: mark,
		message: "has an invisible byte order mark in the middle of its text",
		hint: "remove it; this happens where files are joined",
		isHarmless: true,
	};
	return { text, fault };
}

/** A decoder gives two bytes for each character; this way most text has one, which halves what it and all its pieces take. */
function validText(bytes: Uint8Array): string {
	const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	const { buffer, byteOffset, length } = hasMark ? bytes.subarray(3) : bytes;
	return Buffer.from(buffer, byteOffset, length).toString("utf8");
}

/** NUL ends strings elsewhere; the compiler itself uses two of the noncharacters. */
const unusable = /[\0\uFDD0-\uFDEF\uFFFE\uFFFF]/gu;

function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return "utf-16le";
	if (first === 0xfe && second === 0xff) return "utf-16be";
	// Text of Latin letters in UTF-16 has a NUL in every other byte.
	if (bytes.length < 4 || bytes.length % 2 === 1) return undefined;
	const head = bytes.subarray(0, 64);
	const zeros = [0, 0];
	for (const [index, byte] of head.entries()) {
		if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
	}
	const half = head.length / 2;
	if (zeros[0] === 0 && zeros[1] === half) return "utf-16le";
	if (zeros[1] === 0 && zeros[0] === half) return "utf-16be";
	return undefined;
}

/** Find the first byte that no valid sequence contains, by Table 3-7 of the Unicode Standard. */
function firstInvalid(bytes: Uint8Array): number {
	let at = 0;
	while (at < bytes.length) {
		const length = sequenceLength(bytes, at);
		if (length === 0) return at;
		at += length;
	}
	return at;
}

function sequenceLength(bytes: Uint8Array, at: number): number {
	const lead = bytes[at] ?? 0;
	if (lead < 0x80) return 1;
	const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
	if (lead < 0xc2 || lead > 0xf4) return 0;
	const [low, high] = secondByteRange(lead);
	const second = bytes[at + 1] ?? 0;
	if (second < low || second > high) return 0;
	for (let offset = 2; offset < length; offset++) {
		const byte = bytes[at + offset] ?? 0;
		if (byte < 0x80 || byte > 0xbf) return 0;
	}
	return length;
}

function secondByteRange(lead: number): [number, number] {
	if (lead === 0xe0) return [0xa0, 0xbf];
	if (lead === 0xed) return [0x80, 0x9f];
	if (lead === 0xf0) return [0x90, 0xbf];
	if (lead === 0xf4) return [0x80, 0x8f];
	return [0x80, 0xbf];
}

function hex(value: number, digits: number): string {
	return value.toString(16).toUpperCase().padStart(digits, "0");
}
