import type { Diagnostic, Span } from "../model/diagnostic.ts";
import { lineStarts, spanOf } from "../text/lines.ts";
import { parseYaml } from "./parse-yaml.ts";
import { type PlainPair, readPlainYaml } from "./plain-yaml.ts";

/** A piece of YAML inside a file. */
export interface YamlSource {
	/** The whole file, for the places of faults. */
	source: string;
	/** Where the piece begins and ends in it. */
	from: number;
	to: number;
	path: string;
	/** The code of the diagnostics for text that is no YAML. */
	code: string;
}

/** Keys and indices from the root of a document to a value. */
export type YamlPath = PropertyKey[];

/** What a piece of YAML says, and where in the file it says so. */
export interface YamlRead {
	/** Plain data; undefined for an empty piece, and for one that cannot be read. */
	value: unknown;
	diagnostics: Diagnostic[];
	/** The place of a value, or of what comes nearest to it. */
	placeOf(path: YamlPath): Span;
	/** The place of a key itself. */
	keyPlaceOf(path: YamlPath): Span;
}

/**
 * Read YAML 1.2 as data: no tags, no merge keys, no dates, keys only once, and aliases only as far as they do not multiply.
 * Keys are text as written, so that `12e4567` stays the commit that it is.
 */
export function readYaml(piece: YamlSource): YamlRead {
	return readPlainly(piece) ?? parseYaml(piece);
}

function readPlainly(piece: YamlSource): YamlRead | undefined {
	const { source, from, to } = piece;
	// A line end stands between the fence and the first key.
	const start = source[from] === "\n" ? from + 1 : from;
	const text = source.slice(start, to);
	const pairs = text.trim() === "" ? new Map<string, PlainPair>() : readPlainYaml(text);
	if (!pairs) return undefined;
	const lines = lineStarts(source.slice(0, to + 1));
	const pairAt = (wanted: YamlPath) => (wanted.length === 1 ? pairs.get(String(wanted[0])) : undefined);
	const span = ([first, last]: [number, number]) => spanOf(lines, start + first, start + last);
	return {
		value: pairs.size === 0 ? undefined : Object.fromEntries([...pairs].map(([key, { value }]) => [key, value])),
		diagnostics: [],
		placeOf(wanted) {
			const pair = pairAt(wanted);
			return pair ? span(pair.range) : parseYaml(piece).placeOf(wanted);
		},
		keyPlaceOf(wanted) {
			const pair = pairAt(wanted);
			return pair ? span(pair.keyRange) : parseYaml(piece).keyPlaceOf(wanted);
		},
	};
}
