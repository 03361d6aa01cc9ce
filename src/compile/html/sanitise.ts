import type { Element, ElementContent, Nodes, Parents } from "hast";
import { toString as textOf } from "mdast-util-to-string";
import { isCopy, takeBlocks } from "../copies.ts";
import { closeHoles, type Draft, report, sectionAt, withoutHoles } from "../draft.ts";
import { addLink } from "../prose/links.ts";
import { saidIn } from "../prose/mentions.ts";
import {
	allowedElements,
	attributeName,
	isAllowedAttribute,
	isUnsafeAttribute,
	removedElements,
	unsafeElements,
} from "./allowed-html.ts";
import { protocolFault } from "./protocols.ts";
import type { RawPlaces } from "./raw-places.ts";
import { candidatesOf } from "./srcset.ts";

/** What the walk over a tree with raw HTML knows. */
interface Sanitising {
	draft: Draft;
	places: RawPlaces;
	/** Tells the number of an element that Markdown made, and removes the sign of it. */
	takeOwn: (element: Element) => number | undefined;
	/** The numbers of the elements of Markdown that are kept. */
	kept: Set<number>;
	/** The offsets of the tags that the parser of HTML may open again. */
	opened: Set<number>;
	/** Those of them that are reported as not closed. */
	unclosed: Set<number>;
	/** The tag of the first element that goes with elements of Markdown in it. */
	taken?: [number, number];
}

/**
 * Let of raw HTML only through what is on the allow-list, and report what is dropped. Elements that Markdown made
 * pass as they are; the numbers of those that are kept are returned, and the tag that took others away.
 */
export function sanitise(
	tree: Parents,
	places: RawPlaces,
	takeOwn: Sanitising["takeOwn"],
	draft: Draft,
): Pick<Sanitising, "kept" | "taken"> {
	const context: Sanitising = { draft, places, takeOwn, kept: new Set(), opened: new Set(), unclosed: new Set() };
	sanitiseChildren(tree, 0, context);
	return context;
}

/** `near` is the offset of the last thing that has a place, for what the parser of HTML put in has none. */
function sanitiseChildren(parent: Parents, near: number, context: Sanitising): void {
	const children: Nodes[] = [];
	for (const child of parent.children) {
		const offset = offsetOf(child) ?? near;
		if (child.type === "element") for (const one of sanitiseElement(child, parent, offset, context)) children.push(one);
		else if (child.type === "comment") reportComment(offset, context);
		else if (child.type !== "doctype") children.push(child);
	}
	parent.children = children as typeof parent.children;
}

/** The parser of HTML gives an element that it made up a position without a start. */
function offsetOf({ position }: Nodes): number | undefined {
	return (position as Partial<NonNullable<typeof position>> | undefined)?.start?.offset;
}

/** A comment is for the author: it leaves no trace, and needs no diagnostic. An instruction or a section of CDATA is no comment, though HTML takes it for one. */
function reportComment(offset: number, { draft, places }: Sanitising): void {
	const start = places.at(offset);
	if (draft.source.startsWith("<!--", start) || !/^<[!?]/.test(draft.source.slice(start, start + 2))) return;
	const end = draft.source.indexOf(">", start);
	report(draft, "html-dropped", start, end === -1 ? start + 2 : end + 1, "this is no HTML, and is not published");
}

function sanitiseElement(element: Element, parent: Parents, offset: number, context: Sanitising): ElementContent[] {
	const own = context.takeOwn(element);
	if (own !== undefined) {
		context.kept.add(own);
		sanitiseChildren(element, offset, context);
		return [element];
	}
	const name = element.tagName;
	if (!allowedElements.has(name) || (name === "source" && !isElement(parent, "picture")))
		return dropElement(element, offset, context);
	const isOver = isCopy(element, offsetOf(element), context.opened);
	const behind = isOver ? element.children : takeBlocks(element, context.draft.source);
	const before = isOver ? [] : keepElement(element, offset, context);
	const rest = { type: "root" as const, children: behind };
	if (rest.children.length > 0 && offsetOf(element) !== undefined) reportOpen(name, offset, context);
	sanitiseChildren(rest, offset, context);
	return [...before, ...rest.children];
}

