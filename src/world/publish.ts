import { lstatSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explainSystemError, machineFailure, remediesOf, systemCode } from "./failure.ts";
import { withCleanup } from "./interrupt.ts";
import { factsOfFile, type Listing, listSite, type Witness, witnessOf } from "./listing.ts";
import { checkOutput, marker, markerText, type Output, outputAt } from "./output.ts";
import { discard, lockOutput, type Mended, mend, syncFolder, unlockOutput } from "./recover.ts";
import { fingerprint } from "./seal.ts";
import { findSpare, putAside, type Spare } from "./spare.ts";
import {
	type Batches,
	type Disk,
	isSameSite,
	realDisk,
	type SiteFiles,
	type SiteRecord,
	type Staged,
	stageSite,
} from "./stage.ts";

/** How a site was published. */
export interface Published extends Pick<Staged, "written" | "kept"> {
	/** False where the site that was there is the same, byte for byte; then nothing was touched. */
	isChanged: boolean;
	mended: Mended;
	/** By which a later run sees that the site is still this one. */
	witness: Witness | undefined;
	/** By which a later run sees which of its files are still there. */
	record: SiteRecord;
}

/** What publishing needs to know; the last two are for tests. */
export interface PublishOptions {
	/** The book's root folder, which must not lie in the output. */
	root: string;
	/** The SHA-256 of the content of files, where it is known without the content. */
	hashes?: ReadonlyMap<string, string>;
	/** What an earlier run published here. */
	record?: SiteRecord;
	/** Where the site that was there may be put aside for the next time; outside of the output. */
	spare?: string;
	/** Hears how many files are written. */
	staged?: (done: number, total: number) => void;
	/** Gives the order in which files are asked for. */
	batches?: Batches;
	/** How long to wait for another build, in milliseconds. */
	patience?: number;
	disk?: Disk;
}

/** Find out whether a site could be published here, before any work is done for it, and mend what an interrupted build left. */
export async function prepareOutput(out: string, options: PublishOptions): Promise<Mended> {
	return await withOutput(out, options, async (_, mended) => mended);
}

/**
 * Put a site in the place of the one that is there: all of it, or nothing.
 * It is written beside the old one, brought to the disk, and swapped in by two renames. Between these there is no site for a moment; a journal says so, and `recover` puts one back.
 */
export async function publish(out: string, files: SiteFiles, options: PublishOptions): Promise<Published> {
	const { disk = realDisk, hashes = new Map(), record = new Map() } = options;
	return await withOutput(out, options, async (output, mended) => {
		const isNew = isSurelyNew(files, hashes, record);
		const spare = isNew && options.spare !== undefined ? findSpare(options.spare, record) : undefined;
		const before = spare ? undefined : listSite(output.site);
		const toStage = {
			files,
			hashes,
			there: spare ? missingThere(output.site, spare) : stillThere(before, record),
			...(spare ? { spare } : {}),
			...(options.staged ? { staged: options.staged } : {}),
			...(options.batches ? { batches: options.batches } : {}),
		};
		if (!isNew && isSameSite(output.site, toStage)) {
			const known = hashesOf(files, hashes);
			return { isChanged: false, written: 0, kept: files.size, mended, ...recordOf(before, known) };
		}
		const { listing, ...staged } = await stageSite(output, toStage, disk);
		writeFileSync(output.journal, "", { flush: true });
		syncFolder(output.work);
		swap(output, disk);
		const isThere = lstatSync(output.previous, { throwIfNoEntry: false });
		if (isThere && !(options.spare !== undefined && putAside(output.previous, options.spare, disk)))
			discard(output, output.previous);
		return { isChanged: true, ...staged, mended, ...recordOf(listing, staged.hashes) };
	});
}

/** Tell whether the record says, without a look at the site, that it is another one. What is not known is made, up to the first difference. */
function isSurelyNew(files: SiteFiles, hashes: ReadonlyMap<string, string>, record: SiteRecord): boolean {
	if (record.size === 0) return false;
	if (record.size !== files.size + 1) return true;
	for (const path of files.keys()) {
		const hash = hashes.get(path) ?? fingerprint(files.get(path) ?? "");
		if (record.get(path)?.hash !== hash) return true;
	}
	return false;
}

/** Files of the published site that are as the record says, of those that the spare one has not. */
function missingThere(site: string, { others }: Spare): Map<string, string> {
	const there = new Map<string, string>();
	for (const [address, { facts, hash }] of others)
		if (factsOfFile(join(site, address)) === facts) there.set(address, hash);
	return there;
}

/** The files that the disk says are those of the record. One that is young may have changed within the same tick of the clock. */
function stillThere(listing: Listing | undefined, record: SiteRecord): Map<string, string> {
	const young = new Set(listing?.young);
	const there = new Map<string, string>();
	for (const [address, { facts, hash }] of record)
		if (listing?.facts.get(address) === facts && !young.has(address)) there.set(address, hash);
	return there;
}

function hashesOf(files: SiteFiles, known: ReadonlyMap<string, string>): Map<string, string> {
	const hashes = new Map<string, string>([[marker, fingerprint(markerText)]]);
	for (const address of files.keys()) hashes.set(address, known.get(address) ?? fingerprint(files.get(address) ?? ""));
	return hashes;
}

function recordOf(
	listing: Listing | undefined,
	hashes: ReadonlyMap<string, string>,
): { witness: Witness | undefined; record: SiteRecord } {
	const record = new Map<string, { facts: string; hash: string }>();
	for (const [address, facts] of listing?.facts ?? []) {
		const hash = hashes.get(address);
		if (hash !== undefined) record.set(address, { facts, hash });
	}
	return { witness: listing && witnessOf(listing, (address) => hashes.get(address)), record };
}

async function withOutput<Result>(
	out: string,
	{ root, patience = 10_000 }: PublishOptions,
	work: (output: Output, mended: Mended) => Promise<Result>,
): Promise<Result> {
	const output = outputAt(out);
	checkOutput(output, root);
	const holder = await lockOutput(output, patience);
	if (holder) {
		const message = `another build (process ${holder.pid}) is publishing to ${out}`;
		const hints = [`run this one again when it has ended; if none is running, delete ${output.lock}`];
		throw machineFailure(message, { path: out, hints });
	}
	const cleanUp = (): void => {
		mend(output);
		unlockOutput(output);
	};
	return await withCleanup(cleanUp, async () => {
		try {
			const mended = mend(output);
			// The one that held the lock may have changed what is there.
			checkOutput(output, root);
			return await work(output, mended);
		} catch (error) {
			throw withPath(error, out);
		}
	});
}

/** There is no turn of the event loop between the renames: only the end of the process can come between them. */
function swap(output: Output, disk: Disk): void {
	const { site, previous, next, parent, work, journal } = output;
	if (lstatSync(site, { throwIfNoEntry: false })) disk.renameSync(site, previous);
	try {
		disk.renameSync(next, site);
	} catch (error) {
		if (lstatSync(previous, { throwIfNoEntry: false })) renameSync(previous, site);
		throw error;
	}
	syncFolder(parent);
	unlinkSync(journal);
	syncFolder(work);
}

function withPath(error: unknown, out: string): unknown {
	if (systemCode(error) === undefined) return error;
	const message = `cannot publish to ${out}: ${explainSystemError(error)}`;
	const hints = [...remediesOf(error), "the site that was there is as it was"];
	return machineFailure(message, { path: out, hints, cause: error });
}
