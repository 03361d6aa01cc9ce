import { setTimeout as sleep } from "node:timers/promises";
import type { Discovered } from "../../model/discovered.ts";
import type { EngineResult } from "../../model/engine.ts";
import type { BookCompiler } from "../compile-book.ts";
import { changedPaths } from "./changed-paths.ts";

/** A book as it was read and compiled last. */
export interface Rebuilt {
	found: Discovered;
	result: EngineResult;
	/** The files that differ from those of the last time; none at first. */
	changed: string[];
	milliseconds: number;
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
		previous = { found, result, changed, milliseconds };
		return previous;
	};
}

/** Read the book, and once more a little later if it looks as if an editor had written only half: many empty a file, or move it away, before they write the new text. */
async function readWhole(
	compiler: BookCompiler,
	before: Discovered | undefined,
	paths: string[] | undefined,
): Promise<Discovered> {
	for (let attempt = 1; ; attempt++) {
		const found = paths ? await compiler.reread(paths) : await compiler.read();
		if (attempt === 4 || !before || !isHalfSaved(before, found)) return found;
		await sleep(20 * attempt);
	}
}

function isHalfSaved(before: Discovered, now: Discovered): boolean {
	const lost = [
		...lostOf(before.sources, now.sources, ({ text }) => text.length),
		...lostOf(before.templates, now.templates, ({ text }) => text.length),
		...lostOf(before.assets, now.assets, ({ size }) => size),
	];
	return lost.length > 0;
}

/** List the files that had content before and have none now. */
function lostOf<File extends { path: string }>(before: File[], now: File[], sizeOf: (file: File) => number): File[] {
	const same = new Set(now);
	const changed = before.filter((file) => !same.has(file) && sizeOf(file) > 0);
	if (changed.length === 0) return [];
	const sizes = new Map(now.map((file) => [file.path, sizeOf(file)]));
	return changed.filter(({ path }) => !sizes.get(path));
}

function hasSameFaults(before: Discovered, now: Discovered): boolean {
	return before === now || JSON.stringify(before.diagnostics) === JSON.stringify(now.diagnostics);
}
