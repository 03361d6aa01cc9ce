import { existsSync, lstatSync, realpathSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Discovered } from "../model/discovered.ts";
import type { Asset } from "../model/source.ts";
import { byCodeUnit, settingsAbove } from "../text/names.ts";
import { collisions } from "./collisions.ts";
import { inFolder } from "./contain.ts";
import {
	type Content,
	type KnownFile,
	type Place,
	readContent,
	sizeLimits,
	type TextAtHand,
	type TrustedFile,
	trustedContent,
} from "./content.ts";
import { explainSystemError, machineFailure, systemCode, usageFailure } from "./failure.ts";
import { type ReadResult, readInside, readInsideNow } from "./read.ts";
import { aboutFile, walk } from "./walk.ts";

/** How `discover` works; all of it may be left out. */
export interface DiscoverOptions {
	/** In bytes, for a text. */
	limit?: number;
	/** The folder with the templates and public files that a book need not have itself. */
	defaults?: string;
	/** What an earlier call found; brought up to date. */
	known?: Map<string, KnownFile>;
	/** Tells of a file, by its real path before links, what an earlier run has read. */
	trusted?: (path: string) => TrustedFile | undefined;
}

/**
 * Read a book: everything below `book/`, `glossary/`, `public/` and `templates/` of its root folder.
 * A file that cannot be used becomes a diagnostic, and the others are read all the same. A file that did not change since an earlier call with the same `known` is given as the same object.
 */
export async function discover(
	folder: string,
	{ limit = sizeLimits.text, defaults, known = new Map(), trusted = () => undefined }: DiscoverOptions = {},
): Promise<Discovered> {
	const root = bookRoot(folder);
	const seen = new Set<string>();
	const reading = { limit, known, seen, trusted };
	const own = await readFolders({ base: root, isDefault: false }, reading);
	const other =
		defaults === undefined
			? { contents: [], diagnostics: [] }
			: await readFolders({ base: realpathSync.native(defaults), isDefault: true }, reading);
	const [fault] = [...other.diagnostics, ...other.contents.flatMap(({ diagnostics }) => diagnostics)];
	if (fault) throw machineFailure(`cannot use Silcrow's own ${fault.path}: ${fault.message}`, { path: fault.path });
	for (const key of known.keys()) if (!seen.has(key)) known.delete(key);
	return assemble(root, own, other);
}

/** Read an asset that `discover` found, again with all its checks; `defaults` is the folder that was given to it. */
export async function readAsset(folder: string, asset: Asset, defaults?: string): Promise<Buffer> {
	const { root, real } = placeOf(folder, asset, defaults);
	return bytesOf(asset, await readInside(root, real, sizeLimits.asset));
}

/** Read it at once: of a site that was published before nearly no asset is asked for. */
export function readAssetNow(folder: string, asset: Asset, defaults?: string): Buffer {
	const { root, real } = placeOf(folder, asset, defaults);
	return bytesOf(asset, readInsideNow(root, real, sizeLimits.asset));
}

function placeOf(folder: string, { path, isDefault }: Asset, defaults: string | undefined) {
	try {
		const root = realpathSync.native(isDefault && defaults !== undefined ? defaults : folder);
		return { root, real: realpathSync.native(join(root, path)) };
	} catch (cause) {
		if (systemCode(cause) === undefined) throw cause;
		throw machineFailure(`cannot read ${path}: ${explainSystemError(cause)}`, { path, cause });
	}
}

function bytesOf(asset: Asset, result: ReadResult): Buffer {
	if ("bytes" in result) return result.bytes;
	const reason = result.problem === "failed" ? explainSystemError(result.cause) : "it changed while it was read";
	const cause = result.problem === "failed" ? result.cause : undefined;
	const message = `cannot read ${asset.path}: ${reason}`;
	throw machineFailure(message, { path: asset.path, cause });
}

/** In files: the texts of a larger book are not held as text. */
const mostHeld = 400;

interface Reading {
	limit: number;
	known: Map<string, KnownFile>;
	/** Keys of `known` that are still there. */
	seen: Set<string>;
	trusted: NonNullable<DiscoverOptions["trusted"]>;
}

interface FoundContents {
	contents: Content[];
	diagnostics: Discovered["diagnostics"];
}

