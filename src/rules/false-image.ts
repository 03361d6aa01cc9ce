import { diagnostic } from "../model/codes.ts";
import type { Diagnostic } from "../model/diagnostic.ts";

/** Say that a file is not the image that its name promises, or one that no browser can hold; names that promise none are fine. */
export function falseImage(path: string, bytes: Uint8Array): Diagnostic[] {
	const format = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
	const beginning = beginnings[format];
	if (!beginning) return [];
	if (!beginning.test(Buffer.from(bytes.subarray(0, 12)).toString("latin1")))
		return fault(path, `“${path}” is no ${format.toUpperCase()} image`, "save it again from the program that made it");
	const size = format === "png" ? pngSize(bytes) : undefined;
	if (!size || size.width * size.height <= mostPoints) return [];
	return fault(path, `“${path}” says that it is ${size.width} × ${size.height} points large`, "make it smaller");
}

/** A browser takes four bytes for each, however small the file is. */
const mostPoints = 250_000_000;

/** Read from the first chunk of a PNG how large the picture will be. */
function pngSize(bytes: Uint8Array): { width: number; height: number } | undefined {
	if (bytes.length < 24) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	return { width: view.getUint32(16), height: view.getUint32(20) };
}

function fault(path: string, message: string, hint: string): Diagnostic[] {
	const start = { line: 1, column: 1, offset: 0 };
	return [diagnostic("false-image", path, { start, end: start }, message, [hint])];
}

const beginnings: Record<string, RegExp> = {
	avif: /^[\s\S]{4}ftyp/,
	gif: /^GIF8/,
	jpeg: /^\xff\xd8\xff/,
	jpg: /^\xff\xd8\xff/,
	png: /^\x89PNG\r\n\x1a\n/,
	webp: /^RIFF[\s\S]{4}WEBP/,
};
