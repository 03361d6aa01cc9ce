import { appendFile, writeFile } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { exitCodes } from "../cli.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Discovered } from "../model/discovered.ts";
import type { Printer, Report } from "../model/report.ts";
import { countsOf } from "../report/summary.ts";
import { printText } from "../report/text.ts";
import { isNarrow, loadWidths } from "../text/width.ts";
import { version } from "../version.ts";
import { explainSystemError, machineFailure } from "../world/failure.ts";
import { countErrors } from "./compile-book.ts";
import type { CommandContext } from "./context.ts";
import { prefixFromHere } from "./prefix-from-here.ts";

/** The forms of a report. */
export const formats = ["text", "json", "github", "sarif", "junit"] as const;

type Format = (typeof formats)[number];

/** What a command that reports may be told. */
export interface ReportOptions {
	format?: Format;
	outputFile?: string;
	strict?: boolean;
	all?: boolean;
	quiet?: boolean;
	verbose?: boolean;
	/** A file for what the processor does meanwhile. */
	profile?: string;
}

/** What is reported: the problems, the texts that they lie in, and in a sentence what came of them. */
export interface Reported {
	texts: Report["texts"];
	diagnostics: Diagnostic[];
	outcome: string;
	/** The folder of the book, for which paths are shown as they are seen from here; without it as the book names them. */
	folder?: string;
	/** The texts of files that are not of the book, by paths as they are seen from here. */
	outside?: Report["texts"];
}

/** Write a report where the options want it. It is the result of a command, so it goes to the standard output. With `--quiet` only errors are told. */
export async function report(reported: Reported, options: ReportOptions, context: CommandContext): Promise<void> {
	const { terminal } = context;
	const { format = "text", outputFile, quiet = false } = options;
	const seen = seenFromHere(reported, format);
	const diagnostics = quiet ? seen.diagnostics.filter(({ severity }) => severity === "error") : seen.diagnostics;
	const full: Report = {
		diagnostics,
		texts: seen.texts,
		outcome: quiet && diagnostics.length === 0 ? "" : reported.outcome,
		version,
	};
	if (format === "text") await loadWidthsFor(full);
	const print = await printerOf(format);
	const isFile = outputFile !== undefined;
	const text = print(full, {
		hasColor: !isFile && terminal.hasColor,
		most: options.all || isFile ? Number.POSITIVE_INFINITY : mostShown,
	});
	if (format === "github") await addSummary((await import("../report/step-summary.ts")).stepSummary(full), context);
	if (!isFile) {
		terminal.print(text);
		return;
	}
	await write(outputFile, text, writeFile);
	const counts = diagnostics.length > 0 ? `${countsOf(diagnostics)}. ` : "";
	if (!quiet) terminal.note(`${counts}${reported.outcome} The report is in ${outputFile}.`);
}

/** The exit code that a list of problems leads to. */
export function exitCodeOf(diagnostics: Diagnostic[]): number {
	if (diagnostics.some(({ code, severity }) => code === "bad-settings" && severity === "error")) return exitCodes.usage;
	return countErrors(diagnostics) > 0 ? exitCodes.errors : exitCodes.clean;
}

/** People, editors and services look for the files of a report from where the command was called. What no service finds below that is left as the book names it. */
function seenFromHere(
	{ diagnostics, texts, folder, outside }: Reported,
	format: Format,
): Pick<Report, "diagnostics" | "texts"> {
	const way = folder === undefined ? "" : prefixFromHere(folder);
	const prefix = format !== "text" && (way.startsWith("..") || isAbsolute(way)) ? "" : way;
	const seen = <Place extends { path: string }>(place: Place): Place =>
		outside?.get(place.path) === undefined ? { ...place, path: prefix + place.path } : place;
	return {
		diagnostics:
			prefix === "" ? diagnostics : diagnostics.map((one) => ({ ...seen(one), related: one.related.map(seen) })),
		texts: { get: (path) => outside?.get(path) ?? texts.get(path.slice(path.startsWith(prefix) ? prefix.length : 0)) },
	};
}

/** Nobody reads more of them than this at once. */
const mostShown = 20;

/** Only a text that is quoted has to be measured. */
async function loadWidthsFor({ diagnostics, texts }: Report): Promise<void> {
	const paths = new Set(diagnostics.flatMap(({ path, related }) => [path, ...related.map((one) => one.path)]));
	for (const path of paths) {
		if (isNarrow(texts.get(path) ?? "")) continue;
		await loadWidths();
		return;
	}
}

async function printerOf(format: Format): Promise<Printer> {
	switch (format) {
		case "text":
			return printText;
		case "json":
			return (await import("../report/json.ts")).printJson;
		case "github":
			return (await import("../report/github.ts")).printGithub;
		case "sarif":
			return (await import("../report/sarif.ts")).printSarif;
		case "junit":
			return (await import("../report/junit.ts")).printJunit;
	}
}

/** Give the texts that problems may lie in, as they were read. */
export function textsOf({
	sources,
	settingsText,
	lockText,
}: Discovered): Pick<ReadonlyMap<string, string>, "get" | "has"> {
	const named = new Map([
		["book/book.yaml", settingsText],
		["book/book.lock.json", lockText],
	]);
	const byPath = new Map(sources.map((source) => [source.path, source]));
	return {
		get: (path) => named.get(path) ?? byPath.get(path)?.text,
		// A text may have to be read first.
		has: (path) => named.get(path) !== undefined || byPath.has(path),
	};
}

/** Add to the summary of a job on GitHub, where this runs in one. */
export async function addSummary(summary: string, { terminal }: CommandContext): Promise<void> {
	const file = terminal.env.GITHUB_STEP_SUMMARY;
	if (file) await write(file, summary, appendFile);
}

async function write(file: string, text: string, how: (file: string, text: string) => Promise<void>): Promise<void> {
	try {
		await how(file, text);
	} catch (cause) {
		throw machineFailure(`cannot write ${file}: ${explainSystemError(cause)}`, { path: file, cause });
	}
}
