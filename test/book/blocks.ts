import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Code, Heading, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { readFenceOptions } from "../../src/compile/code/fence-options.ts";
import { parseByReference } from "../../src/compile/parse/reference-parser.ts";

const root = resolve(import.meta.dirname, "../..");

/** A piece of code that the book shows, and where its first line stands. */
export interface Block {
	path: string;
	line: number;
	language: string;
	text: string;
}

/** A file of the book, by its path in the repository. */
export interface BookFile {
	path: string;
	text: string;
}

/** Read one file of the repository. */
export function readFile(path: string): BookFile {
	return { path, text: readFileSync(join(root, path), "utf8") };
}

/** List the Markdown files of book and glossary, in the order of their paths. */
export function chapters(): BookFile[] {
	const inBook = readdirSync(join(root, "book")).filter((name) => name.endsWith(".md"));
	return [...inBook.map((name) => `book/${name}`), "glossary/glossary.md"].sort().map(readFile);
}

/** List the files that chapters include. */
export function examples(): BookFile[] {
	return readdirSync(join(root, "book/examples"), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(root, join(entry.parentPath, entry.name)))
		.sort()
		.map(readFile);
}

/** Parse a chapter; its front matter becomes empty lines, so that positions are those of the file. */
export function treeOf({ text }: BookFile): Root {
	const body = text.replace(/^---\n[\s\S]*?\n---\n/, (matter) => matter.replace(/[^\n]/g, ""));
	return parseByReference(body);
}

/** List the fences of a chapter, without those that show a file: files are looked at themselves. */
export function blocksOf(file: BookFile): Block[] {
	return fencesOf(file).flatMap(({ node }) => {
		if (readFenceOptions(node.meta ?? "").include) return [];
		const line = (node.position?.start.line ?? 0) + 1;
		return [{ path: file.path, line, language: node.lang ?? "", text: node.value }];
	});
}

/** List all fences of a chapter, each with the headings above it. */
export function fencesOf(file: BookFile): { node: Code; below: string[] }[] {
	const found: { node: Code; below: string[] }[] = [];
	let below: string[] = [];
	visit(treeOf(file), (node) => {
		if (node.type === "heading") below = trail(below, node);
		if (node.type === "code") found.push({ node, below });
	});
	return found;
}

function trail(above: string[], heading: Heading): string[] {
	return [...above.slice(0, heading.depth - 1), textOf(heading)];
}

const languages: Record<string, string> = { yaml: "yaml", sql: "sql", sh: "bash" };

/** A file of `book/examples` as a block; its name tells the language. */
export function exampleBlock({ path, text }: BookFile): Block {
	const extension = /\.(\w+)$/.exec(path)?.[1];
	const language = path.endsWith("/Dockerfile") ? "dockerfile" : (languages[extension ?? ""] ?? "");
	return { path, line: 1, language, text };
}
