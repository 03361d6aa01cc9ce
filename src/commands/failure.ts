import { exitCodes } from "../cli.ts";
import { isTemplateError } from "../model/template-error.ts";
import { version } from "../version.ts";
import { explainSystemError, isFailure, systemCode } from "../world/failure.ts";
import type { Terminal } from "../world/terminal.ts";

/** Say on the terminal what went wrong and what to do about it, and give the exit code. */
export function reportFailure(error: unknown, terminal: Terminal): number {
	if (isFailure(error)) {
		terminal.note(`silcrow: ${error.message}`);
		for (const hint of error.hints) terminal.note(`  hint: ${hint}`);
		return error.failure === "usage" ? exitCodes.usage : exitCodes.machine;
	}
	if (systemCode(error) !== undefined) {
		const { path } = error as NodeJS.ErrnoException;
		const place = path === undefined ? "" : `${path}: `;
		terminal.note(`silcrow: ${place}${explainSystemError(error)}`);
		return exitCodes.machine;
	}
	if (isTemplateError(error)) {
		terminal.note(`silcrow: ${error.message}`);
		for (const hint of templateHints) terminal.note(`  hint: ${hint}`);
		return exitCodes.errors;
	}
	const stack = error instanceof Error ? error.stack : undefined;
	terminal.note("silcrow: this is a mistake in Silcrow, not in the book.");
	for (const line of (stack ?? String(error)).split("\n")) terminal.note(`  ${line}`);
	terminal.note(
		`Please report it with these lines (silcrow ${version}, Node ${process.versions.node}, ${process.platform}).`,
	);
	return exitCodes.bug;
}

/** What to do about a fault in a template. */
export const templateHints = ["mend the template; without it, the book has that of Silcrow"];
