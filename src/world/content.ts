import { readFileSync } from "node:fs";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Template } from "../model/discovered.ts";
import type { Asset, Source, SourceKind } from "../model/source.ts";
import { decode } from "../text/decode.ts";
import { lineStarts, pointAt } from "../text/lines.ts";
import { isMarkdown } from "../text/markdown-name.ts";
import { explainSystemError, machineFailure, systemCode } from "./failure.ts";
import { type ReadProblem, readInside, statFacts } from "./read.ts";
import { fingerprint } from "./seal.ts";
import { aboutFile, type FoundFile, linkEscape, special, unreadable } from "./walk.ts";

/** What one file gives to the book: at most one of a source, an asset, a template or a text that the engine knows by its name. */
export interface Content {
	path: string;
	source?: Source;
	asset?: Asset;
	template?: Template;
	/** Of the settings and the lock. */
	text?: string;
	diagnostics: Diagnostic[];
}

/** What is remembered of a file, so that it is neither read nor hashed again while the disk says that it is the same. */
export interface KnownFile {
	/** Where it really is: the end of the links that lead to it. */
	real: string;
	/** What the disk said of it, or undefined where it could not be read. */
	facts?: string;
	/** True when it had changed so shortly before it was read that one more change could have had the same time stamp. */
	isFresh: boolean;
	/** SHA-256 of its bytes, in hex; undefined where it could not be read. */
	hash?: string;
	content: Content;
}

/** What an earlier run has read of a file. */
export interface TrustedFile {
	hash: string;
	/** In bytes. */
	size: number;
	/** True where the disk says that it is the same: then it need not be read. */
	isSame: boolean;
}

/** Give a file that need not be read with all checks again; the text of a source is read when somebody asks for it. */
export function trustedContent({ file, isDefault }: Place, { hash, size }: TrustedFile): KnownFile {
	const { path, real } = file;
	return { real, isFresh: true, hash, content: { path, ...trustedPart(), diagnostics: [] } };

	function trustedPart(): Partial<Content> {
		const role = roleOf(path);
		if (role === "asset") return { asset: assetOf(path, size, hash, isDefault) };
		if (role === "named") return { text: readAsBefore(path, hash, real) };
		if (role === "template") return { template: templateOf(path, readAsBefore(path, hash, real), isDefault) };
		return { source: lateSource(path, role, hash, real) };
	}
}

function lateSource(path: string, kind: SourceKind, hash: string, real: string): Source {
	let known: string | undefined;
	return {
		path,
		kind,
		hash,
		get text() {
			known ??= readAsBefore(path, hash, real);
			return known;
		},
	};
}

function readAsBefore(path: string, hash: string, real: string): string {
	const bytes = readNamed(path, real);
	if (fingerprint(bytes) === hash) return decode(bytes).text;
	const hints = ["run the command again when nothing writes to it"];
	throw machineFailure(`${path} changed while the book was read`, { path, hints });
}

/** An error of reading an open file does not say which one it was. */
function readNamed(path: string, real: string): Buffer {
	try {
		return readFileSync(real);
	} catch (cause) {
		if (systemCode(cause) === undefined) throw cause;
		throw machineFailure(`cannot read ${path}: ${explainSystemError(cause)}`, { path, cause });
	}
}

/** A file and how it is to be read. */
export interface Place {
	/** The real path of the folder that it belongs to. */
	base: string;
	/** True for files that come with Silcrow. */
	isDefault: boolean;
	file: FoundFile;
	/** In bytes. */
	limits: SizeLimits;
	/** The hash that an earlier run has found, where it is known. */
	before?: string | undefined;
	/** Where the texts of a large book share a place; those of a small one are held. */
	atHand?: TextAtHand;
}

/** The text that was asked for last. */
export interface TextAtHand {
	of?: Buffer;
	text?: string;
}

/** How large a file may be, in bytes. */
export interface SizeLimits {
	text: number;
	asset: number;
}

/** Nothing in a book needs to be larger. */
export const sizeLimits: SizeLimits = { text: 5_000_000, asset: 100_000_000 };

