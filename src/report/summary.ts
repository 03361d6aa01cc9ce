import type { Diagnostic, Severity } from "../model/diagnostic.ts";
import { counted } from "../text/counted.ts";
import { byCodeUnit } from "../text/names.ts";

/** Say how many problems there are, by severity, in how many files, and by code: `2 errors, 1 warning in 2 files (unknown-section 2, section-gap 1)`. */
export function countsOf(diagnostics: Diagnostic[]): string {
	const severities: Severity[] = ["error", "warning", "info"];
	const counts = severities.flatMap((severity) => {
		const count = diagnostics.filter((one) => one.severity === severity).length;
		if (count === 0) return [];
		return [severity === "info" ? `${count} info` : counted(count, severity)];
	});
	const byCode = new Map<string, number>();
	for (const { code } of diagnostics) byCode.set(code, (byCode.get(code) ?? 0) + 1);
	const codes = [...byCode]
		.sort(([a, m], [b, n]) => n - m || byCodeUnit(a, b))
		.map(([code, count]) => `${code} ${count}`);
	const files = new Set(diagnostics.map(({ path }) => path)).size;
	return `${counts.join(", ")} in ${counted(files, "file")} (${codes.join(", ")})`;
}
