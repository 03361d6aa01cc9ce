import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import { isMarkdown } from "../text/markdown-name.ts";
import { byCodeUnit, isIgnoredName, portableNameFault } from "../text/names.ts";
import { inFolder, isInside } from "./contain.ts";
import { explainSystemError, systemCode } from "./failure.ts";

/** A file of the book as its folder shows it; reading it can still fail. */
export interface FoundFile {
	/** Relative to the root folder, with `/`. */
	path: string;
	/** Where it really is: the end of the links that lead to it. */
	real: string;
}

/** What a walk found, and what it could not use. */
export interface Walk {
	files: FoundFile[];
	diagnostics: Diagnostic[];
}

/**
 * List the files below one folder of the root, sorted by path.
 * Links are followed only to places inside the root that the book could show anyway, and a link to a folder that contains it is passed over.
 */
export async function walk(root: string, folder: string): Promise<Walk> {
	const found: Walk = { files: [], diagnostics: [] };
	const real = realPlace(join(root, folder));
	if (real === undefined) return found;
	if (typeof real !== "string") {
		found.diagnostics.push(unreadable(folder, real.error));
		return found;
	}
	if (real === join(root, folder)) await walkFolder({ root, path: folder, real, parents: [real] }, found);
	else await followLink({ root, path: folder, parents: [], links: 0 }, found);
	found.files.sort((a, b) => byCodeUnit(a.path, b.path));
	return found;
}

/** Where something really is, why that is not known, or undefined where there is nothing. */
function realPlace(path: string): string | { error: unknown } | undefined {
	try {
		return realpathSync.native(path);
	} catch (error) {
		return systemCode(error) === "ENOENT" ? undefined : { error };
	}
}

/** Make a diagnostic about a file as a whole. */
export function aboutFile(
	code: string,
	severity: Severity,
	path: string,
	message: string,
	hints: string[] = [],
): Diagnostic {
	const start = { line: 1, column: 1, offset: 0 };
	const span = { start, end: start };
	return { code, severity, path, span, message, hints, related: [] };
}

/** Make the diagnostic for a file or folder that the system would not let us read. */
export function unreadable(path: string, error: unknown): Diagnostic {
	const message = `this file or folder cannot be read: ${explainSystemError(error)}`;
	return aboutFile("read", "error", path, message);
}

interface Place {
	root: string;
	path: string;
	/** Real paths of the folders that it was reached through. */
	parents: string[];
	/** How many links to folders were followed on the way. */
	links?: number;
}

/** A folder reached through links shows its own links to folders only so deep, or few folders could make many paths. */
const maxFolderLinks = 2;

async function walkFolder(folder: Place & { real: string }, found: Walk): Promise<void> {
	const entries = await readFolder(folder.real).catch((error: unknown) => {
		found.diagnostics.push(unreadable(folder.path, error));
		return [];
	});
	entries.sort((a, b) => byCodeUnit(a.text, b.text));
	for (const { entry, text, isUtf8 } of entries) {
		if (isIgnoredName(text)) continue;
		const path = `${folder.path}/${text}`;
		if (!isUtf8) {
			const message = "this name is not UTF-8, so no page can link to it";
			const hints = ["rename it"];
			found.diagnostics.push(aboutFile("name-encoding", "error", path, message, hints));
			continue;
		}
		const fault = portableNameFault(text);
		if (fault) {
			const hints = ["rename it so that the book can be copied to any system"];
			found.diagnostics.push(aboutFile("portable-name", "warning", path, `“${text}” ${fault}`, hints));
		}
		const real = inFolder(folder.real, text);
		const { root, parents, links = 0 } = folder;
		if (entry.isFile()) found.files.push({ path, real });
		else if (entry.isSymbolicLink()) await followLink({ root, path, parents, links }, found, real);
		else if (entry.isDirectory()) await enterFolder({ root, path, real, parents: [...parents, real], links }, found);
		else found.diagnostics.push(special(path, "neither a file nor a folder"));
	}
}

async function enterFolder(folder: Place & { real: string }, found: Walk): Promise<void> {
	if (isMarkdown(folder.path)) found.diagnostics.push(special(folder.path, "a folder, not a text"));
	else await walkFolder(folder, found);
}

async function followLink(link: Place, found: Walk, from: string = join(link.root, link.path)): Promise<void> {
	const { root, path, parents, links = 0 } = link;
	try {
		const real = realpathSync.native(from);
		if (!isOfBook(root, real)) {
			found.diagnostics.push(linkEscape(path));
			return;
		}
		const target = statSync(real);
		if (target.isFile()) found.files.push({ path, real });
		else if (!target.isDirectory()) found.diagnostics.push(special(path, "neither a file nor a folder"));
		else if (parents.some((parent) => isInside(real, parent))) return;
		else if (links >= maxFolderLinks) found.diagnostics.push(special(path, "a link below links to folders"));
		else {
			const next = { root, path, real, links: links + 1 };
			await enterFolder({ ...next, parents: [...parents, real] }, found);
		}
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		found.diagnostics.push(unreadable(path, error));
	}
}

/** Make the diagnostic for a link that leads out of the book. */
export function linkEscape(path: string): Diagnostic {
	const message = "this link leads out of the book";
	const hints = ["put a copy of the file into the book"];
	return aboutFile("symlink-escape", "error", path, message, hints);
}

/** Make the diagnostic for what has a name like a file but is none. */
export function special(path: string, what: string): Diagnostic {
	return aboutFile("special-file", "error", path, `this is ${what}`, ["remove it"]);
}

/** A link must not publish what would not be published under its own name, such as `.env`. */
function isOfBook(root: string, real: string): boolean {
	if (!isInside(root, real)) return false;
	return !relative(root, real).split(sep).some(isIgnoredName);
}

/** What a folder holds, and what it is called. */
interface Entry {
	entry: Dirent<string> | Dirent<Buffer>;
	text: string;
	isUtf8: boolean;
}

async function readFolder(path: string): Promise<Entry[]> {
	const entries = await patiently(() => readdirSync(path, { withFileTypes: true }));
	// Only what is not UTF-8, or holds that sign itself, has to be read as it is written.
	if (!entries.some(({ name }) => name.includes("\u{fffd}")))
		return entries.map((entry) => ({ entry, text: entry.name, isUtf8: true }));
	const written = await patiently(() => readdirSync(path, { withFileTypes: true, encoding: "buffer" }));
	return written.map((entry) => ({ entry, ...nameOf(entry.name) }));
}

/** Wait for other reads to end where this process may open few files. */
async function patiently<Result>(work: () => Result): Promise<Result> {
	for (let attempt = 1; ; attempt++) {
		try {
			return work();
		} catch (error) {
			if (systemCode(error) !== "EMFILE" || attempt === 200) throw error;
			await sleep(10);
		}
	}
}

function nameOf(bytes: Buffer): { text: string; isUtf8: boolean } {
	const text = bytes.toString("utf8");
	if (Buffer.from(text, "utf8").equals(bytes)) return { text, isUtf8: true };
	const escaped = [...bytes].map((byte) =>
		byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`,
	);
	return { text: escaped.join(""), isUtf8: false };
}
