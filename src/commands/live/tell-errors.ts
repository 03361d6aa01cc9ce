import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Discovered } from "../../model/discovered.ts";
import type { CommandContext } from "../context.ts";
import { report, textsOf } from "../report.ts";

/** What was found in a book, and what is wrong with it. */
export interface Judged {
	found: Discovered;
	diagnostics: Diagnostic[];
}

/** Show the errors with their lines, where there are others than before. Warnings are for `silcrow check`. */
export async function tellErrors(
	{ found, diagnostics }: Judged,
	before: Judged | undefined,
	folder: string,
	context: CommandContext,
): Promise<void> {
	const errors = errorsOf(diagnostics);
	if (errors.length === 0 || namesOf(errors) === namesOf(errorsOf(before?.diagnostics ?? []))) return;
	await report({ texts: textsOf(found), diagnostics: errors, outcome: "", folder }, { format: "text" }, context);
}

function errorsOf(diagnostics: Diagnostic[]): Diagnostic[] {
	return diagnostics.filter(({ severity }) => severity === "error");
}

/** Where lines only moved, the errors are those of before. */
function namesOf(errors: Diagnostic[]): string {
	return JSON.stringify(errors.map(({ code, path, message }) => [code, path, message]));
}
