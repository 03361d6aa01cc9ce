import type { LiveStatus, LiveTarget } from "../../model/live.ts";
import type { Shown } from "../../world/news.ts";
import { changedFiles } from "./changed-files.ts";
import { type EditorLink, failedStatus, liveStatus } from "./live-status.ts";
import type { Rebuilt } from "./rebuild.ts";
import { targetOf } from "./target.ts";

/** What `silcrow dev` shows: the pages of the last build without errors, and what is wrong since. */
export interface Preview extends Shown {
	status: LiveStatus;
	/** What the pages that are shown were made of. */
	of: Rebuilt;
	/** Of the pages that are shown, in milliseconds since 1970; undefined as long as no build was without errors. */
	goodAt?: number;
	/** True while the book cannot be compiled at all. */
	hasFailed: boolean;
}

/** Show what was built. A book with errors leaves the last good pages in view, if there ever were any. */
export function previewOf(
	built: Rebuilt,
	before: Preview | undefined,
	{ now, editorLink }: { now: number; editorLink: EditorLink | undefined },
): Preview {
	const { found, result } = built;
	const status = liveStatus(found, result, editorLink);
	if (status.errors > 0 && before?.goodAt !== undefined) return { ...stale(before, status), hasFailed: false };
	const goodAt = status.errors === 0 ? { goodAt: now } : {};
	const target = before?.target ? { target: before.target } : {};
	const files = before ? changedFiles(before.of, built) : [];
	return { site: result.site, of: built, status, files, hasFailed: false, ...goodAt, ...target };
}

/** Keep showing what was shown although the book could not be compiled. */
export function previewOfFailure(before: Preview, message: string, hints: string[]): Preview {
	return { ...stale(before, failedStatus(before.status, message, hints)), hasFailed: true };
}

/** Lead the pages that follow the writer to what the writer has just changed. */
export function withTarget(preview: Preview, before: Preview, { changed, result }: Rebuilt): Preview {
	const next = targetOf(changed, result.book, before.site, preview.site);
	if (!next) return preview;
	const target: LiveTarget = { ...next, serial: (before.target?.serial ?? 0) + 1 };
	return { ...preview, target };
}

function stale(before: Preview, status: LiveStatus): Preview {
	const { goodAt } = before;
	return { ...before, status: goodAt === undefined ? status : { ...status, goodAt }, files: [] };
}