/** Read a file for what its place in the folders makes of it, or take it from what is known; "gone" where there is none any more. */
export async function readContent(place: Place, known: KnownFile | undefined): Promise<KnownFile | "gone"> {
	const { base, file, limits } = place;
	const readAt = Date.now();
	const stat = statFacts(file.real);
	if (stat && known && stat.facts === known.facts && !known.isFresh) return known;
	const role = roleOf(file.path);
	const limit = role === "asset" ? limits.asset : limits.text;
	const result = await readInside(base, file.real, limit);
	if (!("bytes" in result)) {
		if (result.problem === "failed" && systemCode(result.cause) === "ENOENT") return "gone";
		const diagnostics = [problemDiagnostic(file.path, result, limit)];
		const content = { path: file.path, diagnostics };
		return { real: file.real, isFresh: true, content: settle(content, known?.content) };
	}
	const { facts, bytes } = result;
	const isFresh = stat?.facts !== facts || stat.changed > readAt - timeStampGrain;
	const hash = fingerprint(bytes);
	const content =
		role === "asset"
			? { path: file.path, asset: assetOf(file.path, bytes.length, hash, place.isDefault), diagnostics: [] }
			: textOf(place, role, bytes, hash);
	return { real: file.real, facts, isFresh, hash, content: settle(content, known?.content) };
}

/** In milliseconds; some file systems count time in steps of two seconds. */
const timeStampGrain = 2_000;

type Role = "chapter" | "glossary" | "template" | "named" | "asset";

function roleOf(path: string): Role {
	if (path === "book/book.yaml" || path === "book/book.lock.json") return "named";
	if (path.startsWith("templates/")) return "template";
	if (!isMarkdown(path)) return "asset";
	if (path.startsWith("book/")) return "chapter";
	return path.startsWith("glossary/") ? "glossary" : "asset";
}

/** Hand back the earlier object where the new one says the same, for the engine takes the same object for the same content. */
function settle(next: Content, previous: Content | undefined): Content {
	return previous && JSON.stringify(previous) === JSON.stringify(next) ? previous : next;
}

function assetOf(path: string, size: number, hash: string, isDefault: boolean): Asset {
	return { path, hash, size, isPublic: path.startsWith("public/"), ...(isDefault ? { isDefault } : {}) };
}

function templateOf(path: string, text: string, isDefault: boolean): Template {
	return { path, text, ...(isDefault ? { isDefault } : {}) };
}

function textOf(
	{ file: { path }, isDefault, before, atHand }: Place,
	role: Exclude<Role, "asset">,
	bytes: Buffer,
	hash: string,
): Content {
	const { text, fault } = decode(bytes);
	const diagnostics: Diagnostic[] = [];
	if (fault) {
		const start = pointAt(lineStarts(text), fault.offset);
		const end = pointAt(lineStarts(text), fault.offset + 1);
		diagnostics.push({
			code: "encoding",
			severity: fault.isHarmless ? "warning" : "error",
			path,
			span: { start, end },
			message: `this file ${fault.message}`,
			hints: [fault.hint],
			related: [],
		});
	}
	if (role === "named") return { path, text, diagnostics };
	if (role === "template") return { path, template: templateOf(path, text, isDefault), diagnostics };
	// Only what has no fault, and no mark at its beginning, is read in one step.
	const isPacked = atHand !== undefined && !fault && bytes[0] !== 0xef;
	const source: Source = isPacked ? packedSource(path, role, hash, bytes, atHand) : { path, kind: role, text, hash };
	if (before !== undefined && before !== hash) source.before = before;
	return { path, source, diagnostics };
}

/** Hold a text as its bytes: they take half of the room or less, and the garbage collector lets a heap grow to four times of what is in it. */
function packedSource(path: string, kind: SourceKind, hash: string, bytes: Buffer, atHand: TextAtHand): Source {
	return {
		path,
		kind,
		hash,
		get text() {
			if (atHand.of !== bytes) Object.assign(atHand, { of: bytes, text: bytes.toString("utf8") });
			return atHand.text ?? "";
		},
	};
}

function problemDiagnostic(path: string, result: ReadProblem, limit: number): Diagnostic {
	switch (result.problem) {
		case "special":
			return special(path, "neither a file nor a folder");
		case "escape":
			return linkEscape(path);
		case "large": {
			const message = `this file has ${result.size} bytes, more than the limit of ${limit}`;
			const hints = ["divide it into several files"];
			return aboutFile("file-too-large", "error", path, message, hints);
		}
		case "restless": {
			const message = "this file changed while it was read, each time anew";
			const hints = ["run the command again when nothing writes to it"];
			return aboutFile("read", "error", path, message, hints);
		}
		case "failed":
			return unreadable(path, result.cause);
	}
}
