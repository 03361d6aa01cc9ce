import type { ImageReference, LinkReference, Nodes, PhrasingContent } from "mdast";
import { trimLines } from "trim-lines";
import { isMarked } from "../draft.ts";
import { callHtml } from "./footnotes.ts";
import { attributesHtml, leaveToTree, type Writing } from "./writing.ts";

/** Write the content of a paragraph as HTML, the same as `mdast-util-to-hast` and `hast-util-to-html` make of it. */
export function phrasingHtml(nodes: PhrasingContent[], writing: Writing): string {
	return write(nodes, false, writing);
}

/** Escape text as `hast-util-to-html` does. */
function escapeText(text: string): string {
	return /[<&]/.test(text) ? text.replaceAll("&", "&#x26;").replaceAll("<", "&#x3C;") : text;
}

/** The blanks that begin a line behind a hard break are dropped, those of the first word in an element too. */
function write(nodes: PhrasingContent[], followsBreak: boolean, writing: Writing): string {
	let html = "";
	let isTrimmed = followsBreak;
	for (const node of nodes) {
		html += writeOne(node, isTrimmed, writing);
		isTrimmed = node.type === "break";
	}
	return html;
}

function writeOne(node: PhrasingContent, isTrimmed: boolean, writing: Writing): string {
	if (node.type === "link" || node.type === "linkReference") return writeLink(node, isTrimmed, writing);
	if (node.type === "image" || node.type === "imageReference") return writeImage(node, writing);
	if (node.data !== undefined) return leaveToTree(writing);
	switch (node.type) {
		case "text":
			return escapeText(trimmed(/[\r\n]/.test(node.value) ? trimLines(node.value) : node.value, isTrimmed));
		case "inlineCode":
			return `<code>${escapeText(trimmed(/[\r\n]/.test(node.value) ? node.value.replace(/\r?\n|\r/g, " ") : node.value, isTrimmed))}</code>`;
		case "emphasis":
			return element("em", "", node, isTrimmed, writing);
		case "strong":
			return element("strong", "", node, isTrimmed, writing);
		case "delete":
			return element("del", "", node, isTrimmed, writing);
		case "break":
			return "<br>\n";
		case "html":
			return isMarked(node.value) ? node.value : leaveToTree(writing);
		case "footnoteReference":
			return callHtml(node, writing);
		default:
			return leaveToTree(writing);
	}
}

function trimmed(text: string, isTrimmed: boolean): string {
	return isTrimmed ? text.replace(/^[\t ]+/, "") : text;
}

type Parent = { children: PhrasingContent[] };

function element(name: string, attributes: string, parent: Parent, followsBreak: boolean, writing: Writing): string {
	const isTrimmed = followsBreak && parent.children[0]?.type === "text";
	return `<${name}${attributes}>${write(parent.children, isTrimmed, writing)}</${name}>`;
}

/** Only an address that `links.ts` has looked at is written here. */
function writeLink(
	node: Extract<Nodes, { type: "link" }> | LinkReference,
	isTrimmed: boolean,
	writing: Writing,
): string {
	const own = ownProperties(node);
	if (!own || !("href" in own)) return leaveToTree(writing);
	const { href, ...others } = own;
	const attributes = attributesHtml({ href, title: titleOf(node, writing), ...others }, writing);
	return element("a", attributes, node, isTrimmed, writing);
}

function writeImage(node: Extract<Nodes, { type: "image" }> | ImageReference, writing: Writing): string {
	const own = ownProperties(node);
	if (!own || !("src" in own)) return leaveToTree(writing);
	const { src, ...others } = own;
	return `<img${attributesHtml({ src, alt: node.alt, title: titleOf(node, writing), ...others }, writing)}>`;
}

function titleOf(
	node: Extract<Nodes, { type: "link" | "image" | "linkReference" | "imageReference" }>,
	writing: Writing,
): string | null | undefined {
	if (node.type === "link" || node.type === "image") return node.title;
	const definition = writing.links.get(node.identifier.toUpperCase());
	if (!definition) leaveToTree(writing);
	return definition?.title;
}

/** The properties that the walk gave a node; undefined where it did more than that. */
function ownProperties({ data }: Nodes): Record<string, unknown> | undefined {
	if (!data || "hName" in data || "hChildren" in data) return undefined;
	return data.hProperties;
}
