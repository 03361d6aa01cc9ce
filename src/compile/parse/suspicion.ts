import type { ParserName } from "./parser.ts";

/** A longer run of text without a blank line is not what people write: 16 142 paragraphs of public documentation are shorter. */
const longestBlock = 20_000;

/** Over this a file may take the slower parser seconds, whatever is in it. */
const longestText: Record<ParserName, number> = { native: 400_000, reference: 150_000 };

/** More character references than this are not what people write either. */
const mostReferences = 1_000;

/**
 * Say whether a text may keep a parser busy for long, or take the process with it, in a way that no limit foresees.
 * Such a file is compiled where that can be survived. It is the same for the same text, and nearly always false.
 */
export function isSuspicious(text: string, parser: ParserName): boolean {
	if (text.length > longestText[parser]) return true;
	if (text.length <= longestBlock) return false;
	let end = 0;
	for (const blank of text.matchAll(/\n[ \t]*\r?\n/g)) {
		if (blank.index - end > longestBlock) return true;
		end = blank.index;
	}
	return text.length - end > longestBlock || text.split("&").length > mostReferences;
}
