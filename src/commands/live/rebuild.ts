import { setTimeout as sleep } from "node:timers/promises";
import type { Discovered } from "../../model/discovered.ts";
import type { EngineResult } from "../../model/engine.ts";
import type { BookCompiler } from "../compile-book.ts";
import { changedPaths } from "./changed-paths.ts";
import { replacedPlaces } from "./replaced-places.ts";

/** A book as it was read and compiled last. */
export interface Rebuilt {
	found: Discovered;
	result: EngineResult;
	/** The files that differ from those of the last time; none at first. */
	changed: string[];
	milliseconds: number;
	/** When that began, by `performance.now`. */
	started: number;
}

/** Reads a book again and compiles it; gives the same object as before where nothing changed. Without paths everything is looked at, else what they name. */
export type Rebuild = (paths?: string[]) => Promise<Rebuilt>;

/** Make a function that reads and compiles a book again and again, each time as little of it as the change allows. */
export function rebuilder(compiler: BookCompiler): Rebuild {
	let previous: Rebuilt | undefined;
	// What was read but could not be compiled, such as a template with a fault, must not be taken for seen.
	let isCertain = false;
	return async (paths) => {
		const started = performance.now();
		const before = previous?.found;
		const found = await readWhole(compiler, before, isCertain ? paths : undefined);
		const changed = before ? changedPaths(before, found) : [];
		if (previous && isCertain && changed.length === 0 && hasSameFaults(previous.found, found)) return previous;
		isCertain = false;
		const result = await compiler.compile(await compiler.dated(found));
		isCertain = true;
		const milliseconds = Math.round(performance.now() - started);
		previous = { found, result, changed, milliseconds, started };
		return previous;
	};
}

/** So often a book is looked at again, each time after a longer while: in all for a third of a second, for a busy machine may stop an editor in the middle of a save. */
const mostLooks = 5;

/** Read the book, and once more a little later if it looks as if an editor had written only half: many empty a file, or move it away, before they write the new text. */
async function readWhole(
	compiler: BookCompiler,
	before: Discovered | undefined,
	paths: string[] | undefined,
): Promise<Discovered> {
	for (let attempt = 1; ; attempt++) {
		const found = paths ? await compiler.reread(paths) : await compiler.read();
		if (attempt > mostLooks || !before || !isHalfSaved(before, found)) return found;
		await sleep(20 * attempt);
	}
}

function isHalfSaved(before: Discovered, now: Discovered): boolean {
	return (
		isLost(before.sources, now.sources, ({ text: old }, { text }) => text === "" || isCutOff(old, text)) ||
		isLost(before.templates, now.templates, ({ text: old }, { text }) => text === "" || isCutOff(old, text)) ||
		isLost(before.assets, now.assets, (_, { size }) => size === 0)
	);
}

/** Tell whether a text ends in the middle of a line, as the one before did not: a long text is written in pieces. */
function isCutOff(old: string, text: string): boolean {
	return text.length < old.length && old.endsWith("\n") && !text.endsWith("\n");
}

/** Tell whether one of the files is gone, or has lost what it had. */
function isLost<File extends { path: string }>(
	before: File[],
	now: File[],
	hasLost: (old: File, file: File) => boolean,
): boolean {
	return pairsOf(before, now).some(
		([old, file]) =>
			old !== undefined && old !== file && (file === undefined || (!hasLost(old, old) && hasLost(old, file))),
	);
}

/** Bring together what files were and are, if not all that are the same. */
function pairsOf<File extends { path: string }>(before: File[], now: File[]): [File | undefined, File | undefined][] {
	const places = replacedPlaces(before, now);
	if (places) return places.map((place) => [before[place], now[place]]);
	const fileAt = new Map(now.map((file) => [file.path, file]));
	return before.map((old) => [old, fileAt.get(old.path)]);
}

function hasSameFaults(before: Discovered, now: Discovered): boolean {
	return before === now || JSON.stringify(before.diagnostics) === JSON.stringify(now.diagnostics);
}
