import type { Root } from "mdast";
import { mayDiffer } from "./differences.ts";
import { parseByReference } from "./reference-parser.ts";

/** Which parser reads Markdown; both give the same tree, see `test/parser.test.ts`. */
export type ParserName = "native" | "reference";

/** Parses Markdown into an mdast tree. */
export type Parse = (text: string) => Root;

/**
 * Load a parser. Whatever must not reach it, `limits.ts` and `safer-parser.ts` have kept back; what the native one
 * would read otherwise than the reference one is read by that.
 */
export async function loadParser(name: ParserName): Promise<Parse> {
	if (name === "reference") return parseByReference;
	const { parseNatively } = await import("./native-parser.ts");
	return (text) => {
		const tree = parseNatively(text);
		return mayDiffer(tree, text) ? parseByReference(text) : tree;
	};
}
