import type { Definition, Image, ImageReference, Link as LinkNode, LinkReference, Nodes, Parent } from "mdast";
import type { Link, Target } from "../../model/unit.ts";
import { spanOf } from "../../text/lines.ts";
import { type Draft, mark, report } from "../draft.ts";
import { protocolFault, withoutPassword } from "../html/protocols.ts";
import { flatten } from "./flat.ts";
import { findMentions } from "./mentions.ts";
import { textOf } from "./text-of.ts";

/** Where something stands: offsets of the file. */
interface Place {
	start: number;
	end: number;
}

/** The address of a link definition, which several links may use. */
interface DefinedAddress {
	url: string;
	place: Place;
	/** Of the address alone. */
	urlPlace: Place;
	isRefused: boolean;
	isUsed: boolean;
}

/** The addresses of all link definitions of a file by their identifiers. */
export type DefinedAddresses = Map<string, DefinedAddress>;

/** Note the addresses of all link definitions of a file; one that is refused is reported here, once. */
export function readDefinitions(definitions: Definition[], draft: Draft): DefinedAddresses {
	const addresses: DefinedAddresses = new Map();
	for (const node of definitions) {
		if (addresses.has(node.identifier)) continue;
		const place = placeOf(node);
		const there = urlPlace(node.url, place, draft);
		const isRefused = refuse(node.url, there, draft);
		addresses.set(node.identifier, {
			url: node.url,
			place,
			urlPlace: there,
			isRefused,
			isUsed: false,
		});
	}
	return addresses;
}

/** Note the definitions that no link uses, so that they are checked too. */
export function readUnusedDefinitions(definitions: DefinedAddresses, draft: Draft): void {
	for (const { url, place, urlPlace: there, isRefused, isUsed } of definitions.values()) {
		if (!isUsed && !isRefused) addLink({ url, role: "link", text: "", says: [], section: -1 }, place, there, draft);
	}
}

/** Note every link and image below a node, and put marks where their addresses stand: only the book knows where they lead. */
export function readLinks(parent: Parent, definitions: DefinedAddresses, draft: Draft): void {
	for (const node of parent.children as Nodes[]) {
		if (node.type === "link" || node.type === "image") {
			setAddress(node, node.url, addressOf(node, draft));
		} else if (node.type === "linkReference" || node.type === "imageReference") {
			const defined = definitions.get(node.identifier);
			if (defined) setAddress(node, defined.url, addressOfReference(node, defined, draft));
		}
		if ("children" in node) readLinks(node, definitions, draft);
	}
}

/** Remember a link and return the mark that stands for its address. */
export function addLink(
	link: Pick<Link, "url" | "role" | "text" | "says" | "section">,
	place: Place,
	urlPlace: Place,
	draft: Draft,
): string {
	draft.size += link.url.length;
	draft.links.push({
		...link,
		span: spanOf(draft.lines, place.start, place.end),
		urlSpan: spanOf(draft.lines, urlPlace.start, urlPlace.end),
		...(draft.term === undefined ? {} : { term: draft.term }),
	});
	return mark(draft, { hole: "address", index: draft.links.length - 1 });
}

function addressOf(node: LinkNode | Image, draft: Draft): string | undefined {
	const place = placeOf(node);
	const there = urlPlace(node.url, place, draft);
	if (refuse(node.url, there, draft)) {
		maskPasswords(node);
		return undefined;
	}
	return addLink(linkOf(node, node.url, draft), place, there, draft);
}

function addressOfReference(
	node: LinkReference | ImageReference,
	defined: DefinedAddress,
	draft: Draft,
): string | undefined {
	defined.isUsed = true;
	if (defined.isRefused) return undefined;
	return addLink(linkOf(node, defined.url, draft), placeOf(node), defined.urlPlace, draft);
}

function linkOf(
	node: LinkNode | Image | LinkReference | ImageReference,
	url: string,
	draft: Draft,
): Pick<Link, "url" | "role" | "text" | "says" | "section"> {
	const isLink = node.type === "link" || node.type === "linkReference";
	return {
		url,
		role: isLink ? "link" : "image",
		text: (isLink ? textOf(node) : (node.alt ?? "")).replace(/\s+/g, " "),
		says: isLink ? saidBy(node, draft) : [],
		section: draft.section,
	};
}

function saidBy(node: LinkNode | LinkReference, draft: Draft): Target[] {
	return findMentions(flatten(node.children, draft.source), draft.source).links.map((link) => link.target);
}

function refuse(url: string, place: Place, draft: Draft): boolean {
	const fault = protocolFault(url);
	if (fault) report(draft, fault.code, place.start, place.end, fault.message, fault.hint);
	return fault !== undefined;
}

/** The words of a link that is an address say the password too. */
function maskPasswords(node: Nodes): void {
	if (node.type === "text") node.value = withoutPassword(node.value);
	if ("children" in node) for (const child of node.children) maskPasswords(child);
}

/** A refused link becomes text, a refused image its description. */
function setAddress(
	node: LinkNode | Image | LinkReference | ImageReference,
	url: string,
	address: string | undefined,
): void {
	const isLink = node.type === "link" || node.type === "linkReference";
	if (address === undefined) {
		if (isLink)
			node.data = { ...node.data, hName: "span", hProperties: { href: undefined, title: undefined } as never };
		else Object.assign(node, { type: "text", value: node.alt ?? "" });
		return;
	}
	const isOutside = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(url);
	if (!isLink) node.data = { ...node.data, hProperties: { src: address, loading: "lazy" } };
	else if (isOutside) node.data = { ...node.data, hProperties: { href: address, rel: ["noopener", "noreferrer"] } };
	else node.data = { ...node.data, hProperties: { href: address } };
}

function placeOf(node: LinkNode | Image | LinkReference | ImageReference | Definition): Place {
	return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

const destination = /\s*(?:<((?:[^<>\\\n]|\\.)*)>|((?:[^\s\\()]|\\.|\((?:[^\s\\()]|\\.)*\))+))/y;

/** An address stands behind the words of a link, so it is looked for from there; the whole link where it is not found. */
function urlPlace(url: string, place: Place, draft: Draft): Place {
	const source = draft.source.slice(place.start, place.end);
	const behindWords = Math.max(source.lastIndexOf("]("), source.lastIndexOf("]:"));
	const at = url === "" ? -1 : source.indexOf(url, Math.max(0, behindWords));
	if (at !== -1) return { start: place.start + at, end: place.start + at + url.length };
	if (behindWords === -1) return place;
	// The address is written with escapes or character references.
	destination.lastIndex = behindWords + 2;
	const found = destination.exec(source);
	const written = found?.[1] ?? found?.[2];
	if (!found || !written) return place;
	const start = place.start + destination.lastIndex - written.length - (found[1] === undefined ? 0 : 1);
	return { start, end: start + written.length };
}
