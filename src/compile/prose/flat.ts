import type { Nodes, PhrasingContent, Text } from "mdast";
import { originIn } from "../../text/origins.ts";
import { originsOf } from "./origins.ts";

/** Stands in a flat text for whatever is not prose: code, links, images, raw HTML. */
export const OBJECT = "\uFFFC";

/** A text node of a block and where it lies in the block's flat text. */
export interface TextPiece {
	node: Text;
	/** Indices into the flat text. */
	start: number;
	end: number;
	/** See `Prose.origins`; indices count from the start of this piece. */
	origins: number[];
}

/** An inline node that is not prose. */
export interface ObjectPiece {
	node: Nodes;
	at: number;
}

/** The prose of one block as one string, so that a form is found across emphasis and line breaks. */
export interface Flat {
	text: string;
	pieces: TextPiece[];
	objects: ObjectPiece[];
}

/** Elements of raw HTML whose text is not prose, or is a link already. */
const closedToReferences = /^<(\/?)(a|code|kbd|samp|var|pre|script|style|title|svg|math|textarea|button)[\s/>]/i;

/** Lay the inline content of a block out as one string, with one `OBJECT` for each thing that is not prose. */
export function flatten(children: PhrasingContent[], source: string): Flat {
	const flat: Flat = { text: "", pieces: [], objects: [] };
	add(children, [], flat, source);
	return flat;
}

/** `open` names the elements that are closed to references and not closed yet. */
function add(nodes: PhrasingContent[], open: string[], flat: Flat, source: string): void {
	for (const node of nodes) {
		if (node.type === "text") {
			if (open.length > 0) addObject(node, flat);
			else addText(node, flat, source);
		} else if (isProse(node)) {
			add(node.children, open, flat, source);
		} else if (node.type === "break") {
			// Two, for the words of a reference may stand on both sides of a soft break, which is one.
			flat.text += "\n\n";
		} else if (node.type === "html") {
			follow(node.value, open);
			if (!node.value.startsWith("<!--")) addObject(node, flat);
		} else {
			addObject(node, flat);
		}
	}
}

function addText(node: Text, flat: Flat, source: string): void {
	const start = flat.text.length;
	flat.text += node.value;
	flat.pieces.push({ node, start, end: flat.text.length, origins: originsOf(node, source) });
}

function addObject(node: Nodes, flat: Flat): void {
	flat.objects.push({ node, at: flat.text.length });
	flat.text += OBJECT;
}

function follow(html: string, open: string[]): void {
	const tag = closedToReferences.exec(html);
	if (!tag) return;
	const name = (tag[2] ?? "").toLowerCase();
	if (!tag[1]) open.push(name);
	else if (open.includes(name)) open.length = open.lastIndexOf(name);
}

/** Return the offset in the file of a character of the flat text. */
export function originAt(flat: Flat, index: number): number {
	const piece = pieceAt(flat.pieces, index);
	if (piece) return originIn(piece.origins, index - piece.start);
	const object = flat.objects.find((one) => one.at === index);
	return object?.node.position?.start.offset ?? 0;
}

function pieceAt(pieces: TextPiece[], index: number): TextPiece | undefined {
	let low = 0;
	let high = pieces.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const piece = pieces[middle];
		if (!piece || piece.start > index) high = middle - 1;
		else if (piece.end <= index) low = middle + 1;
		else return piece;
	}
	return undefined;
}

/** Return the offset just behind a character of the flat text, which may be written as an escape or a character reference. */
export function originBehind(flat: Flat, index: number, source: string): number {
	const at = originAt(flat, index);
	const character = flat.text.charAt(index);
	if (source.charAt(at) === character) return at + 1;
	if (source.charAt(at) === "\\") return at + 2;
	const end = source.indexOf(";", at);
	return source.charAt(at) === "&" && end !== -1 ? end + 1 : at + 1;
}

function isProse(node: PhrasingContent): node is Extract<PhrasingContent, { children: PhrasingContent[] }> {
	return node.type === "emphasis" || node.type === "strong" || node.type === "delete";
}
