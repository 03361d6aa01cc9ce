import { explainCode, listCodes, similarCode } from "../report/explain.ts";
import { usageFailure } from "../world/failure.ts";
import type { CommandContext } from "./context.ts";

/** Explain a code that a report shows in brackets, or list all of them. */
export async function explain(code: string | undefined, { terminal }: CommandContext): Promise<number> {
	const text = code === undefined ? listCodes() : explainCode(code.replace(/^\[|\]$/g, ""));
	if (text === undefined) {
		const similar = similarCode(code ?? "");
		const hint = similar === undefined ? "`silcrow explain` lists all codes" : `did you mean ${similar}?`;
		throw usageFailure(`there is no code ${code}`, { hints: [hint] });
	}
	terminal.print(text);
	return 0;
}
