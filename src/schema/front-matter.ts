import matter from "gray-matter";
import type { z } from "zod";
import { diagnostic } from "../model/codes.ts";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import type { FrontMatter, TermFacts } from "../model/unit.ts";
import { lineStarts, spanOf, withPlainLines } from "../text/lines.ts";
import { checkYaml } from "./check-yaml.ts";
import { readYaml } from "./read-yaml.ts";
import { frontMatterSchema, glossaryFrontMatterSchema, oldAddress } from "./shapes/front-matter.ts";
import { isDay, isText, isTruth, usual } from "./usual.ts";

/** YAML takes long to read, and no honest front matter comes near. */
const maxLength = 65_536;

/** What stood at the top of a file. */
export interface FrontMatterRead {
	frontMatter: FrontMatter;
	/** The place of the value of each key that is written, and of each alias by `aliases.` and its old address. */
	spans: Record<string, Span>;
	/** The offset at which the text begins. */
	bodyStart: number;
	diagnostics: Diagnostic[];
}

/** Read the front matter of a file as data. Nothing of it is ever run, and a fault of it never costs a word of the text. */
export function readFrontMatter(
	source: string,
	path: string,
	kind: "chapter" | "glossary" = "chapter",
): FrontMatterRead {
	const none = { frontMatter: {}, spans: {}, bodyStart: 0, diagnostics: [] };
	const fence = openingFence(source);
	if (!fence) return { ...none, diagnostics: misplaced(source, path) };
	const { language, length } = fence;
	if (language !== "" && language.toLowerCase() !== "yaml") {
		const message = `front matter is YAML, and this says “${language}”`;
		const fault = faultAt(
			source,
			path,
			"front-matter-language",
			3,
			length,
			message,
			"write --- alone on the first line",
		);
		const bodyStart = closingFence(source, length)?.end ?? 0;
		return { ...none, bodyStart, diagnostics: [fault] };
	}
	const closing = closingFence(source, length);
	if (!closing) {
		// A thematic break opens a text as well, and then no YAML follows.
		if (!/^---[ \t]*(?:\r\n|\n|\r)[ \t]*[A-Za-z]\w*[ \t]*:/.test(source)) return none;
		const message = "this front matter has no end";
		return {
			...none,
			diagnostics: [faultAt(source, path, "front-matter-unclosed", 0, 3, message, "close it with a line ---")],
		};
	}
	// Two thematic breaks with prose between them are no front matter.
	const hasKey = /^[ \t]*["']?[\w-]+["']?[ \t]*:/m.test(source.slice(length, closing.start));
	if (!hasKey && /^[ \t]*\n[ \t]*\n/.test(rawOf(source, closing.end))) return none;
	const size = closing.start - length;
	if (size > maxLength) {
		const message = `this front matter has ${size} characters, more than ${maxLength}`;
		const hint = "put what is text into the chapter";
		const fault = faultAt(source, path, "bad-front-matter", 0, 3, message, hint);
		return { ...none, bodyStart: closing.end, diagnostics: [fault] };
	}
	const read = readYaml({ source, from: length, to: closing.start, path, code: "bad-front-matter" });
	const as = { path, code: "bad-front-matter" };
	const known = kind === "glossary" || read.diagnostics.length > 0 ? undefined : usual<Written>(read.value, usualKinds);
	const checked = known
		? { value: known, diagnostics: [] }
		: kind === "glossary"
			? ofGlossary(checkYaml(read, glossaryFrontMatterSchema, as))
			: checkYaml(read, frontMatterSchema, as);
	const { retired, aliases, ...others } = (checked.value ?? {}) as Written;
	const frontMatter = {
		...others,
		...(retired ? { retired: successors(retired) } : {}),
		...(aliases ? { aliases: anchorsByAddress(aliases) } : {}),
	} as FrontMatter;
	const spans = Object.fromEntries(Object.keys(frontMatter).map((key) => [key, read.placeOf([key])]));
	// Not the list that was checked: what is no address is left out there.
	const { aliases: all } = (read.value ?? {}) as { aliases?: unknown };
	for (const from of Object.keys(frontMatter.aliases ?? {}))
		spans[`aliases.${from}`] = read.keyPlaceOf(["aliases", Array.isArray(all) ? all.indexOf(from) : from]);
	return { frontMatter, spans, bodyStart: closing.end, diagnostics: [...read.diagnostics, ...checked.diagnostics] };
}

/** What the front matter of most chapters says, in the order of the schema. */
const usualKinds = {
	number: (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 99_999,
	part: isText,
	title: isText,
	description: isText,
	runbook: isTruth,
	verified: isDay,
	owner: isText,
};

type Checked<Value> = { value: Value | undefined; diagnostics: Diagnostic[] };
type Retired = number[] | Record<string, number | null>;
type Aliases = string[] | Record<string, string | null>;
type Written = Omit<FrontMatter, "retired" | "aliases"> & { retired?: Retired; aliases?: Aliases };

/** What is said about the term goes together; a status that files have, and old page names, stay what they are. */
function ofGlossary({ value, diagnostics }: Checked<z.output<typeof glossaryFrontMatterSchema>>) {
	const { term, status, aliases, aka, group, autolink, ...others } = value ?? {};
	const areNames = aliases === null || Array.isArray(aliases) || typeof aliases === "string";
	const all = areNames ? listed(aliases) : [];
	const old = areNames ? all.filter((alias) => oldAddress.safeParse(alias).success) : aliases;
	const isOfFile = status === "draft" || status === "planned";
	const facts: TermFacts = {
		aliases: [...all, ...listed(aka)].filter((alias) => !oldAddress.safeParse(alias).success && !alias.startsWith("/")),
		...(term === undefined ? {} : { name: term }),
		...(status === undefined || isOfFile ? {} : { status }),
		...(group === undefined ? {} : { group }),
		...(autolink === undefined ? {} : { autolink }),
	};
	const frontMatter = {
		...others,
		...(isOfFile ? { status } : {}),
		...(old && Object.keys(old).length > 0 ? { aliases: old } : {}),
		...(facts.aliases.length > 0 || Object.keys(facts).length > 1 ? { term: facts } : {}),
	};
	return { value: frontMatter, diagnostics };
}

function listed(written: string[] | string | null | undefined): string[] {
	if (typeof written !== "string") return written ?? [];
	return written
		.split(",")
		.map((one) => one.trim())
		.filter(Boolean);
}

/** Find what was meant for front matter and is none: TOML, and what stands below blank lines. Both stay text. */
function misplaced(source: string, path: string): Diagnostic[] {
	if (/^\+\+\+[ \t]*[\r\n]/.test(source) && /[\r\n]\+\+\+[ \t]*(?:[\r\n]|$)/.test(source)) {
		const message = "front matter is YAML, and this is written as TOML";
		const hint = "write --- in place of +++, and “key: value” in place of “key = value”";
		return [faultAt(source, path, "front-matter-language", 0, 3, message, hint)];
	}
	const at = /^(?:[ \t]*(?:\r\n|\n|\r))+(?=---[ \t]*(?:\r\n|\n|\r)[ \t]*[A-Za-z]\w*[ \t]*:)/.exec(source)?.[0].length;
	if (at === undefined || !closingFence(source, at + 3)) return [];
	const message = "front matter begins on the first line of a file, and this is text";
	return [faultAt(source, path, "bad-front-matter", at, at + 3, message, "take away the empty lines above it")];
}

/** The first line, where it can be a fence: three dashes, then perhaps the name of a language. */
function openingFence(source: string): { language: string; length: number } | undefined {
	const found = /^---[ \t]*([A-Za-z_][\w-]*)?[ \t]*(?=\r|\n|$)/.exec(source);
	return found ? { language: found[1] ?? "", length: found[0].length } : undefined;
}

function closingFence(source: string, from: number): { start: number; end: number } | undefined {
	const closing = /(\r\n|\n|\r)---[ \t]*(?:\r\n|\n|\r|$)/g;
	closing.lastIndex = from;
	const found = closing.exec(source);
	if (!found) return undefined;
	return { start: found.index + (found[1]?.length ?? 0), end: found.index + found[0].length };
}

/** gray-matter cuts the block out; each of its engines is replaced, so that it neither runs nor reads what it cuts. */
function rawOf(source: string, end: number): string {
	const head = withPlainLines(source.slice(0, end));
	return String((matter(head, { language: "yaml", engines }).data as { raw?: unknown }).raw ?? "");
}

function deny(): never {
	throw new Error("front matter is data and is never run");
}

const denied = { parse: deny, stringify: deny };
const engines = {
	yaml: { parse: (raw: string) => ({ raw }), stringify: deny },
	json: denied,
	javascript: denied,
	js: denied,
};

function successors(retired: Retired): Record<number, number | null> {
	return Array.isArray(retired) ? Object.fromEntries(retired.map((number) => [number, null])) : retired;
}

function anchorsByAddress(aliases: Aliases): Record<string, string> {
	const pairs = Array.isArray(aliases) ? aliases.map((address) => [address, null] as const) : Object.entries(aliases);
	return Object.fromEntries(pairs.map(([address, anchor]) => [address, anchor ?? ""]));
}

function faultAt(
	source: string,
	path: string,
	code: string,
	from: number,
	to: number,
	message: string,
	hint: string,
): Diagnostic {
	const span = spanOf(lineStarts(source.slice(0, to + 1)), from, to);
	return diagnostic(code, path, span, message, [hint]);
}
