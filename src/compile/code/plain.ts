import type { Blockquote, Code, List, PhrasingContent, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { PlainBlock } from "../../model/entry.ts";
import { commandsOf } from "../../text/commands.ts";
import { isDiagram } from "../diagrams/diagram-languages.ts";
import { isMarked } from "./destructive.ts";
import { readFenceOptions } from "./fence-options.ts";
import { type Includes, includedCode } from "./includes.ts";
import { isRun } from "./shells.ts";

/** Turn blocks into text without marks. It must run before the walk, which puts marks into the words. */
export function plainBlocks(nodes: RootContent[], includes: Includes): PlainBlock[] {
	const blocks: PlainBlock[] = [];
	add(nodes, 0, "");
	return blocks;

	/** The marker goes before the first words. */
	function add(children: RootContent[], indent: number, marker: string): void {
		let first = marker;
		for (const node of children) {
			addOne(node, indent, first);
			first = "";
		}
	}

	function addOne(node: RootContent, indent: number, marker: string): void {
		if (node.type === "paragraph") addText(wordsOf(node.children), indent, marker);
		else if (node.type === "heading") blocks.push({ kind: "heading", text: textOf(node, { includeHtml: false }) });
		else if (node.type === "list") addList(node, indent);
		else if (node.type === "code") addCode(node, indent);
		else if (node.type === "blockquote") addQuote(node, indent);
		else if (node.type === "table")
			blocks.push({
				kind: "table",
				indent,
				rows: node.children.map((row) => row.children.map((cell) => textOf(cell, { includeHtml: false }))),
			});
	}

	function addText(text: string, indent: number, marker: string): void {
		const words = text.replace(/\s+/g, " ").trim();
		if (words || marker) blocks.push({ kind: "text", indent, marker, text: words });
	}

	function addList(list: List, indent: number): void {
		for (const [index, item] of list.children.entries()) {
			const sign = list.ordered ? `${(list.start ?? 1) + index}.` : "-";
			const box = item.checked === null || item.checked === undefined ? "" : item.checked ? "[x] " : "[ ] ";
			const marker = `${sign} ${box}`;
			if (item.children[0]?.type !== "paragraph") addText("", indent, marker);
			const inner = indent + sign.length + 1;
			const [first, ...rest] = item.children;
			if (first?.type === "paragraph") addText(wordsOf(first.children), indent, marker);
			else if (first) add([first], inner, "");
			add(rest, inner, "");
		}
	}

	function addCode(node: Code, indent: number): void {
		const options = readFenceOptions(node.meta ?? "");
		const language = (node.lang ?? "").toLowerCase();
		const code = options.include ? includedCode(options.include, node.value, includes).code : node.value;
		if (isDiagram(language)) addText(`[Diagram: ${options.alt ?? options.title ?? "see the page"}]`, indent, "");
		else if (isRun(language))
			blocks.push({
				kind: "command",
				indent,
				code: commandsOf(code, language),
				isDestructive: isMarked(code, language, options),
			});
		else blocks.push({ kind: "code", indent, code });
	}

	function addQuote(quote: Blockquote, indent: number): void {
		const [label, ...rest] = quote.children;
		const isLabelled = label?.type === "paragraph" && String(label.data?.hProperties?.["className"]) === "label";
		if (isLabelled) addText(`${textOf(label).trim()}:`, indent, "");
		add(isLabelled ? rest : quote.children, indent + 2, "");
	}
}

/** Links of the web keep their address, for a terminal shows no other. */
function wordsOf(nodes: PhrasingContent[]): string {
	return nodes
		.map((node) => {
			if (node.type === "html" || node.type === "footnoteReference") return "";
			if (node.type === "break") return " ";
			const words = alertWord("children" in node ? wordsOf(node.children) : textOf(node));
			return node.type === "link" && /^https?:/.test(node.url) && node.url !== words ? `${words} <${node.url}>` : words;
		})
		.join("");
}

/** GitHub's alerts are read later; here they are still quotes that begin with their kind. */
function alertWord(text: string): string {
	return text.replace(/^\[!([A-Za-z]+)\]\s*/, (_, kind: string) => `${kind.charAt(0)}${kind.slice(1).toLowerCase()}: `);
}
