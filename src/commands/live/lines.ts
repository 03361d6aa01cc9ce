import type { EngineResult } from "../../model/engine.ts";
import { counted } from "../../text/counted.ts";
import { version } from "../../version.ts";
import { prefixFromHere } from "../prefix-from-here.ts";
import type { Preview } from "./preview.ts";
import type { Rebuilt } from "./rebuild.ts";

/** Say what the book is and where it can be seen. */
export function readyLines({ result, milliseconds }: Rebuilt, urls: string[], phone: string[]): string[] {
	const { settings } = result.book;
	const places = [...urls, ...phone.map((url) => `from other machines: ${url}`)];
	return [
		`  silcrow ${version}   ${settings.title}   ${contentsOf(result)}`,
		`  ready in ${milliseconds} ms   ${places.join("   ")}`,
	];
}

/** Say in a line what changed and what came of it: to how many tabs it went, and how long after the change was noticed. */
export function rebuiltLine(
	{ changed }: Rebuilt,
	{ status, goodAt }: Preview,
	{ tabs, milliseconds, ...seen }: { tabs: number; milliseconds: number } & Seen,
): string {
	const { errors, warnings } = status;
	const outcome =
		errors === 0
			? [`rebuilt in ${milliseconds} ms`, ...(tabs > 0 ? [counted(tabs, "tab")] : [])]
			: [goodAt === undefined ? counted(errors, "error") : `${counted(errors, "error")}, showing the last good pages`];
	const rest = warnings > 0 ? [counted(warnings, "warning")] : [];
	return changeLine(changed, [...outcome, ...rest], seen);
}

/** When and from where a change is looked at. */
interface Seen {
	now: Date;
	/** Of the book, as the command names it. */
	folder: string;
}

/** Write a line that begins with the time of day and the files that changed. */
export function changeLine(changed: string[], words: string[], { now, folder }: Seen): string {
	const about = changed.length > 0 ? [`${prefixFromHere(folder)}${namesOf(changed)} changed`] : [];
	return `  ${clock(now)}  ${[...about, ...words].join("   ")}`;
}

function contentsOf({ book, stats }: EngineResult): string {
	const chapters = counted(book.chapters.length, "chapter");
	const entries = book.runbook?.sections.size ?? 0;
	// As on the cover: what only sends the reader to another one is no term.
	const terms = book.terms.filter(({ term }) => term.see === undefined).length;
	const counts = [
		chapters,
		...(entries > 0 ? [counted(entries, "entry", "entries")] : []),
		...(terms > 0 ? [counted(terms, "term")] : []),
		counted(stats.pages, "page"),
	];
	return counts.join(" · ");
}

function namesOf([first = "", ...others]: string[]): string {
	return others.length === 0 ? first : `${first} and ${counted(others.length, "other file")}`;
}

/** The writer's own time of day. */
function clock(time: Date): string {
	return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
