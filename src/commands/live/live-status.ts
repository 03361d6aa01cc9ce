import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Discovered } from "../../model/discovered.ts";
import type { EngineResult } from "../../model/engine.ts";
import type { LiveProblem, LiveStatus } from "../../model/live.ts";
import { codeFrame } from "../../report/frame.ts";
import { paintFor } from "../../report/paint.ts";
import { textsOf } from "../report.ts";
import { pagesOf } from "./pages-of.ts";

/** Turns a place in a file into the address that opens it in an editor. */
export type EditorLink = (place: Pick<Diagnostic, "path" | "span">) => string;

/** Say what open pages show of a book's problems. Warnings are only counted: they keep nobody from publishing. */
export function liveStatus(
	found: Discovered,
	{ diagnostics, book }: Pick<EngineResult, "diagnostics" | "book">,
	editorLink: EditorLink | undefined,
): LiveStatus {
	const errors = diagnostics.filter(({ severity }) => severity === "error");
	const warnings = diagnostics.filter(({ severity }) => severity === "warning");
	const texts: Texts = errors.length > 0 ? textsOf(found) : new Map();
	const problems = fewOf(errors).map((error) => {
		const pages = pagesOf(error.path, book);
		return { ...problemOf(error, texts, editorLink), ...(pages.length > 0 ? { pages } : {}) };
	});
	return { problems, errors: errors.length, warnings: warnings.length };
}

/** Say that the book could not be compiled at all, such as by a fault in a template. */
export function failedStatus(before: LiveStatus, message: string, hints: string[]): LiveStatus {
	const problem: LiveProblem = { severity: "error", code: "", place: "", message, frame: [], hints };
	return { problems: [problem], errors: 1, warnings: before.warnings };
}

type Texts = ReturnType<typeof textsOf>;

/** Nobody reads more of them at the foot of a page. */
const maxProblems = 50;

/** Choose the errors that are shown. The first of each file is among them, for a page shows first what is wrong with itself. */
function fewOf(errors: Diagnostic[]): Diagnostic[] {
	if (errors.length <= maxProblems) return errors;
	const firstIn = new Map<string, Diagnostic>();
	for (const error of errors) if (!firstIn.has(error.path)) firstIn.set(error.path, error);
	const chosen = new Set([...new Set([...firstIn.values(), ...errors])].slice(0, maxProblems));
	return errors.filter((error) => chosen.has(error));
}

function problemOf(
	{ severity, code, path, span, message, hints, related }: Diagnostic,
	texts: Texts,
	editorLink: EditorLink | undefined,
): LiveProblem {
	const plain = paintFor(false);
	const others = related.map((one) => `${one.message}: ${one.path}:${one.span.start.line}:${one.span.start.column}`);
	return {
		severity,
		code,
		place: `${path}:${span.start.line}:${span.start.column}`,
		message,
		frame: codeFrame(texts.get(path), span, (text) => text, plain),
		hints: [...hints, ...others],
		...(editorLink ? { editor: editorLink({ path, span }) } : {}),
	};
}
