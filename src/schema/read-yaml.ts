import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, parseDocument } from "yaml";
import { diagnostic } from "../model/codes.ts";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import { lineStarts, spanOf } from "../text/lines.ts";
import { readPlainYaml } from "./plain-yaml.ts";

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
	return readPlainly(piece) ?? readByParser(piece);
}

function readPlainly(piece: YamlSource): YamlRead | undefined {
	const { source, from, to } = piece;
	// A line end stands between the fence and the first key.
	const start = source[from] === "\n" ? from + 1 : from;
	const pairs = readPlainYaml(source.slice(start, to));
	if (!pairs) return undefined;
	const lines = lineStarts(source.slice(0, to + 1));
	const pairAt = (wanted: YamlPath) => (wanted.length === 1 ? pairs.get(String(wanted[0])) : undefined);
	const span = ([first, last]: [number, number]) => spanOf(lines, start + first, start + last);
	return {
		value: Object.fromEntries([...pairs].map(([key, { value }]) => [key, value])),
		diagnostics: [],
		placeOf(wanted) {
			const pair = pairAt(wanted);
			return pair ? span(pair.range) : readByParser(piece).placeOf(wanted);
		},
		keyPlaceOf(wanted) {
			const pair = pairAt(wanted);
			return pair ? span(pair.keyRange) : readByParser(piece).keyPlaceOf(wanted);
		},
	};
}

function readByParser({ source, from, to, path, code }: YamlSource): YamlRead {
	// No place lies behind the piece; the character there tells whether a line ends by CR LF.
	const lines = lineStarts(source.slice(0, to + 1));
	// YAML 1.2 ends lines at CR too, and the parser does not.
	const text = source.slice(from, to).replace(/\r(?!\n)/g, "\n");
	const document = parseDocument(text, {
		version: "1.2",
		schema: "core",
		merge: false,
		prettyErrors: false,
		logLevel: "silent",
	});
	const end = from + text.trimEnd().length;
	const within = (index: number | undefined): number => Math.min(from + (index ?? 0), end);
	const span = (range: readonly number[] | null | undefined): Span =>
		range
			? spanOf(lines, within(range[0]), within(range[1]))
			: spanOf(lines, within(text.length - text.trimStart().length), end);
	const fault = (place: Span, message: string, hint?: string): Diagnostic =>
		diagnostic(code, path, place, message, hint === undefined ? [] : [hint]);
	const diagnostics = [...document.errors, ...document.warnings].map((one) => {
		if (one.code !== "DUPLICATE_KEY")
			return fault(
				span(one.pos),
				`this is not YAML as it is read here: ${lowerFirst(one.message)}`,
				remedies[one.code],
			);
		const key = keyAt(text, one.pos[0]);
		return fault(span([one.pos[0], one.pos[0] + key.length]), `the key ${key} stands twice`);
	});
	const budget = { left: maxNodes };
	const value = diagnostics.length > 0 ? undefined : plain(document.contents, document, budget);
	if (budget.left < 0) diagnostics.push(fault(span(undefined), "aliases make this too large to be read"));
	return {
		value: budget.left < 0 ? undefined : value,
		diagnostics,
		placeOf: (wanted) => span(find(document.contents, wanted)?.value ?? undefined),
		keyPlaceOf: (wanted) => span(find(document.contents, wanted)?.key ?? undefined),
	};
}

/** What to do about the faults that people make most, by the parser's name for them. */
const remedies: Record<string, string> = {
	BAD_SCALAR_START: "put the value in quotes",
	BLOCK_AS_IMPLICIT_KEY: "put a value with a colon in it in quotes",
	TAB_AS_INDENT: "indent with spaces",
};

/** Aliases of aliases grow without bound; no honest file comes near. */
const maxNodes = 20_000;

function plain(node: Node | null, document: Document, budget: { left: number }): unknown {
	budget.left -= 1;
	if (budget.left < 0 || node === null) return null;
	if (isAlias(node)) return plain(node.resolve(document) ?? null, document, budget);
	if (isScalar(node)) return node.value;
	if (isSeq(node)) return node.items.map((item) => plain(item as Node, document, budget));
	if (!isMap(node)) return null;
	const pairs = node.items.map(({ key, value }) => [keyText(key), plain(value as Node | null, document, budget)]);
	// `fromEntries` defines properties, so that `__proto__` is a key like any other.
	return Object.fromEntries(pairs);
}

/** The parser tells only where a key begins that stands twice. */
function keyAt(text: string, start: number): string {
	return /^(?:"[^"\n]*"|'[^'\n]*'|[^\s:,{}[\]]+)/.exec(text.slice(start))?.[0] ?? "";
}

function keyText(key: unknown): string {
	if (isScalar(key)) return key.source ?? String(key.value);
	return String(key);
}

interface Found {
	key?: readonly number[] | null | undefined;
	value?: readonly number[] | null | undefined;
}

function find(root: ParsedNode | Node | null, path: YamlPath): Found | undefined {
	let node: Node | null = root;
	let found: Found = { value: node?.range };
	for (const step of path) {
		if (isSeq(node)) {
			node = (node.items[Number(step)] as Node | undefined) ?? null;
			if (node === null) return found;
			found = { key: node.range, value: node.range };
		} else if (isMap(node)) {
			const pair = node.items.find(({ key }) => keyText(key) === String(step));
			if (pair === undefined) return found;
			const key = (pair.key as Node | null)?.range;
			node = pair.value as Node | null;
			const isEmpty = !node?.range || node.range[0] === node.range[1];
			found = { key, value: isEmpty ? key : node?.range };
		}
	}
	return found;
}

function lowerFirst(message: string): string {
	return message.charAt(0).toLowerCase() + message.slice(1);
}
