import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { markdownToMdast } from "satteri";
import { type Processor, unified } from "unified";

/** Which parser reads Markdown; both give the same tree, see `test/parser.test.ts`. */
export type ParserName = "native" | "reference";

/** The parser of the unified project: the reference, and the fallback. */
const reference = unified().use(remarkParse).use(remarkGfm).freeze();

/** satteri as a unified parser: the same tree, some forty times sooner. */
const native = unified().use(satteriParser).freeze();

/** Parse Markdown into an mdast tree. Whatever must not reach a parser, `limits.ts` has kept back. */
export function parseMarkdown(text: string, parser: ParserName): Root {
	return (parser === "native" ? native.parse(text) : reference.parse(text)) as Root;
}

function satteriParser(this: Processor): void {
	this.parser = (text) => markdownToMdast(text, { features: { gfm: true, frontmatter: false } }) as Root;
}
