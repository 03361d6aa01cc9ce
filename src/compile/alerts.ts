import type { Blockquote, Paragraph } from "mdast";

/** The five kinds of admonition that GitHub knows, and what their label says. */
const labels: Record<string, string> = {
	note: "Note",
	tip: "Tip",
	important: "Important",
	warning: "Warning",
	caution: "Caution",
};

const opening = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\r?\n|$)/i;

/** Turn a block quote that begins with `[!WARNING]` into an admonition. Other quotes stay as they are. */
export function readAlert(quote: Blockquote): void {
	const [first] = quote.children;
	const words = first?.type === "paragraph" ? first.children[0] : undefined;
	const found = words?.type === "text" ? opening.exec(words.value) : null;
	const kind = found?.[1]?.toLowerCase();
	if (!found || !kind || first?.type !== "paragraph" || words?.type !== "text") return;
	words.value = words.value.slice(found[0].length);
	if (words.position?.start.offset !== undefined) words.position.start.offset += found[0].length;
	if (!words.value) first.children.shift();
	if (first.children[0]?.type === "break") first.children.shift();
	if (first.children.length === 0) quote.children.shift();
	quote.children.unshift(labelOf(kind));
	quote.data = { hName: "aside", hProperties: { className: [kind], ariaLabel: labels[kind] ?? kind } };
}

function labelOf(kind: string): Paragraph {
	return {
		type: "paragraph",
		data: { hProperties: { className: ["label"] } },
		children: [{ type: "text", value: labels[kind] ?? kind }],
	};
}
