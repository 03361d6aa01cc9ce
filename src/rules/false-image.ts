import type { Diagnostic } from "../model/diagnostic.ts";
import { diagnostic } from "./rule.ts";

/** Say that a file is not the image that its name promises; names that promise none are fine. */
export function falseImage(path: string, bytes: Uint8Array): Diagnostic[] {
	const format = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
	const beginning = beginnings[format];
	if (!beginning || beginning.test(Buffer.from(bytes.subarray(0, 12)).toString("latin1"))) return [];
	const start = { line: 1, column: 1, offset: 0 };
	const message = `“${path}” is no ${format.toUpperCase()} image`;
	return [
		diagnostic("false-image", path, { start, end: start }, message, ["save it again from the program that made it"]),
	];
}

const beginnings: Record<string, RegExp> = {
	avif: /^[\s\S]{4}ftyp/,
	gif: /^GIF8/,
	jpeg: /^\xff\xd8\xff/,
	jpg: /^\xff\xd8\xff/,
	png: /^\x89PNG\r\n\x1a\n/,
	webp: /^RIFF[\s\S]{4}WEBP/,
};
