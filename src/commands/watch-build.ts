import { realpath } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic } from "../model/diagnostic.ts";
import { counted } from "../text/counted.ts";
import { loadWidths } from "../text/width.ts";
import { untilInterrupted } from "../world/interrupt.ts";
import { type Published, prepareOutput, publish } from "../world/publish.ts";
import { fingerprint } from "../world/seal.ts";
import type { SiteFiles, SiteRecord } from "../world/stage.ts";
import type { BuildOptions } from "./build.ts";
import { bookCompiler, countErrors, strictly } from "./compile-book.ts";
import type { CommandContext } from "./context.ts";
import { followChanges } from "./live/follow-changes.ts";
import { changeLine } from "./live/lines.ts";
import { type Rebuilt, rebuilder } from "./live/rebuild.ts";
import { tellErrors } from "./live/tell-errors.ts";

/** Publish a book, and again after every change, until a signal comes. While it has errors, the last good site stays. */
export async function watchBuild(folder: string, options: BuildOptions, context: CommandContext): Promise<number> {
	const { terminal } = context;
	// From the beginning, so that no signal falls between the first site and the wait.
	const interrupted = untilInterrupted();
	await loadWidths();
	const out = options.out ?? join(folder, "dist");
	const rebuild = rebuilder(await bookCompiler(folder, context));
	const judged = ({ found, result }: Rebuilt) => ({
		found,
		diagnostics: options.strict ? strictly(result.diagnostics) : result.diagnostics,
	});
	const publishAgain = publisher(out, folder);
	const write = async (built: Rebuilt): Promise<string[]> => {
		const { diagnostics } = judged(built);
		const errors = countErrors(diagnostics);
		const keeps = errors > 0 && !options.allowErrors;
		const outcome = keeps
			? `${out} keeps the last good site`
			: publishedWords(out, built.milliseconds, await publishAgain(built.result.site));
		return [...(errors > 0 ? [counted(errors, "error")] : []), outcome, ...warningWords(diagnostics)];
	};
	const tell = async (built: Rebuilt, before: Rebuilt | undefined): Promise<void> => {
		const words = await write(built);
		if (!options.quiet) terminal.note(changeLine(built.changed, words, new Date()));
		await tellErrors(judged(built), before && judged(before), context);
	};
	let built = await rebuild();
	await prepareOutput(out, { root: folder });
	await tell(built, undefined);
	// What could not be written is tried again with the next save.
	let isWritten = true;
	const watch = await followChanges(
		await realpath(folder),
		{
			async update(paths) {
				const before = built;
				built = await rebuild(paths);
				if (built === before && isWritten) return;
				isWritten = false;
				await tell(built, before);
				isWritten = true;
			},
			failed: () => undefined,
		},
		terminal,
	);
	const exitCode = await interrupted;
	await watch.close();
	return exitCode;
}

/** How a site was published, and how many milliseconds that took. */
type PublishedIn = Published & { milliseconds: number };

/** Make what publishes one site after the other: files that are the same objects are neither hashed nor read again. */
function publisher(out: string, root: string): (site: SiteFiles) => Promise<PublishedIn> {
	let record: SiteRecord = new Map();
	let known = new Map<string, { content: string | Uint8Array; hash: string }>();
	return async (site) => {
		const started = performance.now();
		const hashed: typeof known = new Map();
		for (const [address, content] of site) {
			const before = known.get(address);
			hashed.set(address, before?.content === content ? before : { content, hash: fingerprint(content) });
		}
		known = hashed;
		const hashes = new Map([...hashed].map(([address, { hash }]) => [address, hash]));
		const published = await publish(out, site, { root, hashes, record });
		record = published.record;
		return { ...published, milliseconds: Math.round(performance.now() - started) };
	};
}

function publishedWords(out: string, compiled: number, { isChanged, written, milliseconds }: PublishedIn): string {
	if (!isChanged) return `${out} is up to date`;
	return `${counted(written, "file")} written to ${out} in ${compiled + milliseconds} ms`;
}

function warningWords(diagnostics: Diagnostic[]): string[] {
	const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
	return warnings > 0 ? [counted(warnings, "warning")] : [];
}
