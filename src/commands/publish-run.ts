import type { EngineResult } from "../model/engine.ts";
import { type Published, publish } from "../world/publish.ts";
import type { SiteRecord } from "../world/stage.ts";
import { type EndedRun, type Memory, readRecord, spareOf } from "./last-run.ts";

/** What a run has found out, with what is needed to tell and to keep it. */
export type Run = EngineResult & EndedRun;

/** Where the site of a run goes. */
export interface Place {
	/** The root folder of the book. */
	root: string;
	out: string;
	/** What was published there, where it is known without the cache. */
	record?: SiteRecord | undefined;
	/** Hears how many files are written. */
	staged?: (done: number, total: number) => void;
}

/** Publish the site of a run over what is known of the one that is there. */
export async function publishRun(
	{ site, hashes, ahead }: Run,
	memory: Memory | undefined,
	{ root, out, record = readRecord(root, memory, out), staged }: Place,
): Promise<Published> {
	const spare = spareOf(root, memory, out);
	return await publish(out, site, {
		root,
		hashes,
		record,
		...(staged ? { staged } : {}),
		...(spare ? { spare } : {}),
		...(ahead ? { batches: ahead.batches } : {}),
	});
}
