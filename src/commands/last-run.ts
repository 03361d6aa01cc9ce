import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { EngineResult, EngineStats } from "../model/engine.ts";
import type { History } from "../model/history.ts";
import type { Report } from "../model/report.ts";
import { decode } from "../text/decode.ts";
import { settingsAbove } from "../text/names.ts";
import { program } from "../version.ts";
import { type CacheFolder, openCacheFolder, pruneCached, readCached, writeCached } from "../world/cache-folder.ts";
import { inFolder } from "../world/contain.ts";
import type { TrustedFile } from "../world/content.ts";
import { gitHead } from "../world/git-head.ts";
import { grown, isAsWitnessed, type Listing, listBook, listSite, type Witness, witnessOf } from "../world/listing.ts";
import { bundleFolder } from "../world/package.ts";
import type { Published } from "../world/publish.ts";
import { fingerprint } from "../world/seal.ts";
import type { SiteRecord } from "../world/stage.ts";
import type { Terminal } from "../world/terminal.ts";

/** What a command that compiles a book may be told about its cache. */
export interface CacheOptions {
	/** A folder, or false for no cache. */
	cache?: string | false;
}

/** What is kept of the last run over a book: enough to give its outcome again while nothing has changed. */
export interface LastRun {
	diagnostics: Diagnostic[];
	stats: EngineStats;
	/** Paths of the texts that the diagnostics lie in. */
	quoted: string[];
	/** What version control said: a commit is shown on every page. */
	head: string;
	/** The book's folders, and those of what comes with Silcrow. */
	inputs: Witness[];
	/** The site that was published, by its folder. */
	sites: Record<string, Witness>;
}

/** The state of the disk when a run begins, and what is known of the run before. */
export interface Memory {
	cache: CacheFolder;
	/** As in the last run. */
	head: string;
	/** Undefined where the book holds something that a listing cannot vouch for. */
	listings: Listing[] | undefined;
	/** Undefined where anything that a run reads is not as it was in the last one. */
	last: LastRun | undefined;
}

/** Open the cache of a book. Where there is no book nothing is made; whoever reads it will say so. */
export function openCache(root: string, { cache: folder }: CacheOptions): CacheFolder | undefined {
	const isBook = existsSync(`${root}/book/`);
	if (folder === false || program === undefined || !isBook) return undefined;
	return openCacheFolder({ root, program, ...(folder === undefined ? {} : { folder }) });
}

/** Look at the disk before anything is read: what changes later makes the next run look closer. */
export function openMemory(root: string, options: CacheOptions): Memory | undefined {
	const cache = openCache(root, options);
	if (!cache) return undefined;
	const [book, defaults] = [realpathSync(root), bundleFolder()];
	const bases = [book, defaults];
	const listings = [
		listBook(book, ["book", "glossary", "public", "templates"], settingsAbove),
		listBook(defaults, ["public", "templates"]),
	];
	const known = listings.every((one) => one !== undefined) ? listings : undefined;
	const last = known && readLast(cache, root);
	const head = gitHead(root);
	const isSame =
		last?.head === head &&
		last.inputs.every((witness, index) => {
			const listing = known?.[index];
			return listing && isAsWitnessed(bases[index] ?? "", listing, witness);
		});
	if (known && last && isSame) keepYounger(cache, root, last, known);
	return { cache, head, listings: known, last: isSame ? last : undefined };
}

/** Tell whether the site in a folder is, file by file, the one that the last run published there. */
export function isSiteWhole(out: string, { cache, last }: Memory, root: string): boolean {
	const place = resolve(out);
	const witness = last?.sites[place];
	const listing = witness && listSite(place);
	if (!last || !witness || !listing || !isAsWitnessed(place, listing, witness)) return false;
	if (Object.keys(witness.young).length > listing.young.length)
		writeLast(cache, root, { ...last, sites: { ...last.sites, [place]: grown(witness, listing) } });
	return true;
}

/** A run that has ended. */
export interface EndedRun extends Pick<EngineResult, "diagnostics" | "stats"> {
	history?: History;
	texts: Pick<ReadonlyMap<string, string>, "get" | "has">;
	/** The hash of a file below a base as it was read. */
	hashOf(base: string, path: string): string | undefined;
	isSound(base: string, path: string): boolean;
}

/** Keep the outcome of a run with what it read, and with the site that it published, if it did. */
export function keepRun(
	root: string,
	memory: Memory | undefined,
	{ diagnostics, stats, texts, history, hashOf, isSound }: EndedRun,
	site?: { out: string } & Pick<Published, "witness" | "record">,
): void {
	if (memory && site) {
		const fields: string[] = [];
		for (const [address, { facts, hash }] of site.record) fields.push(address, facts, hash);
		writeCached(memory.cache, recordName(root, site.out), `${resolve(site.out)}\n${fields.join(between)}`);
		forgetLostSites(memory.cache, recordName(root, site.out));
	}
	// What takes too long on a busy machine may not on an idle one.
	const isChance = diagnostics.some(({ code }) => code === "limit-time");
	if (!memory?.listings || isChance) return;
	const bases = [realpathSync(root), bundleFolder()];
	const fields = memory.listings.flatMap((listing, index) => soundFiles(bases[index] ?? "", listing, hashOf, isSound));
	writeCached(memory.cache, filesName(root), fields.join(between));
	// What the disk or git failed to give once they may give the next time, and nothing tells of that.
	const isUnread = memory.listings.some(({ facts }, index) =>
		[...facts.keys()].some((path) => hashOf(bases[index] ?? "", path) === undefined),
	);
	const isUnlisted = diagnostics.some(({ code }) => code === "read");
	if (isUnread || isUnlisted || history?.isUnknown) return;
	const inputs = memory.listings.map((listing, index) =>
		witnessOf(listing, (path) => hashOf(bases[index] ?? "", path)),
	);
	const named = diagnostics.flatMap(({ path, related }) => [path, ...related.map((one) => one.path)]);
	const quoted = [...new Set(named)].filter((path) => texts.has(path));
	const sites = site?.witness ? { [resolve(site.out)]: site.witness } : {};
	const { head } = memory;
	writeLast(memory.cache, root, { head, diagnostics, stats, quoted, inputs, sites });
}

