import type { BlockContent, Blockquote, PhrasingContent, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";

/** The kinds of admonition, and what their label says. GitHub knows all but `danger`. */
const labels: Record<string, string> = {
	note: "Note",
	tip: "Tip",
	important: "Important",
	warning: "Warning",
	caution: "Caution",
	danger: "Danger",
};

const opening = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\r?\n|$)/i;

/** Say whether a block of this name is an admonition. */
export function isAdmonition(name: string): boolean {
	return Object.hasOwn(labels, name);
}

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
	const { data, children } = admonition(kind, quote.children, []);
	if (data) quote.data = data;
	quote.children = children;
}

/** Make an admonition. It begins with the word for its kind, for neither colour nor a sign says it to everybody. */
export function admonition(kind: string, children: RootContent[], title: PhrasingContent[]): Blockquote {
	const word = labels[kind] ?? kind;
	const words: PhrasingContent[] = title.length > 0 ? [{ type: "text", value: `${word}: ` }, ...title] : [];
	const label: BlockContent = {
		type: "paragraph",
		data: { hProperties: { className: ["label"] } },
		children: words.length > 0 ? words : [{ type: "text", value: word }],
	};
	const properties = { className: [kind], ariaLabel: textOf(label, { includeHtml: false }).trim() };
	return {
		type: "blockquote",
		data: { hName: "aside", hProperties: properties },
		children: [label, ...(children as BlockContent[])],
	};
}
