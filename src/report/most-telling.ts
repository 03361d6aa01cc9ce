import type { Diagnostic } from "../model/diagnostic.ts";

/** A problem, and others of the same file that say the same. */
export interface Told {
	one: Diagnostic;
	same: Diagnostic[];
}

/**
 * Choose what is shown of more problems than a person reads: errors before all else, for they are why the book was not
 * built, and what one file does again and again once. The order stays.
 */
export function mostTelling(diagnostics: Diagnostic[], most: number): Told[] {
	if (diagnostics.length <= most) return diagnostics.map((one) => ({ one, same: [] }));
	const told = new Map<string, Told>();
	for (const one of diagnostics) {
		const key = JSON.stringify([one.path, one.severity, one.code, one.message, one.hints]);
		const first = told.get(key);
		if (first) first.same.push(one);
		else told.set(key, { one, same: [] });
	}
	const all = [...told.values()];
	const errors = all.filter(({ one }) => one.severity === "error");
	const others = all.filter(({ one }) => one.severity !== "error");
	const chosen = new Set([...errors, ...others].slice(0, most));
	return all.filter((one) => chosen.has(one));
}
