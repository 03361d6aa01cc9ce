import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { isSpoiled } from "../model/spoiled.ts";
import { isTemplateError } from "../model/template-error.ts";
import { loadWidths } from "../text/width.ts";
import { serverPlace } from "../world/addresses.ts";
import { isFailure } from "../world/failure.ts";
import { untilInterrupted } from "../world/interrupt.ts";
import { bundleFolder } from "../world/package.ts";
import { recoverAll } from "../world/recover.ts";
import { type DevServer, startServer } from "../world/server.ts";
import type { CommandContext } from "./context.ts";
import { reportFailure, templateHints } from "./failure.ts";
import { type CacheOptions, noteCache } from "./last-run.ts";
import { openBook } from "./live/book-source.ts";
import { editorLinks } from "./live/editor-links.ts";
import { type Following, followChanges } from "./live/follow-changes.ts";
import { readyLines, rebuiltLine } from "./live/lines.ts";
import { type Preview, previewOf, previewOfFailure, withTarget } from "./live/preview.ts";
import type { Rebuilt } from "./live/rebuild.ts";
import { type Judged, tellErrors } from "./live/tell-errors.ts";
import { mayBeUndrawable, tryPages } from "./live/try-pages.ts";

/** What `silcrow dev` may be told. */
export interface DevOptions extends CacheOptions {
	port: number;
	/** An address, or true for all of this machine's. */
	host?: string | true;
	allowedHost?: string[];
	/** Let the pages go to what the writer is editing. */
	follow?: boolean;
	/** An editor that the pages may link to, or the pattern of its links. */
	editor?: string;
	quiet?: boolean;
}

/** Show a book in the browser, and keep what is shown up to date until a signal comes. */
export async function dev(folder: string, options: DevOptions, context: CommandContext): Promise<number> {
	const { terminal } = context;
	// From the beginning, so that no signal falls between the first page and the wait.
	const interrupted = untilInterrupted();
	await loadWidths();
	const book = await openBook(folder, options, context);
	const root = await realpath(folder);
	const editorLink = options.editor === undefined ? undefined : editorLinks(options.editor, root);
	const look = (built: Rebuilt, before?: Preview) => previewOf(built, before, { now: Date.now(), editorLink });
	let built = await book.rebuild();
	let preview = look(built);
	// What was compiled last, where it turned out that a page of it cannot be drawn.
	let undrawable: Rebuilt | undefined;
	await recoverAll(folder);
	const place = serverPlace(options.host, options.allowedHost ?? []);
	let watch: Following | undefined;
	const server = await startServer({
		...place,
		port: options.port,
		script: await readFile(join(bundleFolder(), "client/dev.js")),
		shown: preview,
		failed(error) {
			if (!isSpoiled(error)) return;
			book.distrust();
			watch?.again();
		},
	});
	for (const line of readyLines(built, ...urlsOf(server))) terminal.note(line);
	if (!options.quiet) noteCache(book.cache, terminal);
	if (place.isOpen) terminal.note("  warning: everybody who can reach this machine over the network can read the book");
	await tellErrors(judged(built), undefined, context);

	const show = (next: Preview): number => {
		const tabs = server.show(next);
		preview = next;
		return tabs;
	};
	const fail = (good: Preview, error: unknown): void => {
		const message = error instanceof Error ? error.message : String(error);
		show(previewOfFailure(good, message, hintsOf(error)));
	};
	const tryUnseen = (good: Preview): void => {
		const { of } = preview;
		tryPages(of.result.site, () => preview.of === of).catch((error: unknown) => {
			undrawable = of;
			reportFailure(error, terminal);
			fail(good, error);
		});
	};
	if (mayBeUndrawable(undefined, built)) tryUnseen(preview);
	const showNext = async (paths: string[] | undefined): Promise<void> => {
		const before = { built, preview };
		built = await book.rebuild(paths);
		// The watch may speak of changes that were seen already.
		if (built === undrawable || (built === before.built && !preview.hasFailed)) return;
		undrawable = built;
		const next = look(built, preview);
		const tabs = show(options.follow ? withTarget(next, preview, built) : next);
		undrawable = undefined;
		if (mayBeUndrawable(before.preview.of, preview.of)) tryUnseen(before.preview);
		const milliseconds = Math.round(performance.now() - built.started);
		if (!options.quiet) terminal.note(rebuiltLine(built, preview, { tabs, milliseconds, now: new Date() }));
		await tellErrors(judged(built), judged(before.built), context);
	};
	watch = await followChanges(
		root,
		{
			async update(paths) {
				try {
					await showNext(paths);
				} catch (error) {
					if (!isSpoiled(error)) throw error;
					book.distrust();
					await showNext(undefined);
				}
			},
			failed: (error) => fail(preview, error),
		},
		terminal,
	);
	const exitCode = await interrupted;
	await watch.close();
	await server.close();
	book.close();
	return exitCode;
}

function hintsOf(error: unknown): string[] {
	if (isTemplateError(error)) return templateHints;
	return isFailure(error) ? error.hints : [];
}

/** Name the server as people on this machine do, and as those elsewhere must. */
function urlsOf({ port, addresses }: DevServer): [string[], string[]] {
	const url = (name: string) => `http://${name.includes(":") ? `[${name}]` : name}:${port}/`;
	const own = ["127.0.0.1", "::1", "0.0.0.0", "::"];
	return [[url("localhost")], addresses.filter((address) => !own.includes(address)).map(url)];
}

function judged({ found, result: { diagnostics } }: Rebuilt): Judged {
	return { found, diagnostics };
}
