import type { Include } from "./fence-options.ts";

/** Texts of the files that the fences of one file include, by the path that the fence writes; undefined where there is no such file. */
export type Includes = ReadonlyMap<string, string | undefined>;

/** What keeps a fence from showing what it names. */
export interface IncludeFault {
	code: "include-missing" | "include-region" | "include-lines";
	message: string;
	hint: string;
}

/** Give what a fence shows of a file, or why it cannot; `own` is what stands in the fence, which is shown where there is no such file. */
export function includedCode(
	include: Include,
	own: string,
	includes: Includes,
): { code: string; fault?: IncludeFault } {
	const { file, region, lines, badLines } = include;
	const text = includes.get(file)?.replace(/\r\n?/g, "\n");
	if (text === undefined) {
		const hint = "the path counts from the folder of this file, and must stay inside the book";
		return { code: own, fault: { code: "include-missing", message: `there is no file “${file}” to include`, hint } };
	}
	const part = region === undefined ? withoutMarkers(text) : regionOf(text, region);
	if (part === undefined) {
		const hint = `mark it by comment lines “region ${region}” and “endregion ${region}”`;
		const message = `“${file}” has no region “${region}”`;
		return { code: withoutMarkers(text), fault: { code: "include-region", message, hint } };
	}
	const whole = lines && region === undefined ? text.replace(/\r?\n$/, "") : part;
	const count = whole.split("\n").length;
	const [from = 1, to = count] = lines ?? [];
	if (badLines !== undefined || from > to || to > count) {
		const message = `“${file}” has no lines ${badLines ?? (from === to ? from : `${from}–${to}`)}`;
		const hint = `it has ${count}; write the first line and the last, as in lines=10-20`;
		return { code: part, fault: { code: "include-lines", message, hint } };
	}
	return { code: lines ? dedent(whole.split("\n").slice(from - 1, to)) : part };
}

/** List the paths that fences of a Markdown text include, as written. Cheap, and run before the text is parsed; it may name too many. */
export function includedFiles(text: string): string[] {
	const files = new Set<string>();
	// Most texts include nothing, and need no look at each of their lines.
	if (!text.includes("file=")) return [];
	for (const match of text.matchAll(/^[ \t>]*(?:`{3,}|~{3,})[^\n]*?[ \t]file=(?:"([^"\n]*)"|([^\s"]+))/gm))
		files.add(match[1] ?? match[2] ?? "");
	return [...files];
}

/** Return the lines of a region, without the lines that mark it; undefined where the file has no such region. */
function regionOf(text: string, region: string): string | undefined {
	const lines = text.split("\n");
	const start = lines.findIndex((line) => opens(line) === region);
	if (start === -1) return undefined;
	const kept: string[] = [];
	let depth = 0;
	for (const line of lines.slice(start + 1)) {
		const isEnd = marker.test(line) && /endregion/.test(line);
		if (isEnd && depth === 0) return dedent(kept);
		if (isEnd) depth -= 1;
		else if (opens(line) !== undefined) depth += 1;
		else kept.push(line);
	}
	return undefined;
}

/** Return a whole file as it is shown: without the lines that mark regions. */
function withoutMarkers(text: string): string {
	return text
		.split("\n")
		.filter((line) => !marker.test(line))
		.join("\n")
		.replace(/\n$/, "");
}

/** A comment of any of the usual kinds that holds only `region NAME` or `endregion NAME`. */
const marker = /^\s*(?:#|--|\/\/|\/\*|<!--|;)\s*#?(?:end)?region\b[^\n]*$/;

function opens(line: string): string | undefined {
	return marker.test(line) ? /(?<!end)region\s+([\w.-]+)/.exec(line)?.[1] : undefined;
}

function dedent(lines: string[]): string {
	const indents = lines.filter((line) => line.trim()).map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
	const least = indents.length > 0 ? Math.min(...indents) : 0;
	return lines.map((line) => line.slice(least)).join("\n");
}
