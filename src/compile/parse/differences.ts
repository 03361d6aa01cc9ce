import type { Nodes, Root } from "mdast";

/**
 * Say whether the native parser may have read a text otherwise than the reference parser does. Each rule is a
 * difference that `test/parser.test.ts` shows; without the rule that test fails, and with a version of satteri that
 * has the difference no more, too.
 */
export function mayDiffer(tree: Root, text: string): boolean {
	if (innerNote.test(text)) return true;
	const hasDelimiters = delimiters.test(text);
	const definitions = new Map<string, number>();
	const used: string[] = [];
	const nodes: Nodes[] = [tree];
	// Of the block at hand; the walk finishes one before it comes to the next.
	let hasBracket = false;
	let hasGuest = false;
	for (let node = nodes.pop(); node; node = nodes.pop()) {
		if (node.type === "linkReference" || node.type === "imageReference") used.push(node.identifier);
		if (node.type === "definition" && !definitions.has(node.identifier))
			definitions.set(node.identifier, node.url.length + (node.title?.length ?? 0));
		// The end of an item is read as a line more of the raw HTML in it.
		if (node.type === "html" && node.value.endsWith("\n")) return true;
		// Behind a bracket that stays text, addresses without brackets and calls of notes are read in other ways.
		if (node.type === "text") hasBracket ||= node.value.includes("[");
		else if (node.type === "footnoteReference" || isBareAddress(node, text)) hasGuest = true;
		if (hasBracket && hasGuest) return true;
		if (!("children" in node)) continue;
		if (isProse(node)) {
			hasBracket = hasGuest = false;
			if (hasDelimiters && delimiters.test(sourceOf(node, text)) && delimiters.test(withoutLiterals(node, text)))
				return true;
		}
		let before = "";
		for (const child of node.children) {
			// The text behind an address between brackets comes in two pieces.
			if (child.type === "text" && before === "text") return true;
			// A blank line of a quote cuts indented code in two.
			if (child.type === "code" && before === "code" && isIndented(child, text)) return true;
			// A line of raw HTML below a note, not indented enough to be of it, is of it all the same.
			if (child.type === "html" && before === "footnoteDefinition") return true;
			before = child.type;
			nodes.push(child);
		}
	}
	return lacksReferences(definitions, used, text.length);
}

/** A definition of a note that stands in another one, in a list or in a quote, is taken out of it or ends too late. */
const innerNote = /^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\n]*\]:)+\[\^[^\]\n]*\]:/m;

/**
 * Delimiters of two kinds side by side, or an escaped one before others of its kind: what they stand beside decides
 * whether they open or close, and is missed. A hard break that ends the words of a link is lost, and so is a mail
 * address behind a slash. No part of it looks far ahead, for a line may be as long as a file.
 */
const delimiters = /\*_|_\*|\\([*_~])\1|(?:\\| {2})\r?\n[ \t>]*\]|(?:_|[/\u0080-\uffff][\w.+-])[\w.+-]{0,64}@\w/;

function isProse(node: Nodes): boolean {
	return node.type === "paragraph" || node.type === "heading" || node.type === "tableCell";
}

/** Gives the source of a block without what stands in code, in raw HTML and in the addresses of links: both read these first. */
function withoutLiterals(block: Nodes, text: string): string {
	const pieces: string[] = [];
	let end = block.position?.start.offset ?? 0;
	const skip = (from: number | undefined, to: number | undefined) => {
		if (from === undefined || to === undefined || from < end) return;
		pieces.push(text.slice(end, from));
		end = to;
	};
	const walk = (node: Nodes) => {
		const from = node.position?.start.offset ?? 0;
		const to = node.position?.end.offset ?? 0;
		// The signs at both ends stay, for a delimiter may stand beside them.
		if (node.type === "inlineCode" || node.type === "html") skip(from + 1, to - 1);
		if (!("children" in node)) return;
		for (const child of node.children) walk(child);
		if (node.type === "link" && text.charAt(from) === "[")
			skip((node.children.at(-1)?.position?.end.offset ?? from) + 2, to - 1);
	};
	walk(block);
	pieces.push(text.slice(end, block.position?.end.offset));
	return pieces.join(" ");
}

function isBareAddress(node: Nodes, text: string): boolean {
	return node.type === "link" && !"[<".includes(text.charAt(node.position?.start.offset ?? 0));
}

function isIndented(node: Nodes, text: string): boolean {
	return !"`~".includes(text.charAt(node.position?.start.offset ?? 0));
}

function sourceOf(node: Nodes, text: string): string {
	return text.slice(node.position?.start.offset, node.position?.end.offset);
}

/** A link stays text when the addresses that links took from definitions add up to more than the file, or to 100 000 bytes. */
function lacksReferences(definitions: Map<string, number>, used: string[], length: number): boolean {
	if (definitions.size === 0) return false;
	const longest = [...definitions.values()].reduce((most, size) => Math.max(most, size), 0);
	const taken = used.reduce((sum, identifier) => sum + (definitions.get(identifier) ?? 0), longest);
	return taken > 0.9 * Math.max(length, 100_000);
}
