import type { Root } from "mdast";
import { mayDiffer } from "./differences.ts";
import { parseByReference } from "./reference-parser.ts";

/** Which parser reads Markdown; both give the same tree, see `test/parser.test.ts`. */
export type ParserName = "native" | "reference";

/** Parses Markdown into an mdast tree. */
export type Parse = (text: string) => Root;

/** A parser by its name. */
export interface Parser {
	name: ParserName;
	parse: Parse;
}

/**
 * Load a parser. Whatever must not reach it, `limits.ts` and `safer-parser.ts` have kept back; what the native one
 * would read otherwise than the reference one is read by that.
 */
export async function loadParser(name: ParserName): Promise<Parser> {
	if (name === "reference") return { name, parse: parseByReference };
	const { parseNatively } = await import("./native-parser.ts");
	const parse: Parse = (text) => {
		const tree = parseNatively(text);
		return mayDiffer(tree, text) ? parseByReference(text) : tree;
	};
	return { name, parse };
}
