import { type FilesToShow, singleAddress } from "../model/edition.ts";
import type { EngineResult } from "../model/engine.ts";
import type { RenderEdition } from "../render/editions/edition.ts";
import type { Keeper } from "../render/keep.ts";
import { livePages } from "../render/live-site.ts";
import { renderPage } from "../render/page.ts";
import { type DrawPage, renderSite, type SiteInput } from "../render/site.ts";
import { isCard } from "./cards.ts";
import type { DrawnAhead } from "./draw-ahead.ts";
import type { Run } from "./engine.ts";
import { liveKeeper, memoryKeeper } from "./keepers.ts";
import { type LateFiles, lateFiles } from "./late-files.ts";
import { liveFiles } from "./live-files.ts";
import { forget } from "./memo.ts";
import { storeKeeper } from "./store-keeper.ts";

/** What remembers pieces of the site, and the files of the site as they are drawn. */
export interface Drawing {
	keeper: Keeper;
	late: LateFiles;
	/** The SHA-256 of what is known without being made. */
	hashes: Map<string, string>;
	/** The keys that were asked for. */
	used: Set<string>;
	/** Pages that other processes draw. */
	ahead?: DrawnAhead | undefined;
}

/** Make what a run draws the site with. */
export function startDrawing({ memory, kept, options, runs }: Run): Drawing {
	const used = new Set<string>();
	const late = lateFiles();
	const hashes = new Map<string, string>();
	if (options.isLive) return { keeper: liveKeeper(memory, late, kept), late, hashes, used };
	if (!kept) return { keeper: memoryKeeper(memory, used), late, hashes, used };
	const keeper = storeKeeper(kept, late, hashes, (address) => {
		const page = drawing.ahead?.take(address);
		if (page) runs.render += 1;
		return page;
	});
	const drawing: Drawing = { keeper, late, hashes, used };
	return drawing;
}

/** A site, and how many pages it has of those that are drawn from the book. */
interface DrawnSite {
	site: EngineResult["site"];
	countPages(): number;
}

/** Put the whole site into files that may be made late. */
export function renderAll({ memory, runs }: Run, input: SiteInput, { keeper, late, used }: Drawing): DrawnSite {
	renderSite(input, late.files, keeper, drawer(runs));
	forget(memory.kept, used);
	forget(memory.settled, used);
	// Before others are put in that are pages of their own.
	const pages = [...late.files.keys()].filter((address) => address.endsWith(".html")).length;
	return { site: late.files, countPages: () => pages };
}

/** Give the site of an engine that shows it while it is written. Nothing is made here; what will be asked for later, nobody knows. */
export function renderLive(
	{ memory, kept, runs }: Run,
	input: SiteInput,
	{ keeper }: Drawing,
	single: RenderEdition | undefined,
): DrawnSite {
	const draw = drawer(runs);
	const pages = livePages(input, keeper, draw);
	const site = liveFiles(pages, () => {
		const late = lateFiles();
		renderSite(input, late.files, liveKeeper(memory, late, kept), draw);
		for (const address of late.files.keys()) if (isCard(address)) late.files.delete(address);
		if (single) late.later(singleAddress, () => String(single(input, wholeSite()).get(singleAddress)));
		return late.files;

		/** The files of the search are listed when somebody has asked for one of them. */
		function wholeSite(): FilesToShow {
			late.files.has(input.names.searchIndex);
			return { get: site.get, has: site.has, keys: () => late.files.keys() };
		}
	});
	return { site, countPages: pages.count };
}

function drawer(runs: Run["runs"]): DrawPage {
	return (view, frame, templates) => {
		runs.render += 1;
		return renderPage(view, frame, templates);
	};
}
