import type { Element, ElementContent, Nodes, Parents } from "hast";
import { defaultSchema } from "hast-util-sanitize";
import { type Draft, placeOf, report } from "./draft.ts";
import { addLink } from "./links.ts";
import { protocolFault } from "./protocols.ts";

/**
 * Set on every element that Markdown made, before raw HTML is parsed among them. Its value holds a noncharacter,
 * so that no raw HTML can have it: what lacks it was written by an author and passes the allow-list.
 */
const ours = "\uFDD0";

/** Mark the elements that Markdown made. */
export function markOurs(node: Nodes): void {
	if (node.type === "element") node.properties["dataOurs"] = ours;
	if ("children" in node) for (const child of node.children) markOurs(child);
}

/** Let of raw HTML only through what is on the allow-list, and report what is dropped. */
export function sanitise(parent: Parents, draft: Draft, place: Nodes = parent): void {
	const children: Parents["children"] = [];
	for (const child of parent.children) {
		const at = child.position ? child : place;
		if (child.type === "element") children.push(...sanitiseElement(child, at, draft));
		// A comment is for the author: it leaves no trace, and needs no diagnostic.
		else if (child.type !== "doctype" && child.type !== "comment") children.push(child as ElementContent);
	}
	parent.children = children as typeof parent.children;
}

const tags = new Set([
	...(defaultSchema.tagNames ?? []),
	"abbr",
	"aside",
	"bdi",
	"bdo",
	"cite",
	"dfn",
	"figcaption",
	"figure",
	"mark",
	"small",
	"time",
	"u",
	"wbr",
]);
for (const tag of ["input", "tt", "strike"]) tags.delete(tag);

/** Elements that go with everything inside them. */
const removed = new Set([
	"script",
	"style",
	"iframe",
	"object",
	"embed",
	"template",
	"noscript",
	"noembed",
	"noframes",
	"title",
	"textarea",
	"xmp",
	"plaintext",
	"svg",
	"math",
	"link",
	"meta",
	"base",
	"frame",
	"frameset",
]);

/** Those of them that could run or load something; the rest only changes how a page looks. */
const unsafe = new Set([
	"script",
	"iframe",
	"object",
	"embed",
	"svg",
	"math",
	"base",
	"form",
	"frame",
	"frameset",
	"applet",
]);

const anywhere = ["title", "lang", "dir", "id", "ariaLabel", "ariaHidden"];
const attributes: Record<string, string[]> = {
	a: ["href", "name"],
	blockquote: ["cite"],
	del: ["cite", "dateTime"],
	details: ["open"],
	img: ["src", "srcSet", "alt", "width", "height", "sizes"],
	ins: ["cite", "dateTime"],
	li: ["value"],
	ol: ["start", "type", "reversed"],
	q: ["cite"],
	source: ["srcSet", "media", "type", "sizes"],
	td: ["colSpan", "rowSpan", "align", "headers"],
	th: ["colSpan", "rowSpan", "align", "scope", "abbr", "headers"],
	time: ["dateTime"],
};
const addresses = new Set(["href", "src", "cite"]);

function sanitiseElement(element: Element, place: Nodes, draft: Draft): ElementContent[] {
	if (element.properties["dataOurs"] === ours) {
		delete element.properties["dataOurs"];
		sanitise(element, draft, place);
		return [element];
	}
	const name = element.tagName;
	const { start, end } = placeOf(draft, place);
	if (!tags.has(name)) {
		const code = unsafe.has(name) ? "html-unsafe" : "html-dropped";
		const isGone = removed.has(name);
		report(
			draft,
			code,
			start.offset,
			end.offset,
			`the element <${name}> is not published${isGone ? ", nor is what it holds" : "; what it holds is"}`,
			"write it in Markdown, or leave it out",
		);
		if (isGone) return [];
		sanitise(element, draft, place);
		return element.children;
	}
	sanitiseAttributes(element, place, draft);
	sanitise(element, draft, place);
	return [element];
}

function sanitiseAttributes(element: Element, place: Nodes, draft: Draft): void {
	const kept: Element["properties"] = {};
	for (const [name, value] of Object.entries(element.properties)) {
		if (![...anywhere, ...(attributes[element.tagName] ?? [])].includes(name))
			reportAttribute(name, element, place, draft);
		else if (addresses.has(name)) keepAddress(kept, name, String(value), element, place, draft);
		else if (name === "srcSet") keepSrcSet(kept, String(value), place, draft);
		else if (name === "id" || name === "name") keepId(kept, String(value), element, draft);
		else kept[name] = value;
	}
	element.properties = kept;
}

function keepAddress(
	kept: Element["properties"],
	name: string,
	url: string,
	element: Element,
	place: Nodes,
	draft: Draft,
): void {
	const span = placeOf(draft, place);
	const fault = protocolFault(url);
	if (fault) {
		report(draft, fault.code, span.start.offset, span.end.offset, fault.message, fault.hint);
		return;
	}
	kept[name] = addLink(
		{
			url,
			role: element.tagName === "img" ? "image" : "link",
			text: "",
			says: [],
			span,
			urlSpan: span,
			section: draft.section,
		},
		draft,
	);
	if (name === "href" && /^(?:https?:)?\/\//i.test(url)) kept["rel"] = ["noopener", "noreferrer"];
}

function keepSrcSet(kept: Element["properties"], value: string, place: Nodes, draft: Draft): void {
	const span = placeOf(draft, place);
	const candidates = value
		.split(",")
		.map((one) => one.trim())
		.filter(Boolean);
	if (candidates.some((one) => protocolFault(one.split(/\s/)[0] ?? ""))) {
		report(
			draft,
			"url-protocol",
			span.start.offset,
			span.end.offset,
			"an address of this srcset has a scheme that is not published",
		);
		return;
	}
	kept["srcSet"] = candidates
		.map((candidate) => {
			const [url = "", ...size] = candidate.split(/\s+/);
			return [
				addLink({ url, role: "image", text: "", says: [], span, urlSpan: span, section: draft.section }, draft),
				...size,
			].join(" ");
		})
		.join(", ");
}

/** On some elements an id becomes a property of the document, which could take the place of one that scripts use. */
function keepId(kept: Element["properties"], id: string, element: Element, draft: Draft): void {
	if (!/^[^\s"'<>`=]+$/u.test(id) || element.tagName === "img" || element.tagName === "source") return;
	kept["id"] = id;
	draft.anchors.push(id);
}

function reportAttribute(name: string, element: Element, place: Nodes, draft: Draft): void {
	const { start, end } = placeOf(draft, place);
	const isUnsafe = /^on/i.test(name) || name === "style" || name === "formAction";
	report(
		draft,
		isUnsafe ? "html-unsafe" : "html-dropped",
		start.offset,
		end.offset,
		`the attribute “${name.toLowerCase()}” of <${element.tagName}> is not published`,
	);
}
