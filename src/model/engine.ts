import type { Book } from "./book.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Discovered } from "./discovered.ts";
import type { Edition, EditionKind } from "./edition.ts";
import type { SubsetFont } from "./font.ts";
import type { Lock, LockChange } from "./lock.ts";
import type { Progress } from "./progress.ts";
import type { Asset } from "./source.ts";
import type { Store } from "./store.ts";

/** What the engine is given from outside, because it opens nothing by itself. */
export interface EngineOptions {
	/** Give the bytes of an asset that a page needs or that lies in `public/`. */
	readAsset(asset: Asset): Promise<Uint8Array>;
	/** The same at once; with it what is published as it is, and is known already, is never read. */
	readAssetNow?(asset: Asset): Uint8Array;
	/** How many processes may help to compile, and from how many files on they are worth their start; none by default. */
	helpers?: { processes: number; from: number };
	/** Part of every cache key, so that no version reads another's results. */
	version: string;
	/** Turn the drawing of a card into a PNG; without it no card is published. */
	paintCard?(svg: string): Promise<Uint8Array>;
	/** Makes the font that a book brings as small as it can be; without it no font is published. */
	subsetFont?: SubsetFont;
	/** Does a piece of work, and throws where it comes to no end: templates that a book brings are code. */
	within?<Result>(work: () => Result): Result;
	/** For a site that is looked at while it is written: nothing of it is made before somebody asks for it, and of what is made only the pages are listed. */
	isLive?: true;
	/** For a run that only says what is wrong: there is no site, and no template of the book runs. */
	isCheck?: true;
	/** For a site that is written once: other processes may draw pages of it before they are asked for. */
	drawsAhead?: true;
	/** What is made besides the site. */
	edition?: EditionKind;
	/** Hears how far a run has come. */
	progress?: Progress;
	/** Where results outlive the engine. With it files of the site are made each time that somebody asks for them, and the engine is to run once, unless its site is live. */
	store?: Store;
}

/** How much a run looked at and how much of it had to be done anew. */
export interface EngineStats {
	/** Files of text. */
	files: number;
	/** Pages of the site. */
	pages: number;
	/** References and links that were checked. */
	references: number;
	/** How often each stage ran in this run; what had not changed was remembered. */
	runs: { compile: number; index: number; link: number; render: number };
}

/** The promises of a book and what became of them. */
export interface PublishedState {
	/** What the lock says. */
	before: Lock;
	/** What a lock would say that is made now, without the memory of the old one. */
	now: Lock;
	changes: LockChange[];
}

/** The outcome of one run; it is complete however many faults the book has. */
export interface EngineResult {
	/** Those of the discovered files included, in the order in which they are to be shown. */
	diagnostics: Diagnostic[];
	/** Address relative to the site's root, such as `ch08.html`, to content. */
	site: Map<string, string | Uint8Array>;
	/** Of the files that are known without being made, and of those that have been made: address to the SHA-256 of the content, in hex. */
	hashes: Map<string, string>;
	stats: EngineStats;
	/** What the files define together. */
	book: Book;
	/** What was published before and would be now; undefined for a book without a lock. */
	published?: PublishedState;
	/** Where the options ask for one. */
	edition?: Edition;
	/** Where the options ask for it, and there are processes that draw. */
	ahead?: PagesAhead;
}

/** Pages that are drawn before they are asked for. Whoever has it ends it. */
export interface PagesAhead {
	/** Give the addresses of files in an order in which nobody waits for a page that is being drawn. */
	batches(addresses: string[]): AsyncIterable<string[]>;
	end(): void;
}

/** Compiles a book, and remembers enough of it to compile the next state of the same book faster. */
export interface Engine {
	run(input: Discovered): Promise<EngineResult>;
}

/** Make an engine; `engine/engine.ts` exports the one there is. */
export type CreateEngine = (options: EngineOptions) => Engine;
