import type { Definition, Image, ImageReference, Link as LinkNode, LinkReference, Nodes, Parent, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import type { Link, Target } from "../model/unit.ts";
import { spanOf } from "../text/lines.ts";
import { type Draft, mark, placeOf, report } from "./draft.ts";
import { flatten } from "./flat.ts";
import { findMentions } from "./mentions.ts";
import { protocolFault } from "./protocols.ts";

/** The mark that stands for the address of each link definition, by its identifier; undefined where the address is refused. */
export type DefinitionMarks = Map<string, string | undefined>;

/** Note the addresses of all link definitions of a file. */
export function readDefinitions(tree: Root, draft: Draft): DefinitionMarks {
	const marks: DefinitionMarks = new Map();
	visit(tree, "definition", (node) => {
		if (!marks.has(node.identifier)) marks.set(node.identifier, markOf(node, "", draft));
	});
	return marks;
}

/** Note every link and image below a node, and put marks where their addresses stand: only the book knows where they lead. */
export function readLinks(parent: Parent, definitions: DefinitionMarks, draft: Draft): void {
	visit(parent as Nodes, (node) => {
		if (node.type === "link") setAddress(node, "href", markOf(node, textOf(node), draft));
		else if (node.type === "image") setAddress(node, "src", markOf(node, node.alt ?? "", draft));
		else if (node.type === "linkReference") setAddress(node, "href", definitions.get(node.identifier));
		else if (node.type === "imageReference") setAddress(node, "src", definitions.get(node.identifier));
	});
}

/** Remember a link and return the mark that stands for its address. */
export function addLink(link: Link, draft: Draft): string {
	draft.links.push(draft.term === undefined ? link : { ...link, term: draft.term });
	return mark(draft, { hole: "address", index: draft.links.length - 1 });
}

function markOf(node: LinkNode | Image | Definition, text: string, draft: Draft): string | undefined {
	const span = placeOf(draft, node);
	const fault = protocolFault(node.url);
	if (fault) {
		report(draft, fault.code, span.start.offset, span.end.offset, fault.message, fault.hint);
		return undefined;
	}
	const urlSpan = urlPlace(node.url, span.start.offset, span.end.offset, draft) ?? span;
	return addLink(
		{
			url: node.url,
			role: node.type === "image" ? "image" : "link",
			text,
			says: saidBy(node, draft),
			span,
			urlSpan,
			section: draft.section,
		},
		draft,
	);
}

function saidBy(node: LinkNode | Image | Definition, draft: Draft): Target[] {
	if (node.type !== "link") return [];
	return findMentions(flatten(node.children, draft.source), draft.source).links.map((link) => link.target);
}

/** A refused link becomes text, a refused image its description. */
function setAddress(
	node: LinkNode | Image | LinkReference | ImageReference,
	name: "href" | "src",
	address: string | undefined,
): void {
	if (address !== undefined) {
		const isOutside = "url" in node && /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(node.url);
		node.data = {
			...node.data,
			hProperties: { [name]: address, ...(isOutside && name === "href" ? { rel: ["noopener", "noreferrer"] } : {}) },
		};
		if (name === "src") node.data.hProperties = { ...node.data.hProperties, loading: "lazy" };
	} else if (name === "href") {
		node.data = { ...node.data, hName: "span", hProperties: { href: undefined, title: undefined } as never };
	} else {
		const alt = "alt" in node ? (node.alt ?? "") : "";
		Object.assign(node, { type: "text", value: alt });
	}
}

/** An address stands behind the words of a link, so it is looked for from there. */
function urlPlace(url: string, from: number, to: number, draft: Draft): Link["urlSpan"] | undefined {
	if (!url) return undefined;
	const source = draft.source.slice(from, to);
	const behindWords = Math.max(source.lastIndexOf("]("), source.lastIndexOf("]:"));
	const at = source.indexOf(url, Math.max(0, behindWords));
	return at === -1 ? undefined : spanOf(draft.lines, from + at, from + at + url.length);
}
