import type { Nodes, PhrasingContent } from "mdast";
import { trimLines } from "trim-lines";
import { isMarked } from "../draft.ts";

/**
 * Write the content of a paragraph as HTML, the same as `mdast-util-to-hast` and `hast-util-to-html` make of it. Most
 * nodes of a book are words, and a tree of elements for each of them takes longer than all the rest. Undefined where
 * something is among them that only those two know how to write, such as the call of a footnote.
 */
export function phrasingHtml(nodes: PhrasingContent[]): string | undefined {
	return write(nodes, false);
}

/** Escape text as `hast-util-to-html` does. */
function escapeText(text: string): string {
	return /[<&]/.test(text) ? text.replaceAll("&", "&#x26;").replaceAll("<", "&#x3C;") : text;
}

/** Write attributes as `hast-util-to-html` does. */
export function attributesHtml(attributes: Record<string, unknown>): string {
	let html = "";
	for (const [name, value] of Object.entries(attributes)) {
		if (value === undefined || value === null) continue;
		const text = Array.isArray(value) ? value.join(" ") : String(value);
		html += ` ${name}="${text.replace(/[\0"&'`]/g, reference)}"`;
	}
	return html;
}

function reference(sign: string): string {
	return `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`;
}

/** The blanks that begin a line behind a hard break are dropped, those of the first word in an element too. */
function write(nodes: PhrasingContent[], followsBreak: boolean): string | undefined {
	let html = "";
	let isTrimmed = followsBreak;
	for (const node of nodes) {
		const written = writeOne(node, isTrimmed);
		if (written === undefined) return undefined;
		html += written;
		isTrimmed = node.type === "break";
	}
	return html;
}

function writeOne(node: PhrasingContent, isTrimmed: boolean): string | undefined {
	if (node.type === "link") return writeLink(node, isTrimmed);
	if (node.type === "image") return writeImage(node);
	if (node.data !== undefined) return undefined;
	switch (node.type) {
		case "text":
			return escapeText(trimmed(/[\r\n]/.test(node.value) ? trimLines(node.value) : node.value, isTrimmed));
		case "inlineCode":
			return `<code>${escapeText(trimmed(node.value.replace(/\r?\n|\r/g, " "), isTrimmed))}</code>`;
		case "emphasis":
			return element("em", "", node, isTrimmed);
		case "strong":
			return element("strong", "", node, isTrimmed);
		case "delete":
			return element("del", "", node, isTrimmed);
		case "break":
			return "<br>\n";
		case "html":
			return isMarked(node.value) ? node.value : undefined;
		default:
			return undefined;
	}
}

function trimmed(text: string, isTrimmed: boolean): string {
	return isTrimmed ? text.replace(/^[\t ]+/, "") : text;
}

function element(name: string, attributes: string, parent: Parent, followsBreak: boolean): string | undefined {
	const isTrimmed = followsBreak && parent.children[0]?.type === "text";
	const content = write(parent.children, isTrimmed);
	return content === undefined ? undefined : `<${name}${attributes}>${content}</${name}>`;
}

type Parent = { children: PhrasingContent[] };

/** Only an address that `links.ts` has looked at is written here. */
function writeLink(node: Extract<Nodes, { type: "link" }>, isTrimmed: boolean): string | undefined {
	const own = ownAttributes(node);
	if (!own || !("href" in own)) return undefined;
	const { href, ...others } = own;
	return element("a", attributesHtml({ href, title: node.title, ...others }), node, isTrimmed);
}

function writeImage(node: Extract<Nodes, { type: "image" }>): string | undefined {
	const own = ownAttributes(node);
	if (!own || !("src" in own)) return undefined;
	const { src, ...others } = own;
	return `<img${attributesHtml({ src, alt: node.alt, title: node.title, ...others })}>`;
}

const known = new Set(["href", "src", "rel", "loading"]);

/** The attributes that the walk gave a node; undefined where it did more than that. */
function ownAttributes({ data }: Nodes): Record<string, unknown> | undefined {
	if (!data || "hName" in data || "hChildren" in data || !data.hProperties) return undefined;
	return Object.keys(data.hProperties).every((name) => known.has(name)) ? data.hProperties : undefined;
}
