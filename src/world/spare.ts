import { existsSync, rmdirSync, rmSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { systemCode } from "./failure.ts";
import { type Listing, listSite } from "./listing.ts";
import { makeFolders } from "./make-folders.ts";
import type { Disk, SiteRecord } from "./stage.ts";

/**
 * The site before the one that is published, put aside to become the next one: of a large site nearly all files are
 * the same, and to give each a second name, and to take away the old one, is most of the work after an edit.
 */
export interface Spare {
	path: string;
	listing: Listing;
	/** Its files that are, the disk says, the very files of the published site, with the hash of their content. */
	same: ReadonlyMap<string, string>;
	/** Of the published site all other files that the record names. */
	others: SiteRecord;
}

/** Look at the spare site in a folder. It may be older than thought, or half: of each file it counts whether it is the one that the record of the published site names. */
export function findSpare(path: string, record: SiteRecord): Spare | undefined {
	const listing = existsSync(path) ? listSite(path) : undefined;
	if (!listing) return undefined;
	const young = new Set(listing.young);
	const same = new Map<string, string>();
	const others = new Map<string, { facts: string; hash: string }>();
	for (const [address, file] of record) {
		if (listing.facts.get(address) === file.facts && !young.has(address)) same.set(address, file.hash);
		else others.set(address, file);
	}
	return { path, listing, same, others };
}

/** What the next site is to have. */
interface Wanted {
	paths: string[];
	folders: string[];
	hashes: ReadonlyMap<string, string>;
}

/** Put a spare site into the place of the next one, and take from it what that has not; give the hashes of what stays. */
export function takeSpare(
	next: string,
	spare: Spare,
	{ paths, folders, hashes }: Wanted,
	disk: Disk,
): Map<string, string> {
	disk.renameSync(spare.path, next);
	const kept = new Map<string, string>();
	for (const path of paths) {
		const hash = spare.same.get(path);
		if (hash !== undefined && hash === hashes.get(path)) kept.set(path, hash);
	}
	for (const path of spare.listing.facts.keys()) if (!kept.has(path)) unlinkSync(join(next, path));
	const wanted = new Set(folders);
	// A folder comes before those in it.
	for (const folder of spare.listing.folders.toReversed()) if (!wanted.has(folder)) rmdirSync(join(next, folder));
	return kept;
}

/** Put a site aside in place of the spare one; false where that cannot be, such as on another disk. */
export function putAside(site: string, path: string, disk: Disk): boolean {
	try {
		rmSync(path, { recursive: true, force: true });
		makeFolders(dirname(path));
		disk.renameSync(site, path);
		return true;
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return false;
	}
}
