import type { Lock } from "../model/lock.ts";
import type { Settings } from "../model/settings.ts";
import type { StorePlace, StoreRow } from "../model/store.ts";
import type { SiteInput } from "../render/site.ts";
import type { CompileJob } from "./compile-job.ts";
import type { PackedUnit } from "./packed-unit.ts";

/** What a helper may be told to do: by name, the order and the answer. */
export interface HelperOrders {
	compile: { order: CompileOrder; answer: CompileAnswer };
	/** Tells whether all that it needs was there. */
	learn: { order: BookOrder; answer: boolean };
	work: { order: WorkOrder; answer: StoreRow[] };
	show: { order: SiteOrder; answer: undefined };
	/** Addresses of pages of the site that was shown. */
	draw: { order: string[]; answer: DrawnPages };
}

/** Files to compile. */
export interface CompileOrder {
	jobs: CompileJob[];
	/** Of the store that takes what comes of them; without it they are told as they are. */
	place?: StorePlace | undefined;
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

/** A site all of whose files are linked. */
export interface SiteOrder extends Pick<SiteInput, "names" | "stamp" | "changes"> {
	/** By name. */
	templates: Map<string, string>;
	/** False where the templates are Silcrow's own, which come to an end. */
	isGuarded: boolean;
	/** Where everything lies that was kept since the book was told. */
	rows: StoreRow[];
}

/** Pages that were drawn, and the file in which they lie behind each other until somebody takes them. */
export interface DrawnPages {
	parcel: string;
	pages: { address: string; length: number; hash: string }[];
}

/** A page as it will be published. */
export interface DrawnPage {
	content: Uint8Array;
	/** The SHA-256 of the content, in hex. */
	hash: string;
}
