import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, parseDocument } from "yaml";
import { diagnostic } from "../model/codes.ts";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import { lineStarts, spanOf } from "../text/lines.ts";
import type { YamlPath, YamlRead, YamlSource } from "./read-yaml.ts";

/** Read YAML by a parser of all of it; `read-yaml.ts` says as what. */
export function parseYaml({ source, from, to, path, code }: YamlSource): YamlRead {
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
