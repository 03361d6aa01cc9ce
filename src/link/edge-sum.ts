import { hash } from "node:crypto";
import type { Edge, EdgeSum, Use } from "../model/linked.ts";

/** Say in short what the edges of a file refer to. */
export function usesOf(edges: Edge[]): Use[] {
	return edges.map(({ target, kind, from, section }) => [target, kind, from, section]);
}

/** Sum up the edges of a file, so that who wants to know whether they are as before need not read them. */
export function sumOfEdges(edges: Edge[]): EdgeSum {
	const uses = JSON.stringify([edges[0]?.path, usesOf(edges)]);
	return { count: edges.length, print: printOf(JSON.stringify(edges.map(seen))), uses: printOf(uses) };
}

/** What another program sees of an edge. The offsets of all edges behind an edit are other ones, and nobody counts by them. */
function seen({ path, span: { start }, text, target, kind, from, section, implied }: Edge): unknown[] {
	return [path, start.line, start.column, text, target, kind, from, section, implied];
}

function printOf(text: string): string {
	return hash("sha256", text).slice(0, 32);
}
