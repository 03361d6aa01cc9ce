import type { Drawing } from "./drawings.ts";
import { cleanSvg } from "./svg.ts";

/** Draw a graph in the language of Graphviz, which is loaded when the first one is met. */
export async function drawGraph(code: string): Promise<Drawing> {
	const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
	const graphviz = await Graphviz.load();
	try {
		return { svg: cleanSvg(graphviz.dot(code, "svg"), "classes") };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const [, line = "0", near] = /syntax error in line (\d+)(?: near '([^']*)')?/.exec(message) ?? [];
		const reason = message.trim().split("\n")[0]?.slice(0, 200) || "it gave no reason";
		const said = near ? `syntax error near “${near}”` : "syntax error";
		return { fault: `Graphviz cannot read this diagram: ${line === "0" ? reason : said}`, line: Number(line) };
	}
}
