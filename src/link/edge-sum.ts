import { hash } from "node:crypto";
import type { Edge, EdgeSum } from "../model/linked.ts";

/** Sum up the edges of a file, so that who wants to know whether they are as before need not read them. */
export function sumOfEdges(edges: Edge[]): EdgeSum {
	const uses = edges.map(({ target, kind, from, section, path }) => `${target} ${kind} ${from} ${section} ${path}`);
	return { count: edges.length, print: printOf(JSON.stringify(edges)), uses: printOf(uses.join("\n")) };
}

function printOf(text: string): string {
	return hash("sha256", text).slice(0, 32);
}
