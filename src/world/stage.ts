import { lstatSync, readdirSync, renameSync } from "node:fs";
import { link, mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { mapConcurrent } from "./concurrent.ts";
import { explainSystemError, machineFailure, systemCode } from "./failure.ts";
import { type Listing, listSite, listSiteAs } from "./listing.ts";
import { marker, markerText, type Output } from "./output.ts";
import { syncFolder } from "./recover.ts";
import { fingerprint } from "./seal.ts";
import { type Spare, takeSpare } from "./spare.ts";

/** The functions of the system that a full or failing disk makes fail, so that a test can have them fail. */
export interface Disk {
	open: typeof open;
	link: typeof link;
	mkdir: typeof mkdir;
	renameSync: typeof renameSync;
}

/** The disk as it is. */
export const realDisk: Disk = { open, link, mkdir, renameSync };

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
}

/** Tell whether a folder holds exactly these files, with the marker, and as everybody may read them. */
export async function isSameSite(folder: string, { files, hashes, there }: ToStage): Promise<boolean> {
	const old = pathsIn(folder);
	if (old.size !== files.size + 1 || !old.has(marker)) return false;
	for (const path of files.keys()) if (!old.has(path)) return false;
	if (!(await isSameFile(join(folder, marker), markerText))) return false;
	// Where it is already known that something differs no content need be made to find it out.
	for (const [path, hash] of hashes) if (there.has(path) && there.get(path) !== hash) return false;
	for (const path of files.keys()) {
		if (there.has(path) && there.get(path) === hashes.get(path)) continue;
		if (!(await isSameFile(join(folder, path), files.get(path) ?? ""))) return false;
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
		await naming(folder, () => (spare && there.has(folder) ? openFolder(path, disk) : makeFolder(path, disk)));
	}
	const missing = paths.filter((path) => !hashes.has(path));
	const kept = await mapConcurrent(missing, 16, (path) =>
		naming(path, async () => {
			toStage.staged?.(hashes.size, paths.length);
			const old = join(site, path);
			const place = join(next, path);
			const known = toStage.hashes.get(path);
			if (known !== undefined && toStage.there.get(path) === known && (await relink(old, place, disk))) {
				hashes.set(path, known);
				return true;
			}
			const content = path === marker ? markerText : (toStage.files.get(path) ?? "");
			const bytes = typeof content === "string" ? Buffer.from(content) : content;
			const hash = fingerprint(bytes);
			hashes.set(path, hash);
			const isSame = toStage.there.has(path) ? toStage.there.get(path) === hash : await isSameFile(old, bytes);
			if (isSame && (await relink(old, place, disk))) return true;
			await writeSynced(place, bytes, disk);
			return false;
		}),
	);
	for (const folder of folders.toReversed()) syncFolder(join(next, folder));
	const written = kept.filter((isKept) => !isKept).length;
	const below = folders.filter((folder) => folder !== ".");
	const listing = spare ? listSiteAs(next, paths, below, keptOf(spare, missing)) : listSite(next);
	return { written, kept: paths.length - written, hashes, listing };
}

function keptOf({ listing }: Spare, missing: string[]): Listing {
	const facts = new Map(listing.facts);
	for (const path of missing) facts.delete(path);
	return { ...listing, facts };
}

/** The same for everybody, whatever the mask of the one who builds. */
const modes = { file: 0o644, folder: 0o755 };

/** The last guard against a page that would be written outside the site. */
function isSitePath(path: string): boolean {
	if (path === marker || /[\0\\]/u.test(path)) return false;
	return path.split("/").every((name) => name !== "" && name !== "." && name !== "..");
}

/** Parents come before what lies in them. */
function foldersOf(paths: string[]): string[] {
	const folders = new Set<string>(["."]);
	for (const path of paths) {
		const names = path.split("/").slice(0, -1);
		for (const [index] of names.entries()) folders.add(names.slice(0, index + 1).join("/"));
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

async function isSameFile(path: string, content: string | Uint8Array): Promise<boolean> {
	const stat = lstatSync(path, { throwIfNoEntry: false });
	if (!stat?.isFile() || !hasFileMode(stat.mode)) return false;
	const size = typeof content === "string" ? Buffer.byteLength(content) : content.length;
	if (stat.size !== size) return false;
	const bytes = await readFile(path);
	return bytes.equals(typeof content === "string" ? Buffer.from(content) : content);
}

/** Windows has no such modes. */
function hasFileMode(mode: number): boolean {
	return process.platform === "win32" || (mode & 0o7777) === modes.file;
}

async function relink(old: string, place: string, disk: Disk): Promise<boolean> {
	try {
		await disk.link(old, place);
		return true;
	} catch (error) {
		const code = systemCode(error) ?? "";
		// Not every disk has second names, nor any number of them.
		if (["EPERM", "EMLINK", "ENOTSUP", "EXDEV", "ENOSYS"].includes(code)) return false;
		throw error;
	}
}

async function makeFolder(path: string, disk: Disk): Promise<void> {
	await disk.mkdir(path, { mode: modes.folder });
	await openFolder(path, disk);
}

async function openFolder(path: string, disk: Disk): Promise<void> {
	const folder = await disk.open(path, "r");
	try {
		await folder.chmod(modes.folder);
	} finally {
		await folder.close();
	}
}

async function writeSynced(path: string, content: string | Uint8Array, disk: Disk): Promise<void> {
	const file = await disk.open(path, "wx", modes.file);
	try {
		await file.writeFile(content);
		await file.chmod(modes.file);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** System errors of open files do not say which file it was. */
async function naming<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
	try {
		return await work();
	} catch (cause) {
		if (systemCode(cause) === undefined) throw cause;
		const message = `cannot write ${path}: ${explainSystemError(cause)}`;
		const hints = ["the site that was there is as it was"];
		throw machineFailure(message, { path, hints, cause });
	}
}
