import type { Plugin } from "esbuild";

/** The diagrams of Mermaid that `compile/diagrams/mermaid.ts` draws. */
const drawn = /^\.\/chunks\/mermaid\.core\/(?:flow|sequence|state|class|er)Diagram/;

/** What only the other diagrams need, or what draws in a browser. */
const unused =
	/^(?:katex|cytoscape(?:-.*)?|@mermaid-js\/parser|roughjs|@iconify\/utils|d3-sankey|marked)$|(?:[dD]iagram(?:-v2)?|definition|swimlanes|dagre|cose-bilkent|sizeCapture)-[A-Z0-9]{8}\.mjs$/;

/** Leave out of Mermaid what no parser of a diagram that is drawn needs: nine tenths of it. */
export const mermaidParsers: Plugin = {
	name: "mermaid-parsers",
	setup({ onResolve, onLoad }) {
		onResolve({ filter: unused }, ({ path, importer }) =>
			/node_modules\/mermaid\//.test(importer) && !drawn.test(path)
				? { path: path.replace(/\.mjs$/, ""), namespace: "unused" }
				: undefined,
		);
		onLoad({ filter: /.*/, namespace: "unused" }, () => ({ contents: "module.exports = {}", loader: "js" }));
	},
};
