import type { Element, ElementContent, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { toHtml } from "hast-util-to-html";
import { joinShapes, joinTips, shortenShape } from "./diagram-shapes.ts";

/** Stands in the ids of a drawing until its page gives it a number of its own. */
const unnumbered = "diagram-0-";

const elements = new Set("svg g path polygon polyline line rect circle ellipse text tspan defs marker".split(" "));
const attributes = new Set("viewBox transform points d cx cy rx ry x y textAnchor strokeDashArray".split(" "));
/** Kept where the shapes of a drawing name their colours. */
const more = new Set(
	"width height r dx dy x1 y1 x2 y2 fontSize fontWeight strokeWidth markerWidth markerHeight refX refY orient".split(
		" ",
	),
);

/** How a drawing is coloured: the style sheet goes by its classes, or its shapes name the tokens that they are painted with. */
export type Colouring = "classes" | "tokens";

/**
 * Keep of a drawing what a page needs: shapes and words. Its style sheet, fonts and colours go, for the book gives them
 * in light and dark; so do titles, links, comments, and whatever could run or load something.
 */
export function cleanSvg(svg: string, colouring: Colouring): string {
	const root = fromHtml(svg, { fragment: true, space: "svg" });
	const drawing = root.children.find((node): node is Element => node.type === "element" && node.tagName === "svg");
	if (!drawing) return "";
	keep(drawing, colouring);
	if (colouring === "classes") joinShapes(drawing);
	const [, , width = "0", height = "0"] = String(drawing.properties["viewBox"] ?? "").split(" ");
	drawing.properties["viewBox"] = `0 0 ${Math.ceil(Number.parseFloat(width))} ${Math.ceil(Number.parseFloat(height))}`;
	drawing.properties["width"] = Math.ceil(Number.parseFloat(width));
	drawing.properties["height"] = Math.ceil(Number.parseFloat(height));
	return toHtml({ type: "root", children: [drawing] } satisfies Root, { space: "svg", closeEmptyElements: true });
}

/** Give the ids of a drawing a number, for several drawings stand on a page. */
export function numberSvg(svg: string, number: number): string {
	return svg.replace(/( id="|url\(#)diagram-0-/g, `$1diagram-${number}-`);
}

function keep(element: Element, colouring: Colouring): void {
	for (const [name, value] of Object.entries(element.properties)) {
		const isKept = attributes.has(name) || (colouring === "tokens" ? more.has(name) : name === "className");
		if (isKept) continue;
		const paint = colouring === "tokens" ? paintOf(name, String(value), element) : undefined;
		if (paint === undefined) delete element.properties[name];
		else element.properties[name] = paint;
	}
	const { transform, className } = element.properties;
	// Of Graphviz's own classes the style sheet knows edges and clusters; an author's classes stand beside them.
	if (Array.isArray(className)) {
		const kept = className.filter((name) => name !== "node" && name !== "graph");
		if (kept.length > 0) element.properties["className"] = kept;
		else delete element.properties["className"];
	}
	if (typeof transform === "string")
		element.properties["transform"] = /translate\([^)]*\)/.exec(transform)?.[0] ?? transform;
	element.children = element.children.flatMap((child) => keepChild(child, colouring));
}

/** What Mermaid's drawings call their inks, and the token of the style sheet that each of them is. */
const inks: Record<string, string> = {
	"var(--bg)": "var(--paper)",
	"var(--fg)": "var(--ink)",
	"var(--_text)": "var(--ink)",
	"var(--_text-sec)": "var(--ink-2)",
	"var(--_text-muted)": "var(--ink-2)",
	"var(--_text-faint)": "var(--ink-3)",
	"var(--_line)": "var(--rule-strong)",
	"var(--_arrow)": "var(--ink-2)",
	"var(--_node-fill)": "var(--paper-2)",
	"var(--_node-stroke)": "var(--rule-strong)",
	"var(--_group-fill)": "none",
	"var(--_group-hdr)": "var(--paper-3)",
	"var(--_inner-stroke)": "var(--rule)",
	"var(--_key-badge)": "var(--paper-3)",
};

/** A colour that the style sheet knows, the tip of an arrow, or the name of one. */
function paintOf(name: string, value: string, element: Element): string | undefined {
	if (name === "fill" || name === "stroke") return value === "none" ? value : inks[value];
	if (name === "id") return element.tagName === "marker" ? unnumbered + value.replace(/[^\w-]/g, "") : undefined;
	if (!/^marker(?:Start|Mid|End)$/.test(name)) return undefined;
	const tip = /^url\(#([\w-]+)\)$/.exec(value)?.[1];
	return tip === undefined ? undefined : `url(#${unnumbered}${tip})`;
}

function keepChild(node: ElementContent, colouring: Colouring): ElementContent[] {
	if (node.type === "text") return node.value.trim() ? [node] : [];
	if (node.type !== "element") return [];
	if (node.tagName === "a") return node.children.flatMap((child) => keepChild(child, colouring));
	if (!elements.has(node.tagName) || isBackground(node)) return [];
	keep(node, colouring);
	if (colouring !== "classes") return [node];
	shortenShape(node);
	if (node.tagName !== "g") return [node];
	const { className } = node.properties;
	if (Array.isArray(className) && className.includes("edge")) joinTips(node);
	// What has nothing to say about its shapes need not hold them together.
	return Object.keys(node.properties).length > 0 ? [node] : node.children;
}

/** Graphviz paints a white sheet behind each drawing. */
function isBackground({ tagName, properties }: Element): boolean {
	const isBare = properties["stroke"] === "transparent" || properties["stroke"] === "none";
	return tagName === "polygon" && properties["fill"] === "white" && isBare;
}