/** Tell what an earlier run has read of files that were not young then, and whether the disk says that they are the same. */
export function trustedFiles(root: string, memory: Memory | undefined): (path: string) => TrustedFile | undefined {
	if (!memory) return () => undefined;
	const text = readCached(memory.cache, filesName(root));
	const fields = fieldsOf(text);
	const now = new Map<string, string>();
	for (const [index, base] of [realpathSync(root), bundleFolder()].entries())
		for (const [path, facts] of memory.listings?.[index]?.facts ?? []) now.set(inFolder(base, path), facts);
	const places = new Map<string, number>();
	for (let at = 0; at < fields.length; at += 3) places.set(fields[at] ?? "", at);
	return (path) => {
		const at = places.get(path);
		if (at === undefined) return undefined;
		const [facts = "", hash = ""] = [fields[at + 1], fields[at + 2]];
		return { hash, size: Number.parseInt(facts, 10), isSame: now.get(path) === facts };
	};
}

/** For each file its path, what the disk said of it, and the hash of what was read, one behind the other: of a large book to write them as JSON takes much longer. */
function soundFiles(base: string, { facts, young }: Listing, hashOf: EndedRun["hashOf"], isSound: EndedRun["isSound"]) {
	const unsure = new Set(young);
	const fields: string[] = [];
	for (const [path, fact] of facts) {
		const hash = unsure.has(path) || !isSound(base, path) ? undefined : hashOf(base, path);
		if (hash !== undefined) fields.push(inFolder(base, path), fact, hash);
	}
	return fields;
}

/** Stands between fields, for no path has it. */
const between = "\0";

function fieldsOf(text: string | undefined): string[] {
	return text ? text.split(between) : [];
}

/** Give what is known of the files that an earlier run published in a folder. */
export function readRecord(root: string, memory: Memory | undefined, out: string): SiteRecord {
	const text = memory && readCached(memory.cache, recordName(root, out));
	const fields = fieldsOf(text?.slice(text.indexOf("\n") + 1));
	const record = new Map<string, { facts: string; hash: string }>();
	for (let at = 0; at + 2 < fields.length; at += 3)
		record.set(fields[at] ?? "", { facts: fields[at + 1] ?? "", hash: fields[at + 2] ?? "" });
	return record;
}

/** Say where the site before the one in a folder is put aside. */
export function spareOf(root: string, memory: Memory | undefined, out: string): string | undefined {
	if (!memory || memory.cache.problems.length > 0) return undefined;
	return join(memory.cache.path, recordName(root, out).replace(recordStart, spareStart));
}

/** Delete what is kept of other sites than the one with this record, where they are no longer there. */
function forgetLostSites(cache: CacheFolder, own: string): void {
	pruneCached(cache, (name) => {
		if (!name.startsWith(recordStart) && !name.startsWith(spareStart)) return true;
		const record = name.replace(spareStart, recordStart);
		return record === own || isThere(readCached(cache, record));
	});
}

/** A record begins with the folder of its site. */
function isThere(record: string | undefined): boolean {
	return record !== undefined && existsSync(record.slice(0, record.indexOf("\n")));
}

/** Give the texts of a book that is as it was: only those are read that a report quotes. */
export function quotedTexts(root: string, { quoted }: LastRun): Report["texts"] {
	const paths = new Set(quoted);
	const read = new Map<string, string>();
	return {
		get(path) {
			if (!paths.has(path)) return undefined;
			const text = read.get(path) ?? decode(readFileSync(join(root, path))).text;
			read.set(path, text);
			return text;
		},
	};
}

/** Say that nothing could be kept, and why. */
export function noteCache(cache: CacheFolder | undefined, terminal: Terminal): void {
	if (cache?.isMended) terminal.note(`Something in the cache in ${cache.path} was not as it was written, and is gone.`);
	const [problem] = cache?.problems ?? [];
	if (cache && problem !== undefined) terminal.note(`No use could be made of the cache in ${cache.path}: ${problem}.`);
}

/** Files that have been read again and are no longer young need not be read the next time. */
function keepYounger(cache: CacheFolder, root: string, last: LastRun, listings: Listing[]): void {
	const inputs = last.inputs.map((witness, index) => {
		const listing = listings[index];
		return listing ? grown(witness, listing) : witness;
	});
	const count = (witnesses: Witness[]) => witnesses.flatMap(({ young }) => Object.keys(young)).length;
	if (count(inputs) < count(last.inputs)) writeLast(cache, root, { ...last, inputs });
}

function readLast(cache: CacheFolder, root: string): LastRun | undefined {
	const text = readCached(cache, nameFor(root));
	return text === undefined ? undefined : (JSON.parse(text) as LastRun);
}

function writeLast(cache: CacheFolder, root: string, last: LastRun): void {
	writeCached(cache, nameFor(root), JSON.stringify(last));
}

const recordStart = "site-";
const spareStart = "spare-";

/** Several books may share a cache. */
function nameFor(root: string): string {
	return `run-${fingerprint(realpathSync(root)).slice(0, 16)}`;
}

function recordName(root: string, out: string): string {
	return `${recordStart}${fingerprint(realpathSync(root), "\0", resolve(out)).slice(0, 16)}`;
}

function filesName(root: string): string {
	return `files-${fingerprint(realpathSync(root)).slice(0, 16)}`;
}