function keepElement(element: Element, offset: number, context: Sanitising): ElementContent[] {
	const name = element.tagName;
	const hasFault = sanitiseAttributes(element, offset, context);
	sanitiseChildren(element, offset, context);
	if (name === "a" && element.properties["href"] !== undefined) closeHoles(context.draft, textOf(element));
	if (name === "img" && element.properties["src"] === undefined && element.properties["srcSet"] === undefined)
		return descriptionOf(element, hasFault, offset, context);
	return [element];
}

function reportOpen(name: string, offset: number, context: Sanitising): void {
	if (context.unclosed.has(offset)) return;
	context.unclosed.add(offset);
	const message = `this <${name}> is not closed in its block, and ends with it`;
	reportAt("html-unclosed", tagPlace(offset, context), message, context, `write </${name}> where it ends`);
}

function isElement(node: Nodes, name: string): boolean {
	return node.type === "element" && node.tagName === name;
}

function dropElement(element: Element, offset: number, context: Sanitising): ElementContent[] {
	const name = element.tagName;
	const isGone = removedElements.has(name);
	const place = tagPlace(offset, context);
	const isOpen = isGone && element.children.length > 0 && !context.draft.source.includes(`</${name}`, place[1]);
	const what = !isGone
		? "; what it holds is"
		: isOpen
			? ", and it is never closed"
			: element.children.length > 0
				? ", nor is what it holds"
				: "";
	reportAt(
		unsafeElements.has(name) || isOpen ? "html-unsafe" : "html-dropped",
		place,
		`the element <${name}> is not published${what}`,
		context,
		"write it in Markdown, or leave it out",
	);
	if (isGone && context.taken === undefined && holdsOwn(element, context)) context.taken = tagPlace(offset, context);
	if (isGone) return [];
	sanitiseChildren(element, offset, context);
	return element.children;
}

function holdsOwn(parent: Parents, context: Sanitising): boolean {
	return (parent.children as Nodes[]).some(
		(child) => child.type === "element" && (context.takeOwn(child) !== undefined || holdsOwn(child, context)),
	);
}

/** An image that has no address left becomes its description. */
function descriptionOf(element: Element, hasFault: boolean, offset: number, context: Sanitising): ElementContent[] {
	if (!hasFault) reportAt("html-dropped", tagPlace(offset, context), "this <img> has no address", context);
	const { alt } = element.properties;
	return typeof alt === "string" && alt ? [{ type: "text", value: alt }] : [];
}

/** Say whether an address of the element was refused. */
function sanitiseAttributes(element: Element, offset: number, context: Sanitising): boolean {
	const kept: Element["properties"] = {};
	let hasFault = false;
	for (const [property, value] of Object.entries(element.properties)) {
		const tag = tagPlace(offset, context);
		const { whole, value: place } = context.places.attribute(offset, attributeName(property)) ?? {
			whole: tag,
			value: tag,
		};
		if (!isAllowedAttribute(element.tagName, property)) {
			const message = `the attribute “${attributeName(property)}” of <${element.tagName}> is not published`;
			reportAt(isUnsafeAttribute(property) ? "html-unsafe" : "html-dropped", whole, message, context, "leave it out");
		} else if (property === "href" || property === "src" || property === "cite") {
			const address = addressOf(String(value), element, offset, place, context);
			if (address === undefined) hasFault = true;
			else kept[property] = address;
			if (property === "href" && /^(?:https?:)?[\\/]{2}/i.test(String(value))) kept["rel"] = ["noopener", "noreferrer"];
		} else if (property === "srcSet") {
			const set = srcSetOf(String(value), offset, place, context);
			if (set === undefined) hasFault = true;
			else kept[property] = set;
		} else if (property === "id" || property === "name") {
			keepId(kept, String(value), element, place, context);
		} else {
			kept[property] = value;
		}
	}
	element.properties = kept;
	return hasFault;
}

