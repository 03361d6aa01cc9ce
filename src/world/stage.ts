import {
	closeSync,
	fchmodSync,
	fsync,
	linkSync,
	lstatSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { systemCode } from "./failure.ts";
import { inBatches, named } from "./in-batches.ts";
import { type Listing, listSite, listSiteAs } from "./listing.ts";
import { marker, markerText, type Output } from "./output.ts";
import { syncFolder } from "./recover.ts";
import { fingerprint } from "./seal.ts";
import { type Spare, takeSpare } from "./spare.ts";

/** The functions of the system that a full or failing disk makes fail, so that a test can have them fail. */
export interface Disk {
	openSync: typeof openSync;
	linkSync: typeof linkSync;
	mkdirSync: typeof mkdirSync;
	renameSync: typeof renameSync;
	/** Bring a file that is open to the disk. */
	sync(file: number): Promise<void>;
}

/** The disk as it is. */
export const realDisk: Disk = { openSync, linkSync, mkdirSync, renameSync, sync: promisify(fsync) };

/** How much of a staged site had to be written, and how much was taken over from the one before. */
export interface Staged {
	written: number;
	kept: number;
	/** The SHA-256 of the content of each file, in hex. */
	hashes: Map<string, string>;
	/** What the disk says of it. Nobody else knows of the new site yet, and no rename changes what is said of its files. */
	listing: Listing | undefined;
}

/** A finished site: address relative to its root to content. */
export type SiteFiles = ReadonlyMap<string, string | Uint8Array>;

/** What is known of the files of a site: what the disk says of each, and the SHA-256 of its content. */
export type SiteRecord = ReadonlyMap<string, { facts: string; hash: string }>;

/** A site that is to be staged, and what spares work on it. */
export interface ToStage {
	files: SiteFiles;
	/** The SHA-256 of the content of files, where it is known without the content. */
	hashes: ReadonlyMap<string, string>;
	/** Files of the site that is there which are as the record of it says, with the hash of their content. */
	there: ReadonlyMap<string, string>;
	/** An earlier site to begin with. */
	spare?: Spare;
	/** Hears how many files are done. */
	staged?: (done: number, total: number) => void;
	/** Gives the order in which files are asked for. */
	batches?: Batches;
}

/** Puts the addresses of files into an order, some at a time. */
export type Batches = (addresses: string[]) => Iterable<string[]> | AsyncIterable<string[]>;

/** Tell whether a folder holds exactly these files, with the marker, and as everybody may read them. */
export function isSameSite(folder: string, { files, hashes, there }: ToStage): boolean {
	const old = pathsIn(folder);
	if (old.size !== files.size + 1 || !old.has(marker)) return false;
	for (const path of files.keys()) if (!old.has(path)) return false;
	if (!isSameFile(join(folder, marker), markerText)) return false;
	// Where it is already known that something differs no content need be made to find it out.
	for (const [path, hash] of hashes) if (there.has(path) && there.get(path) !== hash) return false;
	for (const path of files.keys()) {
		if (there.has(path) && there.get(path) === hashes.get(path)) continue;
		if (!isSameFile(join(folder, path), files.get(path) ?? "")) return false;
	}
	return true;
}

/**
 * Write a site into the staging folder and bring it to the disk. Files that did not change become second names of the
 * old ones, which cost no writing; a later change gives a path a new file, so the two sites never touch each other.
 * Where there is a spare site it becomes the new one, and only what differs is touched.
 */
export async function stageSite({ next, site }: Output, toStage: ToStage, disk: Disk): Promise<Staged> {
	const paths = [...toStage.files.keys(), marker];
	for (const path of toStage.files.keys()) {
		if (!isSitePath(path)) throw new Error(`not an address of a site: ${JSON.stringify(path)}`);
	}
	const folders = foldersOf(paths);
	const { spare } = toStage;
	const hashes = spare ? takeSpare(next, spare, { paths, folders, hashes: toStage.hashes }, disk) : new Map();
	const there = new Set(spare?.listing.folders).add(".");
	for (const folder of folders) {
		const path = join(next, folder);
		naming(folder, () => (spare && there.has(folder) ? openFolder(path, disk) : makeFolder(path, disk)));
	}
	const missing = paths.filter((path) => !hashes.has(path));
	let written = 0;
	await inBatches((toStage.batches ?? slicesOf)(missing), disk, (path) =>
		naming(path, () => {
			toStage.staged?.(hashes.size, paths.length);
			const old = join(site, path);
			const place = join(next, path);
			const known = toStage.hashes.get(path);
			if (known !== undefined && toStage.there.get(path) === known && relink(old, place, disk)) {
				hashes.set(path, known);
				return undefined;
			}
			const content = path === marker ? markerText : (toStage.files.get(path) ?? "");
			// Who made the content may have hashed it.
			const hash = toStage.hashes.get(path) ?? fingerprint(content);
			hashes.set(path, hash);
			const isSame = toStage.there.has(path) ? toStage.there.get(path) === hash : isSameFile(old, content);
			if (isSame && relink(old, place, disk)) return undefined;
			written++;
			return write(place, content, disk);
		}),
	);
	for (const folder of folders.toReversed()) syncFolder(join(next, folder));
	const below = folders.filter((folder) => folder !== ".");
	const listing = spare ? listSiteAs(next, paths, below, spare.listing, missing) : listSite(next);
	return { written, kept: paths.length - written, hashes, listing };
}

/** The same for everybody, whatever the mask of the one who builds. */
const modes = { file: 0o644, folder: 0o755 };

/** The last guard against a page that would be written outside the site. */
function isSitePath(path: string): boolean {
	return path !== marker && !/[\0\\]|(?:^|\/)\.{0,2}(?:\/|$)/u.test(path);
}

/** Parents come before what lies in them. */
function foldersOf(paths: string[]): string[] {
	const folders = new Set<string>(["."]);
	for (const path of paths) {
		// Of a folder that is known its parents are too.
		if (folders.has(path.slice(0, Math.max(0, path.lastIndexOf("/"))))) continue;
		for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) folders.add(path.slice(0, end));
	}
	return [...folders];
}

