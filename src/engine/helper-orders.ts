import type { Lock } from "../model/lock.ts";
import type { Settings } from "../model/settings.ts";
import type { StoreRow } from "../model/store.ts";
import type { CompileJob } from "./compile-job.ts";
import type { PackedUnit } from "./packed-unit.ts";

/** What a helper may be told to do: by name, the order and the answer. */
export interface HelperOrders {
	compile: { order: CompileOrder; answer: CompileAnswer };
	/** Tells whether all that it needs was there. */
	learn: { order: BookOrder; answer: boolean };
	work: { order: WorkOrder; answer: StoreRow[] };
}

/** Files to compile. */
export interface CompileOrder {
	jobs: CompileJob[];
	/** The folder of the store that takes what comes of them; without it they are told as they are. */
	place?: string | undefined;
	/** How long one may take, in seconds of computing; undefined where the files are ordinary ones. */
	deadline?: number | undefined;
}

/** What came of the files. Undefined are those that lie in the store, by the key of the job. */
export interface CompileAnswer {
	units: (PackedUnit | undefined)[];
	rows: StoreRow[];
}

/** A book all of whose files lie in the store, told in full so that every process makes the same of it. */
export interface BookOrder {
	/** Of the units, in the order of the book. */
	keys: string[];
	settings: Settings;
	addresses: Map<string, string>;
	lock: Lock | undefined;
	/** The print of the book. */
	print: string;
	/** Where everything lies that the helper has not kept itself. */
	rows: StoreRow[];
}

/** Pieces of the book that lie in the store when they are done. */
export interface WorkOrder {
	/** Paths of files to link. */
	links: string[];
	/** Numbers of search blocks to index. */
	blocks: number[];
}
