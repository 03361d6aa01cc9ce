import { join } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { EngineStats } from "../model/engine.ts";
import type { Progress } from "../model/progress.ts";
import { counted } from "../text/counted.ts";
import { clock } from "../world/clock.ts";
import type { Packs } from "../world/packs.ts";
import { prepareOutput } from "../world/publish.ts";
import type { Mended } from "../world/recover.ts";
import { bookCompiler, countErrors, strictly, withStore } from "./compile-book.ts";
import type { CommandContext } from "./context.ts";
import {
	type CacheOptions,
	isSiteWhole,
	keepRun,
	type Memory,
	noteCache,
	openMemory,
	quotedTexts,
	trustedFiles,
} from "./last-run.ts";
import { noteTimes, startProfileAt, tellProgress } from "./progress.ts";
import { publishRun, type Run } from "./publish-run.ts";
import { exitCodeOf, type Reported, type ReportOptions, report, textsOf } from "./report.ts";

/** What `silcrow build` may be told. */
export interface BuildOptions extends ReportOptions, CacheOptions {
	out?: string;
	allowErrors?: boolean;
	/** See `single.ts`. */
	single?: boolean;
}

/** Compile a book and publish its site, unless it has errors: then the earlier site stays. */
export async function build(folder: string, options: BuildOptions, context: CommandContext): Promise<number> {
	const { terminal } = context;
	const started = clock();
	const profiled = options.profile === undefined ? undefined : await startProfileAt(options.profile);
	const progress = tellProgress(terminal, options);
	const task: Task = {
		root: folder,
		out: options.out ?? join(folder, "dist"),
		options,
		context,
		progress: progress.at,
	};
	const memory = openMemory(folder, options);
	const done =
		(await lastBuild(memory, task)) ?? (await withStore(memory?.cache, (store) => newBuild(memory, task, store)));
	await profiled?.();
	const times = progress.end();
	if (options.verbose) noteTimes(terminal, done.stats, times, clock() - started);
	if (!options.quiet) noteCache(memory?.cache, terminal);
	await report({ ...done, folder }, options, context);
	return exitCodeOf(done.diagnostics);
}

interface Task {
	root: string;
	out: string;
	options: BuildOptions;
	context: CommandContext;
	progress: Progress;
}

/** A build and what came of it. */
interface Built extends Reported {
	stats: EngineStats;
}

/** What the last build has done, where doing it again would change nothing. */
async function lastBuild(memory: Memory | undefined, task: Task): Promise<Built | undefined> {
	if (!memory?.last) return undefined;
	const { root, out, options } = task;
	await prepare(task);
	const { stats } = memory.last;
	const diagnostics = judged(memory.last.diagnostics, options);
	const texts = quotedTexts(root, memory.last);
	if (isFaulty(diagnostics, options)) return { texts, diagnostics, outcome: `Nothing was written to ${out}.`, stats };
	if (!isSiteWhole(out, memory, root)) return undefined;
	return { texts, diagnostics, outcome: `${out} was up to date: ${counted(stats.pages, "page")}.`, stats };
}

async function newBuild(memory: Memory | undefined, task: Task, store: Packs | undefined): Promise<Built> {
	const { root, context, progress } = task;
	progress("read");
	const compiler = await bookCompiler(root, context, {
		...(store ? { store, drawsAhead: true as const } : {}),
		trusted: trustedFiles(root, memory),
		progress,
	});
	const found = await compiler.dated(await compiler.read());
	await prepare(task);
	const result = await compiler.compile(found);
	try {
		const { hashOf, isSound } = compiler;
		const run = { ...result, texts: textsOf(found), history: found.history, hashOf, isSound };
		return await publishNew(run, memory, task, store);
	} finally {
		result.ahead?.end();
	}
}

async function publishNew(
	run: Run,
	memory: Memory | undefined,
	{ root, out, options, progress }: Task,
	store: Packs | undefined,
): Promise<Built> {
	const diagnostics = judged(run.diagnostics, options);
	if (isFaulty(diagnostics, options)) {
		store?.save();
		keepRun(root, memory, run);
		return { ...run, diagnostics, outcome: `Nothing was written to ${out}.` };
	}
	const staged = (written: number, total: number) => progress("write", written, total);
	const published = await publishRun(run, memory, { root, out, staged });
	store?.save();
	keepRun(root, memory, run, { out, ...published });
	const { isChanged, written, kept } = published;
	const { pages } = run.stats;
	const outcome = isChanged
		? `Wrote ${counted(pages, "page")} to ${out} (${counted(written, "file")} new, ${kept} as before).`
		: `${out} was up to date: ${counted(pages, "page")}.`;
	return { ...run, diagnostics, outcome };
}

/** See that the site may be written, before work is done for it, and mend what an interrupted build left. */
async function prepare({ root, out, options, context }: Task): Promise<void> {
	const mended = await prepareOutput(out, { root });
	if (!options.quiet && mended !== "nothing") context.terminal.note(mendedNote(mended, out));
}

/** Give the findings as the options have them taken. */
export function judged(diagnostics: Diagnostic[], { strict }: BuildOptions): Diagnostic[] {
	return strict ? strictly(diagnostics) : diagnostics;
}

/** Tell whether a book must not be published. */
export function isFaulty(diagnostics: Diagnostic[], { allowErrors }: BuildOptions): boolean {
	return countErrors(diagnostics) > 0 && !allowErrors;
}

function mendedNote(mended: Mended, out: string): string {
	return mended === "site"
		? `An earlier build was interrupted: the site in ${out} was put back.`
		: `An earlier build was interrupted: what it left beside ${out} is gone.`;
}