function bookRoot(folder: string): string {
	const absolute = resolve(folder);
	const hints =
		basename(absolute) === "book"
			? ["this is the folder of the chapters: name the one above it, as in `silcrow check ..`"]
			: [
					"a book is a folder with its chapters in `book/`, such as `book/01-first-steps.md`",
					"another folder than this one is named behind the command: `silcrow check path/to/folder`",
				];
	const failing = <Found>(message: (cause: unknown) => string, find: () => Found): Found => {
		try {
			return find();
		} catch (cause) {
			throw usageFailure(message(cause), { path: folder, hints, cause });
		}
	};
	const root = failing(
		(cause) => `cannot open ${folder}: ${explainSystemError(cause)}`,
		() => realpathSync.native(absolute),
	);
	const book = failing(
		() => `there is no book in ${folder}: it has no folder \`book\``,
		() => lstatSync(join(root, "book")),
	);
	if (book.isFile()) {
		const message = `there is no book in ${folder}: \`book\` is a file`;
		throw usageFailure(message, { path: folder, hints });
	}
	return root;
}

async function readFolders(
	{ base, isDefault }: { base: string; isDefault: boolean },
	{ limit, known, seen, trusted }: Reading,
): Promise<FoundContents> {
	const folders = isDefault ? ["public", "templates"] : ["book", "glossary", "public", "templates"];
	const walks = [];
	for (const folder of folders) walks.push(await walk(base, folder));
	const files = walks.flatMap((each) => each.files);
	const limits = { ...sizeLimits, text: limit };
	const read = new Map<string, KnownFile>();
	const unsure: Place[] = [];
	const atHand: TextAtHand | undefined = files.length > mostHeld ? {} : undefined;
	for (const file of files) {
		const before = trusted(inFolder(base, file.path));
		const place = { base, isDefault, file, limits, before: before?.hash, ...(atHand ? { atHand } : {}) };
		if (before?.isSame) read.set(file.path, trustedContent(place, before));
		else unsure.push(place);
	}
	for (const place of unsure) {
		const { path } = place.file;
		const next = await readContent(place, known.get(join(base, path)));
		// Where the file went away since its folder was listed, a listing of now would not have it.
		if (next !== "gone") read.set(path, next);
	}
	for (const [path, file] of read) {
		const key = inFolder(base, path);
		seen.add(key);
		known.set(key, file);
	}
	return {
		// `assemble` sorts them.
		contents: [...read.values()].map(({ content }) => content),
		diagnostics: walks.flatMap((each) => each.diagnostics),
	};
}

function assemble(root: string, own: FoundContents, other: FoundContents): Discovered {
	const ownPaths = new Set(own.contents.map((content) => content.path));
	const contents = [...own.contents, ...other.contents.filter(({ path }) => !ownPaths.has(path))].sort((a, b) =>
		byCodeUnit(a.path, b.path),
	);
	const diagnostics = [
		...own.diagnostics,
		...other.diagnostics,
		...contents.flatMap((content) => content.diagnostics),
		...collisions(contents.map((content) => content.path)),
		...settingsElsewhere(root, contents),
	].sort((a, b) => byCodeUnit(a.path, b.path));
	const text = (path: string) => contents.find((content) => content.path === path)?.text;
	const known = other.contents.flatMap(({ template }) => template?.path ?? []);
	const settingsText = text("book/book.yaml");
	const lockText = text("book/book.lock.json");
	return {
		sources: contents.flatMap(({ source }) => source ?? []),
		assets: contents.flatMap(({ asset }) => asset ?? []),
		templates: contents.flatMap(({ template }) => template ?? []),
		...(known.length === 0 ? {} : { knownTemplates: known }),
		...(settingsText === undefined ? {} : { settingsText }),
		...(lockText === undefined ? {} : { lockText }),
		diagnostics,
	};
}

/** A file that somebody took for the settings would be passed over in silence. */
function settingsElsewhere(root: string, contents: Content[]): Diagnostic[] {
	if (contents.some(({ path }) => path === settings)) return [];
	const renamed = contents
		.filter(({ path }) => path === "book/book.yml")
		.map(({ path }) => {
			const message = `the settings stand in ${settings}, and nothing reads ${path}`;
			return aboutFile("bad-settings", "error", path, message, ["rename the file"]);
		});
	// What lies beside the four folders may be somebody else's.
	const above = settingsAbove
		.filter((name) => existsSync(join(root, name)))
		.map((name) => {
			const message = `the settings stand in ${settings}, and nothing reads ${name} beside \`book/\``;
			return aboutFile("bad-settings", "warning", name, message, [`move it to ${settings}`]);
		});
	return [...renamed, ...above];
}

const settings = "book/book.yaml";
