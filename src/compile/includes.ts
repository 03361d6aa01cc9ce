/** A fence that shows a file of the book, or a region of it: ```` ```yaml file=examples/job.yaml region=probes ````. */
export interface Include {
	/** As written, relative to the file that holds the fence. */
	file: string;
	region?: string;
}

/** The options in the info string of a fence, behind the language. */
export interface FenceOptions {
	include?: Include;
	title?: string;
	alt?: string;
	/** Words without a value, such as `danger` or `entry`. */
	flags: Set<string>;
	/** Numbers of the lines that are marked, from 1. */
	marked: Set<number>;
}

const option = /([A-Za-z][\w-]*)=(?:"([^"]*)"|(\S+))|\{([\d,\s-]+)\}|(\S+)/g;

/** Read the info string of a fence, without its language. */
export function readFenceOptions(info: string): FenceOptions {
	const options: FenceOptions = { flags: new Set(), marked: new Set() };
	const values = new Map<string, string>();
	for (const [, name, quoted, bare, lines, flag] of info.matchAll(option)) {
		if (name !== undefined) values.set(name, quoted ?? bare ?? "");
		else if (lines !== undefined) for (const line of linesIn(lines)) options.marked.add(line);
		else if (flag !== undefined) options.flags.add(flag);
	}
	const file = values.get("file");
	const region = values.get("region");
	if (file !== undefined) options.include = region === undefined ? { file } : { file, region };
	const title = values.get("title");
	const alt = values.get("alt");
	if (title !== undefined) options.title = title;
	if (alt !== undefined) options.alt = alt;
	return options;
}

/** List the paths that fences of a Markdown text include, as written. Cheap, and run before the text is parsed; it may name too many. */
export function includedFiles(text: string): string[] {
	const files = new Set<string>();
	for (const match of text.matchAll(/^[ \t>]*(?:`{3,}|~{3,})[^\n]*?[ \t]file=(?:"([^"\n]*)"|([^\s"]+))/gm))
		files.add(match[1] ?? match[2] ?? "");
	return [...files];
}

/** Return the lines of a region, without the lines that mark it; undefined where the file has no such region. */
export function regionOf(text: string, region: string): string | undefined {
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
export function withoutMarkers(text: string): string {
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

function linesIn(text: string): number[] {
	const lines: number[] = [];
	for (const part of text.split(",")) {
		const [from, to] = part.split("-").map((one) => Number(one.trim()));
		for (let line = from ?? 0; line <= Math.min(to ?? from ?? 0, 10_000); line += 1) if (line > 0) lines.push(line);
	}
	return lines;
}
