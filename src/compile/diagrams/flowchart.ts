/** What Mermaid's parser says of a flowchart, as far as it is drawn. */
export interface FlowchartFacts {
	getDirection(): string | undefined;
	getVertices(): Map<string, { id: string; text?: string; type?: string }>;
	getEdges(): { start: string; end: string; type?: string; text: string; stroke?: string }[];
	getSubGraphs(): { id: string; title: string; nodes: string[]; dir?: string }[];
}

/** A flowchart in words that the program that draws reads as they are meant, or what it cannot draw. */
export type Rewritten = { text: string } | { fault: string; hint: string };

/**
 * Write a flowchart anew from what Mermaid read in it. The program that draws looks at lines and takes `A-->B` for a
 * node “A--”; what it does not know, it leaves out without a word.
 */
export function flowchartText(facts: FlowchartFacts): Rewritten {
	const groups = facts.getSubGraphs();
	const isGroup = new Set(groups.map(({ id }) => id));
	// A group that an arrow leads to is one of these, too.
	const nodes = [...facts.getVertices().values()].filter(({ id }) => !isGroup.has(id));
	const names = new Map<string, string>();
	for (const { id } of groups) names.set(id, `g${names.size}`);
	for (const { id } of nodes) names.set(id, `n${names.size}`);
	const lines = [`flowchart ${facts.getDirection() ?? "TB"}`];
	const isInside = new Set(groups.flatMap((group) => group.nodes));
	const write = (ids: string[]): void => {
		for (const id of ids) {
			const group = groups.find((one) => one.id === id);
			const node = facts.getVertices().get(id);
			if (!group) {
				if (node) lines.push(`${names.get(id)}${nodeText(node)}`);
				continue;
			}
			lines.push(`subgraph ${names.get(id)} [${hidden(group.title)}]`);
			if (group.dir) lines.push(`direction ${group.dir}`);
			write(group.nodes);
			lines.push("end");
		}
	};
	write([...groups.map(({ id }) => id), ...nodes.map(({ id }) => id)].filter((id) => !isInside.has(id)));
	for (const { start, end, type = "arrow_point", text, stroke = "normal" } of facts.getEdges()) {
		// It keeps two nodes apart in Mermaid's own drawing, and is not seen.
		if (stroke === "invisible") continue;
		const arrow = arrows[stroke]?.[type];
		if (!arrow) {
			const fault = `an arrow that ends in a circle or a cross cannot be drawn without a browser`;
			return { fault, hint: "write --> or ---, and what it means as its label" };
		}
		lines.push(`${names.get(start)} ${arrow}${text ? `|${hidden(text)}|` : ""} ${names.get(end)}`);
	}
	return { text: lines.join("\n") };
}

/** Put back into a drawing what `flowchartText` hid from the program that draws. */
export function withHidden(svg: string): string {
	return svg.replace(/[\uE000-\uE0FF]/g, (sign) => {
		const shown = String.fromCharCode(sign.charCodeAt(0) - 0xe000);
		return escapes[shown] ?? shown;
	});
}

const escapes: Record<string, string> = { "&": "&amp;", '"': "&quot;" };

/** Signs that the program that draws would read, as ones of the private area that it measures and passes on. */
function hidden(text: string): string {
	const signs = decoded(text)
		.replace(/\r?\n/g, "<br>")
		.replace(/[()[\]{}|"&]|\\(?!n)|(?<!<)\//g, (sign) => String.fromCharCode(0xe000 + sign.charCodeAt(0)));
	return signs.trim() || "\u00a0";
}

/** Mermaid keeps `#35;` and `#quot;` in signs of its own. */
function decoded(text: string): string {
	return text
		.replace(/ﬂ°°(\d{1,7})¶ß/g, (whole, code) => (Number(code) < 0x110000 ? String.fromCodePoint(Number(code)) : whole))
		.replace(/ﬂ°(\w+)¶ß/g, (_, name) => entities[name] ?? `#${name};`);
}

const entities: Record<string, string> = { quot: '"', amp: "&", lt: "<", gt: ">", nbsp: "\u00a0", apos: "'" };

function nodeText({ id, text, type = "square" }: { id: string; text?: string; type?: string }): string {
	const [before, behind] = shapes[type] ?? ["[", "]"];
	return `${before}${hidden(text ?? id)}${behind}`;
}

/** The brackets of the shapes that there are; all others are boxes. */
const shapes: Record<string, [string, string]> = {
	round: ["(", ")"],
	rounded: ["(", ")"],
	circle: ["((", "))"],
	circ: ["((", "))"],
	doublecircle: ["(((", ")))"],
	stadium: ["([", "])"],
	ellipse: ["([", "])"],
	subroutine: ["[[", "]]"],
	cylinder: ["[(", ")]"],
	cyl: ["[(", ")]"],
	diamond: ["{", "}"],
	diam: ["{", "}"],
	hexagon: ["{{", "}}"],
	hex: ["{{", "}}"],
	odd: [">", "]"],
	trapezoid: ["[/", "\\]"],
	inv_trapezoid: ["[\\", "/]"],
};

const arrows: Record<string, Record<string, string>> = {
	normal: { arrow_point: "-->", arrow_open: "---", double_arrow_point: "<-->" },
	dotted: { arrow_point: "-.->", arrow_open: "-.-", double_arrow_point: "<-.->" },
	thick: { arrow_point: "==>", arrow_open: "===", double_arrow_point: "<==>" },
};
