import { join } from "node:path";
import { usageFailure } from "../../world/failure.ts";
import type { EditorLink } from "./live-status.ts";

/** Editors that are known by a name. */
const patterns: Record<string, string> = {
	vscode: "vscode://file{path}:{line}:{column}",
	cursor: "cursor://file{path}:{line}:{column}",
	zed: "zed://file{path}:{line}:{column}",
	idea: "idea://open?file={path}&line={line}&column={column}",
};

/** Tell in whose terminal a command runs: who writes there opens files there. */
export function editorOf(env: Record<string, string | undefined>): string | undefined {
	const program = env["TERM_PROGRAM"] ?? "";
	if (program === "vscode") return env["CURSOR_TRACE_ID"] ? "cursor" : "vscode";
	if (program === "zed") return "zed";
	return env["TERMINAL_EMULATOR"] === "JetBrains-JediTerm" ? "idea" : undefined;
}

/** Make the links that open a place in an editor. A link is all there is: the server itself never starts a program. */
export function editorLinks(editor: string, root: string): EditorLink {
	const pattern = patterns[editor] ?? editor;
	const scheme = /^([a-z][a-z0-9+.-]*):/.exec(pattern)?.[1];
	if (scheme === undefined || !pattern.includes("{path}") || unsafe.has(scheme)) {
		const names = Object.keys(patterns).join(", ");
		const hints = [`name one of ${names}, or give a link such as \`${patterns["vscode"]}\``];
		throw usageFailure(`“${editor}” is no editor and no pattern of a link`, { hints });
	}
	return ({ path, span }) =>
		pattern
			.replace("{path}", () => encodeURI(join(root, path)))
			.replace("{line}", () => String(span.start.line))
			.replace("{column}", () => String(span.start.column));
}

/** A link must open a program, not run in the page. */
const unsafe = new Set(["javascript", "data", "vbscript", "file", "blob"]);
