import type { Nodes, Root } from "mdast";
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
	const used: string[] = [];
	const nodes: Nodes[] = [tree];
	for (let node = nodes.pop(); node; node = nodes.pop()) {
		if (node.type === "linkReference" || node.type === "imageReference") used.push(node.identifier);
		if (node.type === "definition" && !sizes.has(node.identifier))
			sizes.set(node.identifier, node.url.length + (node.title?.length ?? 0));
		if ("children" in node) for (const child of node.children) nodes.push(child);
	}
	if (sizes.size === 0) return false;
	const longest = [...sizes.values()].reduce((most, size) => Math.max(most, size), 0);
	const taken = used.reduce((sum, identifier) => sum + (sizes.get(identifier) ?? 0), longest);
	return taken > 0.9 * Math.max(length, 100_000);
}

function satteriParser(this: Processor): void {
	this.parser = (text) => markdownToMdast(text, { features: { gfm: true, frontmatter: false } }) as Root;
}
