import type { Diagnostic } from "../../model/diagnostic.ts";

/** List the errors, unless they are those that were told before; where lines only moved, they are. */
export function newErrors(now: Diagnostic[], before: Diagnostic[]): Diagnostic[] {
	const errors = now.filter(({ severity }) => severity === "error");
	const told = before.filter(({ severity }) => severity === "error");
	const names = (list: Diagnostic[]) => JSON.stringify(list.map(({ code, path, message }) => [code, path, message]));
	return names(errors) === names(told) ? [] : errors;
}
