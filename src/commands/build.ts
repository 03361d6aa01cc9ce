import { join } from "node:path";
import type { EngineResult } from "../model/engine.ts";
import { prepareOutput, publish } from "../world/publish.ts";
import type { Mended } from "../world/recover.ts";
import { bookCompiler, countErrors, strictly } from "./compile-book.ts";
import type { CommandContext } from "./context.ts";
import { exitCodeOf, type ReportOptions, report } from "./report.ts";

/** What `silcrow build` may be told. */
export interface BuildOptions extends ReportOptions {
	out?: string;
	allowErrors?: boolean;
}

/** Compile a book and publish its site, unless it has errors: then the earlier site stays. */
export async function build(folder: string, options: BuildOptions, context: CommandContext): Promise<number> {
	const { terminal } = context;
	const out = options.out ?? join(folder, "dist");
	const started = performance.now();
	const compiler = await bookCompiler(folder, context);
	const found = await compiler.read();
	const mended = await prepareOutput(out, { root: folder });
	if (!options.quiet && mended !== "nothing") terminal.note(mendedNote(mended, out));
	const result = await compiler.compile(found);
	const diagnostics = options.strict ? strictly(result.diagnostics) : result.diagnostics;
	const errors = countErrors(diagnostics);
	const outcome =
		errors > 0 && !options.allowErrors ? `Nothing was written to ${out}.` : await publishSite(out, folder, result);
	if (options.verbose) {
		const { files, pages, references } = result.stats;
		const time = Math.round(performance.now() - started);
		terminal.note(`${files} files, ${pages} pages, ${references} references in ${time} ms`);
	}
	await report({ found, diagnostics, outcome }, options, context);
	return exitCodeOf(diagnostics);
}

async function publishSite(out: string, root: string, { site, stats }: EngineResult): Promise<string> {
	const { isChanged, written, kept } = await publish(out, site, { root });
	if (!isChanged) return `${out} was up to date: ${stats.pages} pages.`;
	return `Wrote ${stats.pages} pages to ${out} (${written} files new, ${kept} as before).`;
}

function mendedNote(mended: Mended, out: string): string {
	return mended === "site"
		? `An earlier build was interrupted: the site in ${out} was put back.`
		: `An earlier build was interrupted: what it left beside ${out} is gone.`;
}
