import type { Diagnostic } from "../model/diagnostic.ts";
import { pageKey } from "../text/names.ts";
import { aboutFile } from "./walk.ts";

/** Report every file whose page or copy could not be told from that of a file before it, on some system or other. */
export function collisions(paths: string[]): Diagnostic[] {
	const firstByKey = new Map<string, string>();
	const diagnostics: Diagnostic[] = [];
	for (const path of paths) {
		const key = pageKey(path);
		const first = firstByKey.get(key);
		if (first === undefined) {
			firstByKey.set(key, path);
			continue;
		}
		const message = `“${path}” and “${first}” would become the same page or file`;
		const hints = ["rename one of them"];
		const fault = aboutFile("output-collision", "error", path, message, hints);
		const related = {
			path: first,
			span: fault.span,
			message: "the other one",
		};
		diagnostics.push({ ...fault, related: [related] });
	}
	return diagnostics;
}
