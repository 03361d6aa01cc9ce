import type { Element } from "hast";

/**
 * Write a shape of Graphviz in as few bytes as a reader's eye allows: every polygon becomes a path, positions are whole
 * pixels, and each point counts from the one before it, so that equal boxes and equal arrowheads are equal text.
 */
export function shortenShape(element: Element): void {
	const { properties, tagName } = element;
	if (tagName === "polygon" || tagName === "polyline") {
		element.tagName = "path";
		properties["d"] = outline(numbersIn(properties["points"]), tagName === "polygon");
		delete properties["points"];
	} else if (tagName === "path") {
		properties["d"] = curve(String(properties["d"]));
	} else {
		for (const name of ["x", "y", "cx", "cy", "rx", "ry"]) {
			if (properties[name] !== undefined) properties[name] = Math.round(Number(properties[name]));
		}
		// The style sheet centres words, as Graphviz nearly always does.
		if (properties["textAnchor"] === "middle") delete properties["textAnchor"];
	}
}

/**
 * Draw a straight edge and its tips in one stroke, for a line has no inside that could be filled with them. A curve has
 * one, so it stays apart and says so.
 */
export function joinTips({ children }: Element): void {
	const paths = children.filter((child): child is Element => child.type === "element" && child.tagName === "path");
	const [line, ...tips] = paths;
	if (!line) return;
	if (!/^M[^a-z]+[lhv][^a-z]+$/.test(String(line.properties["d"]))) {
		line.properties["className"] = ["curve"];
		return;
	}
	line.properties["d"] = paths.map(({ properties }) => properties["d"]).join("");
	for (const tip of tips) children.splice(children.indexOf(tip), 1);
}

/**
 * Make one path of all shapes that are drawn alike, and one group of all edges: a page has one element then where it had
 * one for each box and each arrow. Boxes are not filled, so none covers another whatever the order.
 */
export function joinShapes(element: Element): void {
	const first = new Map<string, Element>();
	element.children = element.children.filter((child) => {
		const alike = child.type === "element" ? lookOf(child) : undefined;
		if (child.type !== "element" || alike === undefined) return true;
		const before = first.get(alike);
		if (!before) first.set(alike, child);
		else if (child.tagName === "g") before.children.push(...child.children);
		else before.properties["d"] = `${before.properties["d"]}${child.properties["d"]}`;
		return !before;
	});
	for (const child of element.children) if (child.type === "element") joinShapes(child);
}

const edges = "g edge";

/** What a path or a group of an edge looks like, where nothing but its class says so. */
function lookOf({ tagName, properties }: Element): string | undefined {
	const { className, d, ...others } = properties;
	if (Object.keys(others).length > 0) return undefined;
	const look = `${tagName} ${Array.isArray(className) ? className.join(" ") : ""}`;
	return look === edges || (tagName === "path" && d !== undefined) ? look : undefined;
}

function numbersIn(text: unknown): number[] {
	return (String(text).match(/-?[\d.]+/g) ?? []).map(Number);
}

/** Draw straight lines from point to point; steps are halves of a pixel, which keeps an arrowhead sharp. */
function outline(numbers: number[], isClosed: boolean): string {
	const points = pairsOf(numbers);
	const [first = [0, 0]] = points;
	const last = points.at(-1);
	if (isClosed && last && last !== first && last[0] === first[0] && last[1] === first[1]) points.pop();
	const steps = points.slice(1).map(([x, y], index) => {
		const [fromX, fromY] = points[index] ?? first;
		return step(half(x - fromX), half(y - fromY));
	});
	return `M${joined(first.map(Math.round))}${steps.join("")}${isClosed ? "z" : ""}`;
}

function step(x: number, y: number): string {
	if (x === 0) return `v${y}`;
	if (y === 0) return `h${x}`;
	return `l${joined([x, y])}`;
}

/** Graphviz draws an edge as one start and curves from there: `M1,2C3,4 5,6 7,8`. Anything else is left as it is. */
function curve(path: string): string {
	if (!/^M[-\d., ]+C[-\d., ]+$/.test(path)) return path;
	const points = pairsOf(numbersIn(path)).map(([x, y]) => [Math.round(x), Math.round(y)]);
	const [start = [0, 0], ...others] = points;
	const end = others.at(-1) ?? start;
	const way = [(end[0] ?? 0) - (start[0] ?? 0), (end[1] ?? 0) - (start[1] ?? 0)] as const;
	if (others.every((point) => isBeside(point, start, way))) return `M${joined(start)}${step(...way)}`;
	const steps: number[] = [];
	for (let at = 1; at < points.length; at += 3) {
		const [x = 0, y = 0] = points[at - 1] ?? [];
		for (const [toX = 0, toY = 0] of points.slice(at, at + 3)) steps.push(toX - x, toY - y);
	}
	return `M${joined(start)}c${joined(steps)}`;
}

/** Most curves of Graphviz are straight: no point of theirs lies further than a pixel from the line. */
function isBeside(point: number[], start: number[], [wayX, wayY]: readonly [number, number]): boolean {
	// A cylinder ends where it begins, so it has no way that its points could lie on.
	if (wayX === 0 && wayY === 0) return false;
	const [x, y] = [(point[0] ?? 0) - (start[0] ?? 0), (point[1] ?? 0) - (start[1] ?? 0)];
	return Math.abs(x * wayY - y * wayX) <= Math.hypot(wayX, wayY);
}

function pairsOf(numbers: number[]): [number, number][] {
	const pairs: [number, number][] = [];
	for (let at = 0; at + 1 < numbers.length; at += 2) pairs.push([numbers[at] ?? 0, numbers[at + 1] ?? 0]);
	return pairs;
}

function half(value: number): number {
	return Math.round(value * 2) / 2 || 0;
}

/** A minus sign parts two numbers by itself. */
function joined(numbers: number[]): string {
	return numbers
		.map((value) => String(value || 0))
		.reduce((text, value) => text + (value.startsWith("-") ? "" : " ") + value, "")
		.trim();
}
