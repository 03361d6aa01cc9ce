import { appendFile, writeFile } from "node:fs/promises";
import { exitCodes } from "../cli.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Discovered } from "../model/discovered.ts";
import type { Printer } from "../model/report.ts";
import { explainSystemError, machineFailure } from "../world/failure.ts";
import { countErrors } from "./compile-book.ts";
import type { CommandContext } from "./context.ts";

/** The forms of a report. */
export const formats = ["text", "json", "github", "sarif", "junit"] as const;

/** What a command that reports may be told. */
export interface ReportOptions {
	format?: (typeof formats)[number];
	outputFile?: string;
	strict?: boolean;
	all?: boolean;
	quiet?: boolean;
	verbose?: boolean;
}

/** What is reported: the problems, the texts that they lie in, and in a sentence what came of them. */
export interface Reported {
	found: Discovered;
	diagnostics: Diagnostic[];
	outcome: string;
}

/** STUB of the maintainer: replace me. */
export async function report(reported: Reported, options: ReportOptions, context: CommandContext): Promise<void> {
	for (const one of reported.diagnostics.slice(0, 50)) context.terminal.note(`${one.path}:${one.span.start.line}:${one.span.start.column} ${one.severity}[${one.code}] ${one.message}`);
	context.terminal.note(reported.outcome);
}

/** STUB of the maintainer: replace me. */
export function exitCodeOf(diagnostics: Diagnostic[]): number {
	return countErrors(diagnostics) > 0 ? exitCodes.errors : exitCodes.clean;
}
