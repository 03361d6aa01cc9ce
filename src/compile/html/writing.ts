import type { Definition, FootnoteDefinition } from "mdast";
import type { Draft } from "../draft.ts";

/** A part of a file while its HTML is being written. */
export interface Writing {
	draft: Draft;
	/** Goes before the ids of footnotes. */
	prefix: string;
	links: Map<string, Definition>;
	notes: Map<string, FootnoteDefinition>;
	/** Calls of each footnote, in the order of the first ones. */
	calls: Map<string, number>;
	/** Anchors of footnotes and steps. */
	anchors: string[];
	/** Says that there is something which only a tree of elements can become HTML by, such as raw HTML of an author. */
	needsTree: boolean;
}

/** Leave a part to those who make a tree of it. */
export function leaveToTree(writing: Writing): "" {
	writing.needsTree = true;
	return "";
}

const names = new Map([
	["alt", "alt"],
	["ariaLabel", "aria-label"],
	["className", "class"],
	["dataL", "data-l"],
	["dataPart", "data-part"],
	["href", "href"],
	["id", "id"],
	["loading", "loading"],
	["rel", "rel"],
	["role", "role"],
	["scope", "scope"],
	["src", "src"],
	["start", "start"],
	["title", "title"],
]);

/** Write attributes from the properties of an element, as `hast-util-to-html` does. */
export function attributesHtml(properties: object, writing: Writing): string {
	let html = "";
	for (const property in properties) {
		const value: unknown = properties[property as keyof typeof properties];
		if (value === undefined || value === null) continue;
		const name = names.get(property);
		if (!name) return leaveToTree(writing);
		const text: string = Array.isArray(value) ? value.join(" ") : String(value);
		html += ` ${name}="${/[\0"&'`]/.test(text) ? text.replace(/[\0"&'`]/g, reference) : text}"`;
		if (name === "id") noteAnchor(text, writing);
	}
	return html;
}

function reference(sign: string): string {
	return `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`;
}

/** The anchors of footnotes and steps are made with the HTML; those of captions are known already. */
export function noteAnchor(id: string, writing: Writing): void {
	if (isMadeAnchor(id)) writing.anchors.push(id);
}

/** Make the name of a footnote the same as an id and in an address, where readers decode what is encoded. */
export function plainNote(name: string): string {
	return name.replaceAll("%", ".");
}

/** Say whether an id is one of a footnote or a step. */
export function isMadeAnchor(id: string): boolean {
	return /(?:^|-)fn(?:ref)?-|^(?:step|need)-\d+$/.test(id);
}
