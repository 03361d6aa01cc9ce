import { type Draft, report } from "../draft.ts";
import { lineReader } from "./lines.ts";
import type { ParserName } from "./parser.ts";

/**
 * How many characters the native parser may copy for the character references of a text. For each it writes the
 * paragraph so far once more, into one buffer that holds 4 GiB; over that it aborts the process, which nothing can
 * catch. 250 kB of `&ngE;` do that.
 */
const mostCopied = 32_000_000;

const reference = /&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/gi;

/** Choose the parser for a text: the reference one where the native one could take the process or its memory away. */
export function saferParser(body: string, wanted: ParserName, draft: Draft): ParserName {
	if (wanted === "reference" || body.split("&").length * body.length < mostCopied) return wanted;
	const kindOf = lineReader();
	let copied = 0;
	let block = { start: 0, length: 0, references: 0 };
	let offset = 0;
	for (const line of body.replace(/\r(?!\n)/g, "\n").split("\n")) {
		if (kindOf(line) !== "text") block = { start: offset + line.length + 1, length: 0, references: 0 };
		const before = block.length * block.references;
		block.length += line.length + 1;
		block.references += line.match(reference)?.length ?? 0;
		copied += block.length * block.references - before;
		if (copied > mostCopied) {
			report(
				draft,
				"parser-fallback",
				block.start,
				block.start + 1,
				"there are so many character references in long paragraphs that the file is read by the slower parser",
				"write the characters themselves",
			);
			return "reference";
		}
		offset += line.length + 1;
	}
	return wanted;
}
