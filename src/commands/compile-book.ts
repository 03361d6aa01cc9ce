import { realpath } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Discovered } from "../model/discovered.ts";
import type { EngineOptions, EngineResult } from "../model/engine.ts";
import type { History } from "../model/history.ts";
import type { Asset, Source } from "../model/source.ts";
import { isSpoiled } from "../model/spoiled.ts";
import type { Store } from "../model/store.ts";
import { version } from "../version.ts";
import type { CacheFolder } from "../world/cache-folder.ts";
import { cardPainter } from "../world/card.ts";
import { inFolder } from "../world/contain.ts";
import type { KnownFile } from "../world/content.ts";
import { longestDrawing, makeDeadline } from "../world/deadline.ts";
import { type DiscoverOptions, discover, readAsset, readAssetNow } from "../world/discover.ts";
import { usageFailure } from "../world/failure.ts";
import { subsetFont } from "../world/font.ts";
import { gitHead } from "../world/git-head.ts";
import { readHistory } from "../world/history.ts";
import { mendPackIndex } from "../world/pack-rows.ts";
import { bundleFolder } from "../world/package.ts";
import { openPacks, type Packs } from "../world/packs.ts";
import { reread } from "../world/reread.ts";
import { fingerprint } from "../world/seal.ts";
import type { CommandContext } from "./context.ts";
import { replacedPlaces } from "./live/replaced-places.ts";

/** Both halves of compiling a book. Each further call is faster than the first. */
export interface BookCompiler {
	/** Read the book as it is on the disk now. */
	read(): Promise<Discovered>;
	/** Read it again; where these paths are all that may have changed, only as much of it as they need. */
	reread(paths: string[]): Promise<Discovered>;
	/** Add what version control knows of it; asked again only when there may be something new. */
	dated(found: Discovered): Promise<Discovered>;
	compile(found: Discovered): Promise<EngineResult>;
	/** The hash of a file below a base as it was read last. */
	hashOf(base: string, path: string): string | undefined;
	/** Tell whether nothing was wrong with the file itself. */
	isSound(base: string, path: string): boolean;
}

/** What a compiler is given besides the folder of the book. */
export interface CompilerOptions
	extends Pick<EngineOptions, "drawsAhead" | "edition" | "isCheck" | "isLive" | "progress" | "store"> {
	trusted?: DiscoverOptions["trusted"];
}

/** Make what compiles the book in a folder; templates and styles that the book has not come from Silcrow. */
export async function bookCompiler(
	folder: string,
	{ loadEngine }: Pick<CommandContext, "loadEngine">,
	{ trusted, ...wanted }: CompilerOptions = {},
): Promise<BookCompiler> {
	const defaults = bundleFolder();
	const known = new Map<string, KnownFile>();
	const createEngine = await loadEngine();
	// An asset that did not change is the same object.
	const bytesOf = new WeakMap<Asset, Promise<Uint8Array>>();
	const engine = createEngine({
		...wanted,
		version,
		// A process takes 0.2 s to start and warm up, which a helper has earned back after some hundred chapters.
		helpers: { processes: Math.min(availableParallelism() - 1, 3), from: 400 },
		// Cards are for those who link to the published site; no writer waits for them.
		...(wanted.isLive ? {} : { paintCard: cardPainter() }),
		subsetFont,
		within: makeDeadline(longestDrawing),
		readAsset(asset) {
			const bytes = bytesOf.get(asset) ?? readAsset(folder, asset, defaults);
			bytesOf.set(asset, bytes);
			// What failed once may succeed later.
			bytes.catch(() => bytesOf.delete(asset));
			return bytes;
		},
		readAssetNow: (asset) => readAssetNow(folder, asset, defaults),
	});
	const historyOf = historian(folder, wanted.store);
	let latest: Discovered | undefined;
	const read = async (): Promise<Discovered> => {
		const found = await discover(folder, { defaults, known, ...(trusted ? { trusted } : {}) });
		if (isEmpty(found)) throw emptyBook(folder);
		latest = found;
		return found;
	};
	return {
		read,
		async reread(paths) {
			const found = latest && (await reread({ root: await realpath(folder), paths, known, before: latest }));
			if (!found) return await read();
			latest = found;
			return found;
		},
		dated: async (found) => ({ ...found, history: await historyOf(found) }),
		compile: (found) => engine.run(found),
		hashOf: (base, path) => known.get(inFolder(base, path))?.hash,
		isSound: (base, path) => known.get(inFolder(base, path))?.content.diagnostics.length === 0,
	};
}

/** Where files were refused the report says why. */
function isEmpty({ sources, diagnostics }: Discovered): boolean {
	return diagnostics.length === 0 && !sources.some(({ kind }) => kind === "chapter");
}

/** A site without a page would take the place of a good one. */
function emptyBook(folder: string): Error {
	const hints = ["write a first chapter, such as `book/01-first-steps.md`"];
	return usageFailure(`the book in ${folder} is empty: \`book\` has no Markdown file`, { path: folder, hints });
}

/** Make a function that gives the history of a book. It asks git again only after a commit, for a save must cost nothing. */
function historian(folder: string, store: Store | undefined): (found: Discovered) => Promise<History> {
	let last: { head: string; sources: Source[]; history: Promise<History> } | undefined;
	return (found) => {
		const { sources } = found;
		const head = gitHead(folder);
		if (last?.head === head && replacedPlaces(last.sources, sources)) return last.history;
		const paths = sources.map(({ path }) => path);
		const key = fingerprint(["history", head, ...paths].join("\n"));
		const history = storedHistory(key, store) ?? readHistory(folder, paths);
		last = { head, sources, history };
		if (store && !store.find(key)) void history.then((known) => known.isUnknown || keepHistory(key, known, store));
		return history;
	};
}

function storedHistory(key: string, store: Store | undefined): Promise<History> | undefined {
	const text = store?.find(key)?.part(0);
	if (text === undefined) return undefined;
	const { changes, ...others } = JSON.parse(text) as Omit<History, "changes"> & { changes: [string, string][] };
	return Promise.resolve({ ...others, changes: new Map(changes) });
}

function keepHistory(key: string, history: History, store: Store): void {
	store.keep(key, "", [JSON.stringify({ ...history, changes: [...history.changes] })]);
}

/** Do something with a compiler that finds what earlier runs have kept. Where something kept turns out to be spoiled, that is dropped and it is done anew, at last without a store. */
export async function withStore<Result>(
	cache: CacheFolder | undefined,
	work: (store: Packs | undefined) => Promise<Result>,
): Promise<Result> {
	if (!cache) return await work(undefined);
	for (let attempt = 1; attempt <= mostAttempts; attempt++) {
		const packs = openPacks(cache);
		try {
			return await work(packs);
		} catch (error) {
			if (!isSpoiled(error)) throw error;
		} finally {
			packs.close();
		}
		mendPackIndex(cache, packs.spoiled);
	}
	cache.problems.push("something in it is not as it was written");
	return await work(undefined);
}

/** There are few packs, and whoever spoils one may have spoiled another. */
const mostAttempts = 3;

/** Make every warning an error, as `--strict` asks. */
export function strictly(diagnostics: Diagnostic[]): Diagnostic[] {
	return diagnostics.map((diagnostic) =>
		diagnostic.severity === "warning" ? { ...diagnostic, severity: "error" } : diagnostic,
	);
}

/** Count the errors, which keep a book from being published. */
export function countErrors(diagnostics: Diagnostic[]): number {
	return diagnostics.filter(({ severity }) => severity === "error").length;
}
