import { setTimeout as sleep } from "node:timers/promises";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Discovered } from "../model/discovered.ts";
import type { EngineResult } from "../model/engine.ts";
import type { Shown } from "../world/server.ts";
import { type BookCompiler, countErrors } from "./compile-book.ts";

/** What the script in the pages shows of a book's problems. */
export interface PageStatus {
	problems: {
		severity: string;
		code: string;
		/** Path, line and column. */
		place: string;
		message: string;
		hints: string[];
	}[];
	/** How many there are, the ones left out included; none where the book has no error. */
	total: number;
	summary: string;
	isStale: boolean;
}

/** A book as it was compiled last. */
export interface Rebuilt {
	found: Discovered;
	result: EngineResult;
	shown: Shown & { status: PageStatus; isStale: boolean };
	milliseconds: number;
}

/** Make a function that reads and compiles a book again. A book with errors leaves the last good pages in view, if there ever were any. */
export function rebuilder(compiler: BookCompiler): () => Promise<Rebuilt> {
	let previous: Rebuilt | undefined;
	let good: EngineResult["site"] | undefined;
	return async () => {
		const started = performance.now();
		const found = await readWhole(compiler, previous?.found);
		if (previous && isSame(previous.found, found)) return previous;
		const result = await compiler.compile(found);
		const errors = countErrors(result.diagnostics);
		if (errors === 0) good = result.site;
		const isStale = errors > 0 && good !== undefined;
		const status = pageStatus(result.diagnostics, errors, isStale);
		const shown = { site: good ?? result.site, status, isStale };
		const milliseconds = Math.round(performance.now() - started);
		previous = { found, result, shown, milliseconds };
		return previous;
	};
}

/** Make a function that runs a task, and once more when it was called while the task ran. */
export function serially(task: () => Promise<void>): () => void {
	let isRunning = false;
	let isWanted = false;
	const run = async (): Promise<void> => {
		isRunning = true;
		while (isWanted) {
			isWanted = false;
			await task();
		}
		isRunning = false;
	};
	return () => {
		isWanted = true;
		if (!isRunning) void run();
	};
}

/** Read the book, and once more a little later if it looks as if an editor had written only half: many empty a file, or move it away, before they write the new text. */
async function readWhole(compiler: BookCompiler, before: Discovered | undefined): Promise<Discovered> {
	for (let attempt = 1; ; attempt++) {
		const found = await compiler.read();
		if (attempt === 3 || !before || !isHalfSaved(before, found)) return found;
		await sleep(60);
	}
}

function isHalfSaved(before: Discovered, now: Discovered): boolean {
	const textByPath = new Map(now.sources.map(({ path, text }) => [path, text]));
	return before.sources.some(({ path, text }) => text !== "" && !textByPath.get(path));
}

/** Unchanged files are the same objects. */
function isSame(before: Discovered, now: Discovered): boolean {
	return (
		before.settingsText === now.settingsText &&
		before.lockText === now.lockText &&
		isSameList(before.sources, now.sources) &&
		isSameList(before.assets, now.assets) &&
		isSameList(before.templates, now.templates) &&
		JSON.stringify(before.diagnostics) === JSON.stringify(now.diagnostics)
	);
}

function isSameList(before: unknown[], now: unknown[]): boolean {
	return before.length === now.length && before.every((item, index) => item === now[index]);
}

/** More would be no help in a corner of a page. */
const maxProblems = 50;

function pageStatus(diagnostics: Diagnostic[], errors: number, isStale: boolean): PageStatus {
	const shown = diagnostics.filter(({ severity }) => severity !== "info");
	if (errors === 0) return { problems: [], total: 0, summary: "", isStale };
	const warnings = shown.length - errors;
	const counts = [
		`${errors} ${errors === 1 ? "error" : "errors"}`,
		...(warnings > 0 ? [`${warnings} ${warnings === 1 ? "warning" : "warnings"}`] : []),
	];
	const problems = shown.slice(0, maxProblems).map(({ severity, code, path, span, message, hints }) => ({
		severity,
		code,
		place: `${path}:${span.start.line}:${span.start.column}`,
		message,
		hints,
	}));
	const summary = counts.join(", ");
	return { problems, total: shown.length, summary, isStale };
}
