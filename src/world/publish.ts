import { lstatSync, renameSync, unlinkSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { explainSystemError, machineFailure, systemCode } from "./failure.ts";
import { withCleanup } from "./interrupt.ts";
import { type Listing, listSite, type Witness, witnessOf } from "./listing.ts";
import { checkOutput, markerText, type Output, outputAt } from "./output.ts";
import { discard, lockOutput, type Mended, mend, syncFolder, unlockOutput } from "./recover.ts";
import { fingerprint } from "./seal.ts";
import { type Disk, isSameSite, realDisk, type Staged, stageSite } from "./stage.ts";

/** A finished site: address relative to its root to content. */
export type SiteFiles = ReadonlyMap<string, string | Uint8Array>;

/** How a site was published. */
export interface Published extends Staged {
	/** False where the site that was there is the same, byte for byte; then nothing was touched. */
	isChanged: boolean;
	mended: Mended;
	/** By which a later run sees that the site is still this one. */
	witness: Witness | undefined;
}

/** What publishing needs to know; the last two are for tests. */
export interface PublishOptions {
	/** The book's root folder, which must not lie in the output. */
	root: string;
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
	const { disk = realDisk } = options;
	return await withOutput(out, options, async (output, mended) => {
		const before = listSite(output.site);
		if (await isSameSite(output.site, files))
			return { isChanged: false, written: 0, kept: files.size, mended, witness: siteWitness(before, files) };
		const staged = await stageSite(output, files, disk);
		// Nobody else knows of the new site yet, and no rename changes what is listed of its files.
		const witness = siteWitness(listSite(output.next), files);
		await writeFile(output.journal, "", { flush: true });
		syncFolder(output.work);
		swap(output, disk);
		discardIfThere(output, output.previous);
		return { isChanged: true, ...staged, mended, witness };
	});
}

/** A file that is young may still change within the same tick of the clock, so its content must tell. */
function siteWitness(listing: Listing | undefined, files: SiteFiles): Witness | undefined {
	return listing && witnessOf(listing, (address) => fingerprint(files.get(address) ?? markerText));
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

function discardIfThere(output: Output, path: string): void {
	if (lstatSync(path, { throwIfNoEntry: false })) discard(output, path);
}

function withPath(error: unknown, out: string): unknown {
	if (systemCode(error) === undefined) return error;
	const message = `cannot publish to ${out}: ${explainSystemError(error)}`;
	const hints = ["the site that was there is as it was"];
	return machineFailure(message, { path: out, hints, cause: error });
}
