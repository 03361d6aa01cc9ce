import { realpath } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import { isSpoiled } from "../model/spoiled.ts";
import { counted } from "../text/counted.ts";
import { loadWidths } from "../text/width.ts";
import { onInterrupt } from "../world/interrupt.ts";
import type { Packs } from "../world/packs.ts";
import { type Published, prepareOutput } from "../world/publish.ts";
import type { SiteRecord } from "../world/stage.ts";
import { type BuildOptions, isFaulty, judged } from "./build.ts";
import { type BookCompiler, bookCompiler, countErrors, withStore } from "./compile-book.ts";
import type { CommandContext } from "./context.ts";
import { keepRun, type Memory, noteCache, openMemory } from "./last-run.ts";
import { followChanges } from "./live/follow-changes.ts";
import { changeLine } from "./live/lines.ts";
import { type Rebuilt, rebuilder } from "./live/rebuild.ts";
import { type Judged, tellErrors } from "./live/tell-errors.ts";
import { tellProgress } from "./progress.ts";
import { publishRun } from "./publish-run.ts";
import { textsOf } from "./report.ts";

/** Publish a book, and again after every change, until a signal comes. While it has errors, the last good site stays. */
export async function watchBuild(folder: string, options: BuildOptions, context: CommandContext): Promise<number> {
	await loadWidths();
	const out = options.out ?? join(folder, "dist");
	const task = { folder, out, options, context, tell: teller(folder, out, options, context) };
	for (;;) {
		const memory = openMemory(folder, options);
		const exitCode = await withStore(memory?.cache, (store) => watchOver(memory, store, task));
		if (exitCode !== undefined) return exitCode;
	}
}

interface Task {
	folder: string;
	out: string;
	options: BuildOptions;
	context: CommandContext;
	tell: Tell;
}

/** An engine that has kept so many entries ends: what it does not need any more nobody knows, and a new one begins over what it has written down. */
const mostPending = 1000;

/** How long work that is under way may go on after a signal, in milliseconds. */
const grace = 200;

/** Publish a book after every change with one engine over one state of the cache; gives an exit code, or nothing where it is time for new ones. */
async function watchOver(
	memory: Memory | undefined,
	store: Packs | undefined,
	task: Task,
): Promise<number | undefined> {
	const { folder, out, options, context } = task;
	// Other builds may put their packs in place of these.
	store?.hold();
	const progress = tellProgress(context.terminal, options);
	const kept = store ? { store, drawsAhead: true as const } : {};
	const compiler = await bookCompiler(folder, context, { ...kept, progress: progress.at });
	const rebuild = rebuilder(compiler);
	const publishBuilt = publisher(compiler, memory, task);
	const isFull = () => store !== undefined && store.pending() > mostPending;
	let built = await rebuild();
	await prepareOutput(out, { root: folder });
	await publishBuilt(built, (written, total) => progress.at("write", written, total));
	progress.end();
	if (!options.quiet) noteCache(memory?.cache, context.terminal);
	if (isFull()) {
		store?.save();
		return undefined;
	}
	// What could not be written is tried again with the next save.
	let isWritten = true;
	let spoiled: unknown;
	let end: (exitCode?: number) => void = () => undefined;
	const ended = new Promise<number | undefined>((resolve) => {
		end = resolve;
	});
	let isOver = false;
	void ended.then(() => {
		isOver = true;
	});
	const stopHearing = onInterrupt((exitCode) => {
		if (isOver) process.exit(exitCode);
		end(exitCode);
		// What was worked out is kept where nobody has to wait for that; a site that is being published is cleaned up after.
		setTimeout(() => process.exit(exitCode), grace).unref();
	});
	const update = async (paths?: string[]): Promise<void> => {
		const before = built;
		built = await rebuild(paths);
		if (built === before && isWritten) return;
		isWritten = false;
		await publishBuilt(built);
		isWritten = true;
		if (isFull()) end();
	};
	const watch = await followChanges(
		await realpath(folder),
		{
			async update(paths) {
				try {
					await update(paths);
				} catch (error) {
					if (!isSpoiled(error)) throw error;
					spoiled = error;
					end();
				}
			},
			failed: () => undefined,
		},
		context.terminal,
	);
	const exitCode = await ended;
	await watch.close();
	stopHearing();
	if (spoiled !== undefined) throw spoiled;
	store?.save();
	return exitCode;
}

/** Make what publishes one state of a book after the other, and tells what came of each. */
function publisher(
	{ hashOf, isSound }: BookCompiler,
	first: Memory | undefined,
	{ folder, out, options, tell }: Task,
): (built: Rebuilt, staged?: Staged) => Promise<void> {
	let memory = first;
	let record: SiteRecord | undefined;
	let tried: Rebuilt | undefined;
	const publishOf = async (built: Rebuilt, staged?: Staged): Promise<Published | undefined> => {
		const { ahead, ...result } = built.result;
		// Pages that other processes draw come once.
		const drawn = ahead && built !== tried ? { ahead } : {};
		tried = built;
		const run = { ...result, ...drawn, texts: textsOf(built.found), history: built.found.history, hashOf, isSound };
		const published = isFaulty(judged(result.diagnostics, options), options)
			? undefined
			: await publishRun(run, memory, { root: folder, out, record, ...(staged ? { staged } : {}) });
		keepRun(folder, memory, run, published && { out, ...published });
		return published;
	};
	return async (built, staged) => {
		try {
			const published = await publishOf(built, staged);
			record = published?.record ?? record;
			await tell(built, published);
		} finally {
			built.result.ahead?.end();
			// The book is now read file by file as these change, and what a listing said of it holds for no later state.
			if (memory) memory = { ...memory, listings: undefined };
		}
	};
}

/** Hears how many files are written. */
type Staged = (done: number, total: number) => void;

type Tell = (built: Rebuilt, published: Published | undefined) => Promise<void>;

/** Make what tells of each new state of a book, and of its errors where there are others than before. */
function teller(folder: string, out: string, options: BuildOptions, context: CommandContext): Tell {
	let before: Judged | undefined;
	return async ({ found, result, changed, started }, published) => {
		const diagnostics = judged(result.diagnostics, options);
		const errors = countErrors(diagnostics);
		const milliseconds = Math.round(performance.now() - started);
		const outcome = published ? publishedWords(out, published, milliseconds) : `${out} keeps the last good site`;
		const words = [...(errors > 0 ? [counted(errors, "error")] : []), outcome, ...warningWords(diagnostics)];
		const isNews = !before || changed.length > 0 || published?.isChanged;
		if (isNews && !options.quiet) context.terminal.note(changeLine(changed, words, { now: new Date(), folder }));
		await tellErrors({ found, diagnostics }, before, folder, context);
		before = { found, diagnostics };
	};
}

function publishedWords(out: string, { isChanged, written }: Published, milliseconds: number): string {
	return isChanged ? `${counted(written, "file")} written to ${out} in ${milliseconds} ms` : `${out} is up to date`;
}

function warningWords(diagnostics: Diagnostic[]): string[] {
	const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
	return warnings > 0 ? [counted(warnings, "warning")] : [];
}
