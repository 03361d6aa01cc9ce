import { isSpoiled } from "../../model/spoiled.ts";
import { isTemplateError } from "../../model/template-error.ts";
import { isFailure } from "../../world/failure.ts";
import type { DevServer } from "../../world/server.ts";
import type { CommandContext } from "../context.ts";
import { reportFailure, templateHints } from "../failure.ts";
import type { BookSource } from "./book-source.ts";
import { rebuiltLine } from "./lines.ts";
import { type Preview, previewOfFailure, withTarget } from "./preview.ts";
import type { Rebuilt } from "./rebuild.ts";
import { type Judged, tellErrors } from "./tell-errors.ts";
import { mayBeUndrawable, tryPages } from "./try-pages.ts";

/** A build, and what is shown of it. */
interface Shown {
	built: Rebuilt;
	preview: Preview;
}

/** How builds are shown. */
export interface ShowOptions {
	look(built: Rebuilt, before: Preview): Preview;
	/** Let the pages go to what the writer is editing. */
	follow?: boolean | undefined;
	quiet?: boolean | undefined;
	/** Of the book, as the command names it. */
	folder: string;
}

/** Shows the book on the server as it changes. */
export interface Show {
	/** Build again, where these paths are all that may have changed, and show what came of it. */
	update(paths: string[] | undefined): Promise<void>;
	/** Keep what is shown, and say on it why there is nothing newer. */
	failed(error: unknown): void;
}

/** Go on from what is shown first. A page that nobody looks at is tried beside, and until it is drawn the last good ones stay. */
export function showOn(
	server: Pick<DevServer, "show">,
	first: Shown,
	book: BookSource,
	{ look, follow, quiet, folder }: ShowOptions,
	context: CommandContext,
): Show {
	const { terminal } = context;
	let { built, preview } = first;
	// What was compiled last, where it turned out that a page of it cannot be drawn.
	let undrawable: Rebuilt | undefined;
	if (mayBeUndrawable(undefined, built)) tryUnseen(preview);
	return {
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
	};

	async function showNext(paths: string[] | undefined): Promise<void> {
		const before = { built, preview };
		built = await book.rebuild(paths);
		// The watch may speak of changes that were seen already.
		if (built === undrawable || (built === before.built && !preview.hasFailed)) return;
		undrawable = built;
		const next = look(built, preview);
		const tabs = show(follow ? withTarget(next, preview, built) : next);
		undrawable = undefined;
		if (mayBeUndrawable(before.preview.of, preview.of)) tryUnseen(before.preview);
		const milliseconds = Math.round(performance.now() - built.started);
		if (!quiet) terminal.note(rebuiltLine(built, preview, { tabs, milliseconds, now: new Date(), folder }));
		await tellErrors(judged(built), judged(before.built), folder, context);
	}

	function tryUnseen(good: Preview): void {
		const { of } = preview;
		tryPages(of.result.site, () => preview.of === of).catch((error: unknown) => {
			undrawable = of;
			reportFailure(error, terminal);
			fail(good, error);
		});
	}

	function fail(good: Preview, error: unknown): void {
		const message = error instanceof Error ? error.message : String(error);
		show(previewOfFailure(good, message, hintsOf(error)));
	}

	function show(next: Preview): number {
		const tabs = server.show(next);
		preview = next;
		return tabs;
	}
}

/** What a build says, as it is told. */
export function judged({ found, result: { diagnostics } }: Rebuilt): Judged {
	return { found, diagnostics };
}

function hintsOf(error: unknown): string[] {
	if (isTemplateError(error)) return templateHints;
	return isFailure(error) ? error.hints : [];
}
