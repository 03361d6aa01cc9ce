import type { EditionKind } from "../model/edition.ts";
import type { EngineResult } from "../model/engine.ts";
import { replaceFile } from "../world/replace-file.ts";
import { bookCompiler, countErrors, strictly } from "./compile-book.ts";
import type { CommandContext } from "./context.ts";
import { exitCodeOf, type ReportOptions, report, textsOf } from "./report.ts";

/** What a command that writes the whole book into one file may be told. */
export interface EditionOptions extends ReportOptions {
	out: string;
	allowErrors?: boolean;
}

/** Turns a compiled book into the bytes of a file. `built` is when the book was built, where that is known, as ISO 8601 in UTC. */
export type Binder = (result: EngineResult, built: string | undefined) => Promise<Uint8Array>;

/** Compile a book and write it into one file, unless it has errors: then an earlier file stays. */
export async function makeEdition(
	kind: EditionKind,
	folder: string,
	options: EditionOptions,
	context: CommandContext,
	bind: Binder,
): Promise<number> {
	const compiler = await bookCompiler(folder, context, { edition: kind });
	const found = await compiler.dated(await compiler.read());
	const result = await compiler.compile(found);
	const diagnostics = options.strict ? strictly(result.diagnostics) : result.diagnostics;
	const isRefused = countErrors(diagnostics) > 0 && !options.allowErrors;
	const outcome = isRefused
		? `${options.out} was not written.`
		: await write(options.out, await bind(result, found.history?.time));
	await report({ texts: textsOf(found), diagnostics, outcome, folder }, options, context);
	return exitCodeOf(diagnostics);
}

async function write(path: string, bytes: Uint8Array): Promise<string> {
	await replaceFile(path, bytes);
	return `Wrote ${path} (${sizeOf(bytes.length)}).`;
}

function sizeOf(bytes: number): string {
	return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