function pathsIn(folder: string, prefix = ""): Set<string> {
	if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return new Set();
	const paths = new Set<string>();
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = `${prefix}${entry.name}`;
		if (!entry.isDirectory()) paths.add(path);
		else {
			const below = pathsIn(join(folder, entry.name), `${path}/`);
			// An empty folder counts as a difference.
			if (below.size === 0) paths.add(`${path}/`);
			for (const each of below) paths.add(each);
		}
	}
	return paths;
}

/** How many files are brought to the disk together. */
const batchSize = 64;

function* slicesOf(paths: string[]): Generator<string[]> {
	for (let from = 0; from < paths.length; from += batchSize) yield paths.slice(from, from + batchSize);
}

function isSameFile(path: string, content: string | Uint8Array): boolean {
	const stat = lstatSync(path, { throwIfNoEntry: false });
	if (!stat?.isFile() || !hasFileMode(stat.mode) || stat.size !== Buffer.byteLength(content)) return false;
	return readFileSync(path).equals(typeof content === "string" ? Buffer.from(content) : content);
}

/** Windows has no such modes. */
function hasFileMode(mode: number): boolean {
	return process.platform === "win32" || (mode & 0o7777) === modes.file;
}

function relink(old: string, place: string, disk: Disk): boolean {
	try {
		disk.linkSync(old, place);
		return true;
	} catch (error) {
		const code = systemCode(error) ?? "";
		// Not every disk has second names, nor any number of them.
		if (["EPERM", "EMLINK", "ENOTSUP", "EXDEV", "ENOSYS"].includes(code)) return false;
		throw error;
	}
}

function makeFolder(path: string, disk: Disk): void {
	disk.mkdirSync(path, { mode: modes.folder });
	openFolder(path, disk);
}

function openFolder(path: string, disk: Disk): void {
	const folder = disk.openSync(path, "r");
	try {
		fchmodSync(folder, modes.folder);
	} finally {
		closeSync(folder);
	}
}

/** Give the file, open, for it is not on the disk yet. */
function write(path: string, content: string | Uint8Array, disk: Disk): number {
	const file = disk.openSync(path, "wx", modes.file);
	try {
		writeFileSync(file, content);
		fchmodSync(file, modes.file);
		return file;
	} catch (error) {
		closeSync(file);
		throw error;
	}
}

/** System errors of open files do not say which file it was. */
function naming<Result>(path: string, work: () => Result): Result {
	try {
		return work();
	} catch (cause) {
		throw named(path, cause);
	}
}
