import { isCode } from "../model/codes.ts";
import { explainCode, listCodes, similarCode } from "../report/explain.ts";
import { usageFailure } from "../world/failure.ts";
import { readExplanation } from "../world/package.ts";
import type { CommandContext } from "./context.ts";

/** Explain a code that a report shows in brackets, or list all of them. */
export async function explain(wanted: string | undefined, { terminal }: CommandContext): Promise<number> {
	if (wanted === undefined) {
		terminal.print(listCodes());
		return 0;
	}
	const code = wanted.replace(/^\[|\]$/g, "");
	if (!isCode(code)) {
		const similar = similarCode(code);
		const hint = similar === undefined ? "`silcrow explain` lists all codes" : `did you mean ${similar}?`;
		throw usageFailure(`there is no code ${code}`, { hints: [hint] });
	}
	terminal.print(explainCode(code, readExplanation(code)));
	return 0;
}
