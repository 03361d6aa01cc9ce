import type { LinkReference, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { markdownToMdast } from "satteri";
import { type Processor, unified } from "unified";
import { visit } from "unist-util-visit";

/** Which parser reads Markdown; both give the same tree, see `test/parser.test.ts`. */
export type ParserName = "native" | "reference";

/** The parser of the unified project: the reference, and the fallback. */
const reference = unified().use(remarkParse).use(remarkGfm).freeze();

/** satteri as a unified parser: the same tree, some forty times sooner. */
const native = unified().use(satteriParser).freeze();

/** Parse Markdown into an mdast tree. Whatever must not reach a parser, `limits.ts` has kept back. */
export function parseMarkdown(text: string, parser: ParserName): Root {
	if (parser === "reference") return reference.parse(text) as Root;
	const tree = native.parse(text) as Root;
	return mayLackReferences(tree, text.length) ? (reference.parse(text) as Root) : tree;
}

/**
 * satteri leaves a link as text when the addresses that links took from definitions add up to more than the file,
 * or to 100 000 bytes. Drop when that can be switched off.
 */
function mayLackReferences(tree: Root, length: number): boolean {
	const sizes = new Map<string, number>();
	visit(tree, "definition", ({ identifier, url, title }) => {
		if (!sizes.has(identifier)) sizes.set(identifier, url.length + (title?.length ?? 0));
	});
	if (sizes.size === 0) return false;
	let size = Math.max(...sizes.values());
	visit(tree, ["linkReference", "imageReference"], (node) => {
		size += sizes.get((node as LinkReference).identifier) ?? 0;
	});
	return size > 0.9 * Math.max(length, 100_000);
}

function satteriParser(this: Processor): void {
	this.parser = (text) => markdownToMdast(text, { features: { gfm: true, frontmatter: false } }) as Root;
}
