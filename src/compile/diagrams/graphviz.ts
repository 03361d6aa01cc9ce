import type { Drawing } from "./drawings.ts";
import { cleanSvg } from "./svg.ts";

/**
 * The widths that boxes are made for. Graphviz takes Times otherwise, and the sans serifs of readers are wider: words
 * would stand over the edge of their box. Of the metrics that it knows these suit the style sheet's fonts.
 */
const fonts = '{graph[fontname="Open Sans"]node[fontname="Open Sans"]edge[fontname="Open Sans"]';

/** The head of a graph up to its first brace; a brace in a quoted name is none. */
const head = /^((?:[^{"]|"(?:\\.|[^"\\])*")*)\{/;

/** Draw a graph in the language of Graphviz, which is loaded when the first one is met. */
export async function drawGraph(code: string): Promise<Drawing> {
	const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
	const graphviz = await Graphviz.load();
	try {
		return { svg: cleanSvg(graphviz.dot(code.replace(head, `$1${fonts}`), "svg"), "classes") };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const [, line = "0", near] = /syntax error in line (\d+)(?: near '([^']*)')?/.exec(message) ?? [];
		const reason = message.trim().split("\n")[0]?.slice(0, 200) || "it gave no reason";
		const said = near ? `syntax error near “${near}”` : "syntax error";
		return { fault: `Graphviz cannot read this diagram: ${line === "0" ? reason : said}`, line: Number(line) };
	}
}