function addressOf(
	url: string,
	element: Element,
	offset: number,
	place: [number, number],
	context: Sanitising,
): string | undefined {
	const fault = protocolFault(url);
	if (fault) {
		reportAt(fault.code, place, fault.message, context, fault.hint);
		return undefined;
	}
	const isLink = element.tagName === "a";
	const words = isLink
		? withoutHoles(context.draft, textOf(element)).replace(/\s+/g, " ").trim()
		: String(element.properties["alt"] ?? "");
	return addRawLink(url, element.tagName === "img" ? "image" : "link", words, offset, place, context);
}

function srcSetOf(value: string, offset: number, place: [number, number], context: Sanitising): string | undefined {
	const candidates = candidatesOf(value);
	const fault = candidates.map(({ url }) => protocolFault(url)).find((one) => one !== undefined);
	if (fault) {
		reportAt(fault.code, place, fault.message, context, fault.hint);
		return undefined;
	}
	return candidates
		.map(({ url, size, start }) => {
			const from = context.draft.source.startsWith(url, place[0] + start) ? place[0] + start : place[0];
			const to = from === place[0] + start ? from + url.length : place[1];
			return [addRawLink(url, "image", "", offset, [from, to], context), size].filter(Boolean).join(" ");
		})
		.join(", ");
}

function addRawLink(
	url: string,
	role: "link" | "image",
	text: string,
	offset: number,
	[from, to]: [number, number],
	context: Sanitising,
): string {
	const { draft } = context;
	const [start, end] = tagPlace(offset, context);
	return addLink(
		{ url, role, text, says: saidIn(text), section: sectionAt(draft, start) },
		{ start, end },
		{ start: from, end: to },
		draft,
	);
}

/** On an image an id becomes a property of the document, which could take the place of one that scripts use. */
function keepId(
	kept: Element["properties"],
	written: string,
	element: Element,
	[from, to]: [number, number],
	{ draft }: Sanitising,
): void {
	const id = written.normalize("NFC");
	if (!/^[^\s"'<>`=]+$/u.test(id) || element.tagName === "img" || element.tagName === "source") {
		const message = `the anchor “${written}” of <${element.tagName}> is not published`;
		report(draft, "html-dropped", from, to, message, "put it on another element, without spaces, quotes and angles");
		return;
	}
	if (kept["id"] === id || isHeadings(id, from, to, draft)) return;
	kept["id"] = id;
	draft.anchors.push({ id, section: sectionAt(draft, from), from, to });
}

/** Say whether an anchor stands in or beside the heading that has it anyway: people write `<a id="install"></a>` for other sites. */
function isHeadings(id: string, from: number, to: number, { headingByAnchor, source }: Draft): boolean {
	const heading = headingByAnchor.get(id);
	if (!heading) return false;
	const [start, end] = [heading.start.offset, heading.end.offset];
	if (from >= start && to <= end) return true;
	if (start - to > 1_000 || from - end > 1_000) return false;
	return to <= start ? tagsBefore.test(source.slice(to, start)) : tagsBehind.test(source.slice(end, from));
}

const tagsBefore = /^[^<>]*>\s*(?:<[^<>]*>\s*)*$/;
const tagsBehind = /^\s*(?:<[^<>]*>\s*)*<[^<>]*$/;

function tagPlace(offset: number, { places, draft }: Sanitising): [number, number] {
	const found = places.tag(offset);
	if (found) return found;
	const start = Math.min(places.at(offset), draft.source.length);
	return [start, Math.min(start + 1, draft.source.length)];
}

function reportAt(
	code: string,
	[from, to]: [number, number],
	message: string,
	{ draft }: Sanitising,
	...hints: string[]
): void {
	report(draft, code, from, to, message, ...hints);
}
