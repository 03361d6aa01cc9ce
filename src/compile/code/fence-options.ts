/** What a fence shows of a file of the book: ```` ```yaml file=examples/job.yaml region=probes ````. */
export interface Include {
	/** As written, relative to the file that holds the fence. */
	file: string;
	region?: string;
	/** The first and the last line, both shown. */
	lines?: [number, number];
	/** What was written behind `lines=`, where it is no two numbers. */
	badLines?: string;
}

/** The options in the info string of a fence, behind the language. */
export interface FenceOptions {
	include?: Include;
	/** Stands above the code: what the file is called. */
	title?: string;
	/** Stands above the code with a number: `Listing 8-1`. */
	caption?: string;
	/** Says to those who cannot see a diagram what it shows. */
	alt?: string;
	/** The name of the alternative that the fence is. */
	tab?: string;
	/** The number of the first line, where lines are numbered. */
	numbers?: number;
	/** Words without a value, such as `danger` or `entry`. */
	flags: Set<string>;
	/** Numbers of the lines that are marked, from 1. */
	marked: Set<number>;
}

const option = /([A-Za-z][\w-]*)=(?:"([^"]*)"|(\S+))|\{([\d,\s-]+)\}|(\S+)/g;

/** Read the info string of a fence, without its language. */
export function readFenceOptions(info: string): FenceOptions {
	const options: FenceOptions = { flags: new Set(), marked: new Set() };
	if (info === "") return options;
	const values = new Map<string, string>();
	for (const [, name, quoted, bare, lines, flag] of info.matchAll(option)) {
		if (name !== undefined) values.set(name, quoted ?? bare ?? "");
		else if (lines !== undefined) for (const line of linesIn(lines)) options.marked.add(line);
		else if (flag !== undefined) options.flags.add(flag);
	}
	const file = values.get("file");
	if (file !== undefined) options.include = includeOf(file, values);
	for (const name of ["title", "caption", "alt", "tab"] as const) {
		const value = values.get(name);
		if (value !== undefined) options[name] = value;
	}
	const first = Number(values.get("numbers") ?? (options.flags.has("numbers") ? 1 : Number.NaN));
	if (Number.isInteger(first) && first >= 0) options.numbers = first;
	return options;
}

function includeOf(file: string, values: Map<string, string>): Include {
	const include: Include = { file };
	const region = values.get("region");
	const lines = values.get("lines");
	if (region !== undefined) include.region = region;
	if (lines === undefined) return include;
	const [, from, to] = /^([1-9]\d{0,5})(?:-([1-9]\d{0,5}))?$/.exec(lines) ?? [];
	if (from === undefined) include.badLines = lines;
	else include.lines = [Number(from), Number(to ?? from)];
	return include;
}

function linesIn(text: string): number[] {
	const lines: number[] = [];
	for (const part of text.split(",")) {
		const [from, to] = part.split("-").map((one) => Number(one.trim()));
		for (let line = from ?? 0; line <= Math.min(to ?? from ?? 0, 10_000); line += 1) if (line > 0) lines.push(line);
	}
	return lines;
}
