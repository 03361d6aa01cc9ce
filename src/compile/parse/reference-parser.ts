import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

const processor = unified().use(remarkParse).use(remarkGfm).freeze();

/** Parse Markdown by the parser of the unified project: what the other one is compared with, and the fallback. */
export function parseByReference(text: string): Root {
	return processor.parse(text) as Root;
}
