import type { Code } from "mdast";
import { invisibleIn } from "../../text/invisible.ts";
import { type Draft, report } from "../draft.ts";
import { codePlace } from "./code-place.ts";

/** So many are reported of one block. */
const most = 10;

/** Report characters of a block of code that nobody sees, for a reader runs what he did not read. `place` is set for code of another file. */
export function reportInvisible(node: Code, code: string, place: [number, number] | undefined, draft: Draft): void {
	const isClean = !/[^\t\n\x20-\x7E]/.test(code);
	if (isClean) return;
	const found = code
		.split("\n")
		.flatMap((line, row) => invisibleIn(line.replace(/\r$/, "")).map((one) => ({ ...one, row })));
	for (const { row, index, name } of found.slice(0, most)) {
		const at = codePlace(node, row, index, draft);
		const [from, to] = place ?? [at, at + 1];
		const where = place ? ` in line ${row + 1} of what is included` : "";
		const hint = "take it out, or write it as an escape; the page shows it as a sign, and Copy leaves it out";
		report(draft, "invisible-character", from, to, `here stands ${name}${where}, which nobody sees`, hint);
	}
}
