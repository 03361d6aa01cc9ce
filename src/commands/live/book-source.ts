import type { Progress } from "../../model/progress.ts";
import { isSpoiled } from "../../model/spoiled.ts";
import type { Store } from "../../model/store.ts";
import type { CacheFolder } from "../../world/cache-folder.ts";
import { openPacks, type Packs } from "../../world/packs.ts";
import { bookCompiler } from "../compile-book.ts";
import type { CommandContext } from "../context.ts";
import { type CacheOptions, openCache } from "../last-run.ts";
import { type Rebuild, type Rebuilt, rebuilder } from "./rebuild.ts";

/** A book that is compiled again and again over what earlier runs have kept. */
export interface BookSource {
	rebuild: Rebuild;
	/** Something that was kept is not what it was: from the next time on all is done without. */
	distrust(): void;
	/** Where things are kept, if anywhere. */
	cache: CacheFolder | undefined;
}

/** Open a book to be shown. What its first compilation has worked out is kept for later runs; after that nothing is written. */
export async function openBook(
	folder: string,
	{ progress, ...options }: CacheOptions & { progress: Progress },
	context: CommandContext,
): Promise<BookSource> {
	const cache = openCache(folder, options);
	const packs = cache && openPacks(cache);
	// Another build may put its own in place of them.
	packs?.hold();
	const store = packs && storeOfFirst(packs);
	let rebuild = rebuilder(await bookCompiler(folder, context, { isLive: true, progress, ...(store ? { store } : {}) }));
	let isTrusted = true;
	const anew: Rebuild = async () => {
		isTrusted = true;
		rebuild = rebuilder(await bookCompiler(folder, context, { isLive: true }));
		return await rebuild();
	};
	return {
		async rebuild(paths) {
			if (!isTrusted) return await anew();
			try {
				const built = await rebuild(paths);
				store?.end(built);
				return built;
			} catch (error) {
				if (!isSpoiled(error)) throw error;
				return await anew();
			}
		},
		distrust() {
			isTrusted = false;
		},
		cache,
	};
}

/** A store that takes what the first run works out. */
interface FirstStore extends Store {
	/** Write that down, and take nothing more. */
	end(built: Rebuilt): void;
}

function storeOfFirst(packs: Packs): FirstStore {
	let isOpen = true;
	return {
		find: packs.find,
		keep(key, note, parts) {
			return isOpen ? packs.keep(key, note, parts) : undefined;
		},
		renote(key, note) {
			if (isOpen) packs.renote(key, note);
		},
		claim: packs.claim,
		end({ result }) {
			if (!isOpen) return;
			// The number of pages is told next, and to find it the index at the back is made, which other runs need not do again.
			void result.stats.pages;
			packs.save();
			isOpen = false;
		},
	};
}
