import { existsSync, lstatSync, readdirSync, readFileSync, type Stats } from "node:fs";
import { join } from "node:path";
import { isIgnoredName } from "../text/names.ts";
import { systemCode } from "./failure.ts";
import { fingerprint } from "./seal.ts";

/** What the disk says of all files below some folders, without reading one. */
export interface Listing {
	/** Of every path and of what changes about a file whenever its content does. */
	readonly digest: string;
	/** Paths of the files that changed so shortly before that one more change could have had the same time stamp. */
	young: string[];
	/** What the disk says of each file, by its path. */
	facts: Map<string, string>;
	/** Paths of the folders below. */
	folders: string[];
}

/** What a listing said in an earlier run, and the content of the files that were young then. */
export interface Witness {
	digest: string;
	/** Path to the SHA-256 of the content, in hex. */
	young: Record<string, string>;
}

/** List the folders that a book is read from, and which of some names lie beside them; undefined where something in them is neither a file nor a folder, for that needs a closer look. */
export function listBook(base: string, folders: string[], beside: string[] = []): Listing | undefined {
	const found: Found = { lines: [], young: [], facts: new Map(), folders: [], now: Date.now(), kind: "book" };
	for (const folder of folders) {
		const path = join(base, folder);
		const stat = lstatSync(path, { throwIfNoEntry: false });
		if (!stat) found.lines.push(`${folder}\0-`);
		else if (!stat.isDirectory() || !list(path, folder, found)) return undefined;
	}
	for (const name of beside) if (existsSync(join(base, name))) found.lines.push(name);
	return listingOf(found);
}

/** List a published site. */
export function listSite(folder: string): Listing | undefined {
	const found: Found = { lines: [], young: [], facts: new Map(), folders: [], now: Date.now(), kind: "site" };
	const isThere = lstatSync(folder, { throwIfNoEntry: false })?.isDirectory();
	return isThere && list(folder, "", found) ? listingOf(found) : undefined;
}

/** List a site that has these files, of which an earlier listing tells what the disk says of all but the new ones: only these are looked at. */
export function listSiteAs(
	folder: string,
	paths: string[],
	folders: string[],
	earlier: Listing,
	newer: Iterable<string>,
): Listing {
	const found: Found = { lines: [], young: [], facts: new Map(), folders, now: Date.now(), kind: "site" };
	const unsure = new Set([...earlier.young, ...newer]);
	for (const path of paths) {
		const facts = earlier.facts.get(path);
		if (facts === undefined || unsure.has(path)) note(lstatSync(join(folder, path)), path, found);
		else {
			found.lines.push(`${path}\0${facts}`);
			found.facts.set(path, facts);
		}
	}
	for (const path of folders) found.lines.push(`${path}/`);
	return listingOf(found);
}

/** Tell what the disk says of one file of a site; undefined where it is none, or changed so shortly before that this may not tell. */
export function factsOfFile(path: string): string | undefined {
	const stat = lstatSync(path, { throwIfNoEntry: false });
	if (!stat?.isFile() || isYoung(changedAt(stat, "site"), Date.now())) return undefined;
	return factsOf(stat, "site");
}

/** Tell whether everything is as the witness says; files that were young are read for it. */
export function isAsWitnessed(base: string, listing: Listing, witness: Witness): boolean {
	if (listing.digest !== witness.digest) return false;
	return Object.entries(witness.young).every(([path, hash]) => hashOf(join(base, path)) === hash);
}

/** Make what vouches for a listing later; `hash` gives the content of a young file as the run knows it. */
export function witnessOf({ digest, young }: Listing, hash: (path: string) => string | undefined): Witness {
	return { digest, young: Object.fromEntries(young.map((path) => [path, hash(path) ?? ""])) };
}

/** Take from a witness the files that have been read again and are no longer young. */
export function grown({ digest, young }: Witness, listing: Listing): Witness {
	const now = new Set(listing.young);
	return { digest, young: Object.fromEntries(Object.entries(young).filter(([path]) => now.has(path))) };
}

/** Undefined where the file cannot be read: then it is not as it was. */
function hashOf(path: string): string | undefined {
	try {
		return fingerprint(readFileSync(path));
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return undefined;
	}
}

interface Found {
	lines: string[];
	young: string[];
	facts: Map<string, string>;
	folders: string[];
	now: number;
	kind: "book" | "site";
}

/** The order in which a folder gives its files depends on how it came to be. */
function listingOf({ lines, young, facts, folders }: Found): Listing {
	let digest: string | undefined;
	return {
		// Not everybody asks, and thousands of lines take their time.
		get digest() {
			digest ??= fingerprint(lines.sort().join("\n"));
			return digest;
		},
		young,
		facts,
		folders,
	};
}

/** Gives false where the folder holds more than files and folders. */
function list(path: string, name: string, found: Found): boolean {
	const prefix = name === "" ? "" : `${name}/`;
	try {
		// What a folder says of the kinds of its files would be an object for each, and each is looked at anyway.
		for (const entry of readdirSync(path)) {
			if (found.kind === "book" && isIgnoredName(entry)) continue;
			const below = prefix + entry;
			const stat = lstatSync(`${path}/${entry}`);
			if (stat.isDirectory()) {
				found.lines.push(`${below}/`);
				found.folders.push(below);
				if (!list(join(path, entry), below, found)) return false;
			} else if (stat.isFile()) note(stat, below, found);
			else return false;
		}
		return true;
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return false;
	}
}

function note(stat: Stats, path: string, found: Found): void {
	const facts = factsOf(stat, found.kind);
	found.lines.push(`${path}\0${facts}`);
	found.facts.set(path, facts);
	if (isYoung(changedAt(stat, found.kind), found.now)) found.young.push(path);
}

function factsOf(stat: Stats, kind: Found["kind"]): string {
	const { size, mtimeMs, ino, mode } = stat;
	return `${size} ${mtimeMs} ${changedAt(stat, kind)} ${ino} ${mode}`;
}

/** `ctime` changes with every name that a file gets or loses, so it says nothing of the files of a site, which are linked from one site to the next. */
function changedAt({ mtimeMs, ctimeMs }: Stats, kind: Found["kind"]): number {
	return kind === "site" ? mtimeMs : Math.max(mtimeMs, ctimeMs);
}

/** Some file systems count time in steps of two seconds, and their stamps show it. */
function isYoung(changed: number, now: number): boolean {
	return changed > now - (changed % 1_000 === 0 ? 2_000 : 100);
}
