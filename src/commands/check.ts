import { recoverAll } from "../world/recover.ts";
import { bookCompiler, strictly } from "./compile-book.ts";
import type { CommandContext } from "./context.ts";
import { exitCodeOf, type ReportOptions, report } from "./report.ts";

/** Report what is wrong with a book; nothing is written but the report. */
export async function check(folder: string, options: ReportOptions, context: CommandContext): Promise<number> {
	const compiler = await bookCompiler(folder, context);
	const found = await compiler.read();
	await recoverAll(folder);
	const result = await compiler.compile(found);
	const diagnostics = options.strict ? strictly(result.diagnostics) : result.diagnostics;
	const { stats } = result;
	const outcome = `Checked ${stats.references} references in ${stats.files} ${stats.files === 1 ? "file" : "files"}.`;
	await report({ found, diagnostics, outcome }, options, context);
	return exitCodeOf(diagnostics);
}
