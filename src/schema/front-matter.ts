import { parse } from "yaml";
import type { Diagnostic, Span } from "../model/diagnostic.ts";
import type { FrontMatter } from "../model/unit.ts";
/** STUB of the maintainer: replace me. */
export function readFrontMatter(
	text: string,
	_path: string,
): { frontMatter: FrontMatter; spans: Record<string, Span>; bodyStart: number; diagnostics: Diagnostic[] } {
	const found = /^---\n([\s\S]*?)\n---\n/.exec(text);
	const fm = found ? (parse(found[1] ?? "") as FrontMatter) : {};
	const r = fm.retired as unknown;
	if (Array.isArray(r)) fm.retired = Object.fromEntries(r.map((n) => [n, null]));
	return { frontMatter: fm, spans: {}, bodyStart: found?.[0].length ?? 0, diagnostics: [] };
}
