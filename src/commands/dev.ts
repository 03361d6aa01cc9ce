import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { isSpoiled } from "../model/spoiled.ts";
import { loadWidths } from "../text/width.ts";
import { serverPlace } from "../world/addresses.ts";
import { onInterrupt } from "../world/interrupt.ts";
import { bundleFolder } from "../world/package.ts";
import { recoverAll } from "../world/recover.ts";
import { type DevServer, startServer } from "../world/server.ts";
import type { CommandContext } from "./context.ts";
import { type CacheOptions, noteCache } from "./last-run.ts";
import { openBook } from "./live/book-source.ts";
import { editorLinks, editorOf } from "./live/editor-links.ts";
import { type Following, followChanges } from "./live/follow-changes.ts";
import { readyLines } from "./live/lines.ts";
import { type Preview, previewOf } from "./live/preview.ts";
import type { Rebuilt } from "./live/rebuild.ts";
import { judged, showOn } from "./live/show.ts";
import { tellErrors } from "./live/tell-errors.ts";
import { tellProgress } from "./progress.ts";

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
	await loadWidths();
	const progress = tellProgress(terminal, options);
	const book = await openBook(folder, { ...options, progress: progress.at }, context);
	const built = await book.rebuild();
	progress.end();
	const root = await realpath(folder);
	const editor = options.editor ?? editorOf(terminal.env);
	const editorLink = editor === undefined ? undefined : editorLinks(editor, root);
	const look = (built: Rebuilt, before?: Preview) => previewOf(built, before, { now: Date.now(), editorLink });
	const preview = look(built);
	await recoverAll(folder);
	// Nothing is being written from here on, and what is being compiled nobody will see.
	onInterrupt((exitCode) => process.exit(exitCode));
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
	await tellErrors(judged(built), undefined, folder, context);
	const { follow, quiet } = options;
	watch = await followChanges(
		root,
		showOn(server, { built, preview }, book, { look, follow, quiet, folder }, context),
		terminal,
	);
	return await new Promise<never>(() => undefined);
}

/** Name the server as people on this machine do, and as those elsewhere must. */
function urlsOf({ port, addresses }: DevServer): [string[], string[]] {
	const url = (name: string) => `http://${name.includes(":") ? `[${name}]` : name}:${port}/`;
	const own = ["127.0.0.1", "::1", "0.0.0.0", "::"];
	return [[url("localhost")], addresses.filter((address) => !own.includes(address)).map(url)];
}
