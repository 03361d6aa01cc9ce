import { codes } from "../model/codes.ts";
import { byCodeUnit } from "../text/names.ts";
import { mostSimilar } from "../text/similar.ts";
import { explanations } from "./explanations.ts";

/** Explain a code; undefined where there is none of that name. */
export function explainCode(code: string): string | undefined {
	const known = Object.hasOwn(codes, code) ? codes[code] : undefined;
	if (!known) return undefined;
	return `${code} (${known.severity})\n\n${known.summary}\n${explanations[code] ?? ""}\n`;
}

/** List all codes, one on each line. */
export function listCodes(): string {
	const names = Object.keys(codes).sort(byCodeUnit);
	const width = Math.max(...names.map((name) => name.length));
	return names
		.map((name) => `${name.padEnd(width)}  ${codes[name]?.severity.padEnd(7)}  ${codes[name]?.summary}\n`)
		.join("");
}

/** Suggest a code for a word that is none. */
export function similarCode(word: string): string | undefined {
	return mostSimilar(word, Object.keys(codes));
}
