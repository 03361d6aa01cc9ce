import type { Code } from "mdast";
import { readFenceOptions } from "../code/fence-options.ts";
import { type Includes, includedCode } from "../code/includes.ts";
import { isDiagram } from "./diagram-languages.ts";
import { drawGraph } from "./graphviz.ts";
import { drawMermaid } from "./mermaid.ts";

/** A diagram as SVG, or why there is none: the line of its code from 1, or 0 for the whole, and the column from 0. */
export type Drawing = { svg: string } | { fault: string; line: number; column?: number; hint?: string };

/** So many drawings are kept, by their code: an edit of the words around a diagram does not draw it again. */
const most = 500;
const kept = new Map<string, Promise<Drawing>>();

/** The time that a layout takes grows with the square of a diagram. */
const longest = 20_000;

/** Draw the diagrams of a file. */
export async function drawAll(codes: Code[], includes: Includes): Promise<Map<Code, Drawing>> {
	const drawings = new Map<Code, Drawing>();
	for (const node of codes) {
		if (!isDiagram(node.lang ?? "")) continue;
		const { include } = readFenceOptions(node.meta ?? "");
		const code = include ? includedCode(include, node.value, includes).code : node.value;
		drawings.set(node, await drawOnce((node.lang ?? "").toLowerCase(), code));
	}
	return drawings;
}

function drawOnce(language: string, code: string): Promise<Drawing> {
	const key = `${language} ${code}`;
	const known = kept.get(key);
	if (known) return known;
	if (code.length > longest) {
		const fault = `a diagram of ${code.length} characters is not drawn: nobody could read it`;
		return Promise.resolve({ fault, line: 0, hint: `divide it into several of up to ${longest}` });
	}
	const drawing = language === "dot" ? drawGraph(code) : drawMermaid(code);
	const [oldest] = kept.keys();
	if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
	kept.set(key, drawing);
	return drawing;
}
