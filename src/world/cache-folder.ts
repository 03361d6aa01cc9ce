import { randomBytes } from "node:crypto";
import {
	closeSync,
	lstatSync,
	readdirSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { explainSystemError, systemCode, usageFailure } from "./failure.ts";
import { isOfGone, ownName } from "./leavings.ts";
import { makeFolders } from "./make-folders.ts";
import { openFile } from "./open-file.ts";
import { seal, unseal } from "./seal.ts";

/** A folder for what need not be worked out twice. Everything in it may be missing, foreign or broken at any time, and may be deleted. */
export interface CacheFolder {
	path: string;
	/** Goes into every checksum: entries that were made elsewhere, or by another Silcrow, do not open. */
	words: string;
	/** With this the name of a file ends that this run is writing. */
	draftEnd: string;
	/** Why something could not be kept; none of it harms the build. */
	problems: string[];
	/** Set where something in it was not as it was written, and is made anew. */
	isMended?: true;
}

/** Where a cache is to be: in the book's own folder, or where the command says. */
export interface CachePlace {
	/** The root folder of the book. */
	root: string;
	/** As `--cache` names it. */
	folder?: string;
	/** What tells this program from every other one. */
	program: string;
}

/**
 * Open the folder of a cache, and make it if there is none.
 * The one in the book's folder is tied to its place on the disk, for a cache that came with the files of a book could say anything.
 */
export function openCacheFolder({ root, folder, program }: CachePlace): CacheFolder {
	const path = folder === undefined ? join(realpathSync(root), ".cache", "silcrow") : resolve(folder);
	const problems: string[] = [];
	const draftEnd = `.${ownName()}${anyDraftEnd}`;
	try {
		const refusal = whyNotOurs(path, folder === undefined);
		if (refusal === undefined) {
			makeFolders(path);
			if (!isMarked(path)) mark(path);
		} else if (folder === undefined) problems.push(refusal);
		else throw refused(folder, refusal);
		const { dev, ino } = statSync(path);
		return { path, words: `${program} ${folder === undefined ? `${dev}:${ino}` : ""}`, draftEnd, problems };
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return { path, words: program, draftEnd, problems: [explainSystemError(error)] };
	}
}

/** Read a file of the cache, or undefined where there is none that can be read, or that this program has written here. */
export function readCached(folder: CacheFolder, name: string): string | undefined {
	const bytes = readBytes(folder, name);
	return bytes && unseal(bytes, wordsFor(folder, name));
}

/** The same for what is sealed in parts: these are for the caller to open. */
export function readBytes(folder: CacheFolder, name: string): Buffer | undefined {
	try {
		const file = openFile(join(folder.path, name));
		if (file === undefined) return undefined;
		try {
			return readFileSync(file);
		} finally {
			closeSync(file);
		}
	} catch (error) {
		noteProblem(folder, error);
		return undefined;
	}
}

/** Write a file of the cache, sealed, so that it is there as a whole or not at all, whoever else writes it. After a first problem nothing more is tried. */
export function writeCached(folder: CacheFolder, name: string, text: string): boolean {
	return writeBytes(folder, name, seal(text, wordsFor(folder, name)));
}

/** The same for what is sealed in parts. */
export function writeBytes(folder: CacheFolder, name: string, bytes: Buffer): boolean {
	if (folder.problems.length > 0) return false;
	const place = join(folder.path, name);
	const draft = `${place}.${randomBytes(6).toString("hex")}${folder.draftEnd}`;
	try {
		makeFolders(dirname(place));
		writeFileSync(draft, bytes);
		// No rename puts a file in the place of a folder.
		if (lstatSync(place, { throwIfNoEntry: false })?.isDirectory()) rmSync(place, { recursive: true });
		renameSync(draft, place);
		return true;
	} catch (error) {
		noteProblem(folder, error);
		removeCached(draft);
		return false;
	}
}

/** Give the secret words of a file: under the name of another one it does not open. */
export function wordsFor({ words }: CacheFolder, name: string): string {
	return `${words}\0${name}`;
}

/** Note why something could not be kept; an error that is no failure of the system is thrown again. */
export function noteProblem(folder: CacheFolder, error: unknown): void {
	if (systemCode(error) === undefined) throw error;
	folder.problems.push(explainSystemError(error));
}

/** Delete files of the cache that nothing needs, and drafts that a killed build left. */
export function pruneCached(folder: CacheFolder, isNeeded: (name: string) => boolean): void {
	for (const name of namesIn(folder.path)) {
		const path = join(folder.path, name);
		if (name.endsWith(anyDraftEnd) ? isLost(path) : !isNeeded(name)) removeCached(path);
	}
}

const anyDraftEnd = ".draft";
const marker = ".silcrow";
const markerText = "Silcrow keeps here what it need not work out twice.\nThis folder may be deleted at any time.\n";

function whyNotOurs(path: string, isInBook: boolean): string | undefined {
	const above = isInBook ? [dirname(path), path] : [path];
	for (const each of above) {
		const stat = lstatSync(each, { throwIfNoEntry: false });
		if (!stat) return undefined;
		// A link that came with a book could lead anywhere.
		if (isInBook && stat.isSymbolicLink()) return `${each} is a symbolic link`;
		if (!statSync(each).isDirectory()) return `${each} is not a folder`;
	}
	if (readdirSync(path).length === 0 || isMarked(path)) return undefined;
	return "it holds files that Silcrow did not make";
}

function isMarked(path: string): boolean {
	return lstatSync(join(path, marker), { throwIfNoEntry: false })?.isFile() === true;
}

/** Git is asked to leave the folder alone, for not every book has it in its own list. */
function mark(path: string): void {
	writeFileSync(join(path, marker), markerText);
	writeFileSync(join(path, ".gitignore"), "*\n");
}

function namesIn(path: string): string[] {
	try {
		return readdirSync(path);
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		// What cannot be listed cannot be pruned, and does no harm.
		return [];
	}
}

/** In milliseconds; no build takes so long to write a file. */
const draftLife = 3_600_000;

/** Of a process elsewhere nobody knows whether it runs. */
function isLost(path: string): boolean {
	if (isOfGone(path.slice(0, -anyDraftEnd.length))) return true;
	const stat = lstatSync(path, { throwIfNoEntry: false });
	return stat !== undefined && Date.now() - stat.mtimeMs > draftLife;
}

/** Delete a file of the cache, if it can be. */
export function removeCached(path: string): void {
	try {
		rmSync(path, { recursive: true, force: true });
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		// Another build reads it, or may not be disturbed: a later one will delete it.
	}
}

function refused(folder: string, reason: string): Error {
	const hints = ["choose another folder, or empty this one yourself"];
	return usageFailure(`cannot keep the cache in ${folder}: ${reason}`, { path: folder, hints });
}
