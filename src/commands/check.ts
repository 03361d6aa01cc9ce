import type { Diagnostic } from "../model/diagnostic.ts";
import type { EngineStats } from "../model/engine.ts";
import type { Progress } from "../model/progress.ts";
import { counted } from "../text/counted.ts";
import { clock } from "../world/clock.ts";
import type { Packs } from "../world/packs.ts";
import { recoverAll } from "../world/recover.ts";
import { bookCompiler, strictly, withStore } from "./compile-book.ts";
import type { CommandContext } from "./context.ts";
import {
	type CacheOptions,
	keepRun,
	type Memory,
	noteCache,
	openMemory,
	quotedTexts,
	trustedFiles,
} from "./last-run.ts";
import { noteTimes, startProfileAt, tellProgress } from "./progress.ts";
import { exitCodeOf, type Reported, type ReportOptions, report, textsOf } from "./report.ts";

/** What `silcrow check` may be told. */
export interface CheckOptions extends ReportOptions, CacheOptions {
	/** Patterns of the files whose alerts are held against the runbook. */
	alerts?: string[];
}

/** Report what is wrong with a book; nothing is written but the report, and what the cache keeps. */
export async function check(folder: string, options: CheckOptions, context: CommandContext): Promise<number> {
	if (options.alerts && options.alerts.length > 0)
		return await checkWithAlerts(folder, options.alerts, options, context);
	const { terminal } = context;
	const started = clock();
	const profiled = options.profile === undefined ? undefined : await startProfileAt(options.profile);
	const progress = tellProgress(terminal, options);
	const memory = openMemory(folder, options);
	const { texts, stats, ...checked } =
		lastCheck(memory, folder) ??
		(await withStore(memory?.cache, (store) => newCheck(memory, folder, context, progress.at, store)));
	await profiled?.();
	const times = progress.end();
	if (options.verbose) noteTimes(terminal, stats, times, clock() - started);
	await recoverAll(folder);
	const diagnostics = options.strict ? strictly(checked.diagnostics) : checked.diagnostics;
	const outcome = `Checked ${checkedWords(stats, diagnostics)}.`;
	if (!options.quiet) noteCache(memory?.cache, terminal);
	await report({ texts, diagnostics, outcome, folder }, options, context);
	return exitCodeOf(diagnostics);
}

/** Rule files lie outside the book, so nothing that was kept of an earlier run is of use. */
async function checkWithAlerts(
	folder: string,
	patterns: string[],
	options: CheckOptions,
	context: CommandContext,
): Promise<number> {
	const compiler = await bookCompiler(folder, context, { isCheck: true });
	const found = await compiler.read();
	const { diagnostics: ofBook, stats, book } = await compiler.compile(found);
	const { checkAlertFiles } = await import("./check-alerts.ts");
	const checked = await checkAlertFiles(patterns, process.cwd(), found, book);
	const all = [...ofBook, ...checked.diagnostics];
	const diagnostics = options.strict ? strictly(all) : all;
	const outcome = `Checked ${checkedWords(stats, ofBook)}; ${counted(checked.alerts, "alert")} in ${counted(checked.files, "rule file")}.`;
	const reported = { texts: textsOf(found), diagnostics, outcome, folder, outside: checked.texts };
	await report(reported, options, context);
	return exitCodeOf(diagnostics);
}

/** Say how much of the book was checked, and how much of that leads somewhere. */
function checkedWords({ files, references }: EngineStats, diagnostics: Diagnostic[]): string {
	const broken = diagnostics.filter(({ code }) => leadsNowhere.test(code)).length;
	const resolved =
		broken === 0
			? counted(references, "reference resolves", "references resolve")
			: `${references} of ${references + broken} references resolve`;
	return `${counted(files, "file")}: ${resolved}`;
}

/** The codes of references and links whose target is not there. */
const leadsNowhere =
	/^(?:broken-fragment|broken-link|case-mismatch|missing-asset|unknown-(?:appendix|chapter|commit|item|section))$/;

interface Checked {
	texts: Reported["texts"];
	diagnostics: Diagnostic[];
	stats: EngineStats;
}

function lastCheck(memory: Memory | undefined, root: string): Checked | undefined {
	return memory?.last && { ...memory.last, texts: quotedTexts(root, memory.last) };
}

async function newCheck(
	memory: Memory | undefined,
	root: string,
	context: CommandContext,
	progress: Progress,
	store: Packs | undefined,
): Promise<Checked> {
	const compiler = await bookCompiler(root, context, {
		isCheck: true,
		...(store ? { store } : {}),
		trusted: trustedFiles(root, memory),
		progress,
	});
	progress("read");
	const found = await compiler.read();
	const result = await compiler.compile(found);
	const run = { ...result, texts: textsOf(found), hashOf: compiler.hashOf, isSound: compiler.isSound };
	store?.save();
	keepRun(root, memory, run);
	return run;
}
