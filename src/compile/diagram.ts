import type { Graphviz } from "@hpcc-js/wasm-graphviz";
import type { Element, ElementContent, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import type { Code } from "mdast";
import { escapeAttribute, escapeHtml } from "../text/escape.ts";
import { shortenShape } from "./diagram-shapes.ts";
import { type Draft, report } from "./draft.ts";
import type { FenceOptions } from "./includes.ts";

const engine: { graphviz?: Graphviz } = {};

/** Load Graphviz, which draws the `dot` blocks, once per process and only when a text has one. */
export async function loadGraphviz(): Promise<void> {
	if (engine.graphviz) return;
	const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
	engine.graphviz = await Graphviz.load();
}

/** Draw a diagram; a block that Graphviz cannot read is reported and shown as its source. */
export function diagramHtml(node: Code, code: string, options: FenceOptions, draft: Draft): string {
	const caption = options.title ? `<figcaption>${escapeHtml(options.title)}</figcaption>` : "";
	const drawn = draw(code);
	if ("fault" in drawn) {
		const [from, to] = faultPlace(node, drawn.line, draft);
		report(draft, "diagram-error", from, to, `Graphviz cannot read this diagram: ${drawn.fault}`);
		return `<figure class="listing">${caption}<pre tabindex="0"><code class="language-dot">${escapeHtml(code)}</code></pre></figure>`;
	}
	if (options.alt === undefined) {
		const [from, to] = faultPlace(node, 0, draft);
		report(
			draft,
			"diagram-error",
			from,
			to,
			"this diagram says nothing to a reader who cannot see it",
			'add alt="…" behind the language: a sentence that says what the picture shows',
		);
	}
	const label = escapeAttribute(options.alt ?? options.title ?? "Diagram");
	return `<figure class="diagram">${drawn.svg.replace("<svg", `<svg role="img" aria-label="${label}"`)}${caption}</figure>`;
}

function draw(code: string): { svg: string } | { fault: string; line: number } {
	try {
		return { svg: clean(engine.graphviz?.dot(code, "svg") ?? "") };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const found = /syntax error in line (\d+)(?: near '([^']*)')?/.exec(message);
		return {
			fault: found
				? `syntax error${found[2] ? ` near “${found[2]}”` : ""}`
				: message.trim().split("\n")[0]?.slice(0, 200) || "it gave no reason",
			line: Number(found?.[1] ?? 0),
		};
	}
}

function faultPlace(node: Code, line: number, draft: Draft): [number, number] {
	const first = (node.position?.start.line ?? 1) - 1;
	const start = draft.lines[first + line] ?? node.position?.start.offset ?? 0;
	const end = draft.source.indexOf("\n", start);
	return [start, end === -1 ? draft.source.length : end];
}

const elements = new Set(["svg", "g", "path", "polygon", "polyline", "ellipse", "text", "tspan"]);
const attributes = new Set([
	"viewBox",
	"transform",
	"points",
	"d",
	"cx",
	"cy",
	"rx",
	"ry",
	"x",
	"y",
	"textAnchor",
	"className",
	"strokeDashArray",
]);

/**
 * Keep of Graphviz's drawing what a page needs: shapes, words and classes. Colours and fonts go, for the style
 * sheet gives them in light and dark; so do titles, ids, links and comments.
 */
function clean(svg: string): string {
	const root = fromHtml(svg, { fragment: true, space: "svg" });
	const [drawing] = root.children.filter((node): node is Element => node.type === "element" && node.tagName === "svg");
	if (!drawing) return "";
	keep(drawing);
	const width = Number.parseFloat(String(drawing.properties["viewBox"] ?? "").split(" ")[2] ?? "0");
	const height = Number.parseFloat(String(drawing.properties["viewBox"] ?? "").split(" ")[3] ?? "0");
	drawing.properties["viewBox"] = `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`;
	drawing.properties["width"] = Math.ceil(width);
	drawing.properties["height"] = Math.ceil(height);
	return toHtml({ type: "root", children: [drawing] } satisfies Root, { space: "svg", closeEmptyElements: true });
}

function keep(element: Element): void {
	for (const name of Object.keys(element.properties)) if (!attributes.has(name)) delete element.properties[name];
	const { transform } = element.properties;
	if (typeof transform === "string")
		element.properties["transform"] = /translate\([^)]*\)/.exec(transform)?.[0] ?? transform;
	element.children = element.children.flatMap(keepChild);
}

function keepChild(node: ElementContent): ElementContent[] {
	if (node.type === "text") return node.value.trim() ? [node] : [];
	if (node.type !== "element") return [];
	if (node.tagName === "a") return node.children.flatMap(keepChild);
	if (!elements.has(node.tagName)) return [];
	if (node.tagName === "polygon" && isBackground(node)) return [];
	keep(node);
	shortenShape(node);
	return [node];
}

/** Graphviz paints a white sheet behind each drawing. */
function isBackground(node: Element): boolean {
	return (
		node.properties["fill"] === "white" &&
		(node.properties["stroke"] === "transparent" || node.properties["stroke"] === "none")
	);
}
