import type { Element, Instruction } from "xast";
import { fromXml } from "xast-util-from-xml";
import { diagnostic } from "../model/codes.ts";
import type { Diagnostic, Span } from "../model/diagnostic.ts";

/** What a browser would run or load for a file, and where that is written. */
interface Danger {
	what: string;
	span: Span;
}

/**
 * Say what a file beside the chapters would do when a reader opens it by itself: an image in a page runs nothing, but its
 * address is a page like any other. `public/` is not asked, since it may hold scripts anyway.
 */
export function unsafeFile(path: string, bytes: Uint8Array): Diagnostic[] {
	if (wholePages.test(path)) {
		const what = `“${path}” is a page of its own, with all that it may run`;
		return [diagnostic("unsafe-file", path, firstPlace, what, [`name it “${path}.txt”, or put it into public/`])];
	}
	if (!drawings.test(path)) return [];
	const hints = ["save it as a plain drawing, without scripts and without HTML in it, or put it into public/"];
	return dangersIn(bytes).map(({ what, span }) => diagnostic("unsafe-file", path, span, what, hints));
}

const wholePages = /\.(?:x?html?|xht|shtml|xslt?|svgz|mht(?:ml)?)$/i;

const drawings = /\.(?:svg|xml)$/i;

const start = { line: 1, column: 1, offset: 0 };

const firstPlace: Span = { start, end: start };

function dangersIn(bytes: Uint8Array): Danger[] {
	const text = textOf(bytes);
	if (text === undefined) return [{ what: "a drawing has to be written in UTF-8", span: firstPlace }];
	// The parser keeps nothing of these, and a browser lets them write elements.
	if (declarations.test(text)) return [{ what: "a drawing may declare no entities", span: firstPlace }];
	try {
		return [...nodesOf(text)].flatMap(dangersOf);
	} catch {
		// A browser runs what stands before the fault, and a parser ends there.
		return [{ what: "this is no XML that can be read to its end", span: firstPlace }];
	}
}

function textOf(bytes: Uint8Array): string | undefined {
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return otherEncoding.test(text) ? undefined : text;
	} catch {
		return undefined;
	}
}

const otherEncoding = /^<\?xml[^>]*\sencoding\s*=\s*["'](?!utf-8["']|us-ascii["'])/i;

const declarations = /<!(?:ENTITY|ATTLIST)/;

function* nodesOf(text: string): Generator<Element | Instruction> {
	const waiting = [...fromXml(text).children].reverse();
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		if (node.type === "instruction" && node.name !== "xml") yield node;
		if (node.type !== "element") continue;
		yield node;
		waiting.push(...node.children.toReversed());
	}
}

function dangersOf(node: Element | Instruction): Danger[] {
	const span = spanOf(node);
	if (node.type === "instruction") return [{ what: `the instruction <?${node.name}?> is not published`, span }];
	const element = localName(node.name);
	if (elements.has(element)) return [{ what: `the element <${node.name}> is not published`, span }];
	const style = element === "style" ? [["style", wordsOf(node)] as const] : [];
	return [...Object.entries(node.attributes), ...style].flatMap(([name, value]) => {
		const what = dangerOf(element, name, value ?? "");
		return what === undefined ? [] : [{ what, span }];
	});
}

function dangerOf(element: string, name: string, value: string): string | undefined {
	const attribute = localName(name);
	if (/^on./.test(attribute)) return `the attribute “${name}” is not published`;
	if (/^xmlns/i.test(name)) return value.includes("/xhtml") ? "HTML in a drawing is not published" : undefined;
	const close = value.replace(/[\0-\x20]/g, "").toLowerCase();
	if (scripts.test(close)) return `“${name}” holds a script`;
	const loads = element !== "a" && addresses.has(attribute) && elsewhere.test(close);
	return loads || styleFromElsewhere.test(close) ? `“${name}” would be loaded from elsewhere` : undefined;
}

const elements = new Set(["script", "foreignobject", "iframe", "embed", "object", "handler", "listener"]);

const addresses = new Set(["href", "src", "srcset"]);

const scripts = /(?:java|vb)script:|data:(?:text\/(?:html|xml)|application\/xhtml|image\/svg)/;

const elsewhere = /^(?:(?!data:)[a-z][a-z0-9+.-]*:|[/\\]{2})/;

const styleFromElsewhere = /@import|url\(["']?(?:(?!data:)[a-z][a-z0-9+.-]*:|[/\\]{2})/;

function localName(name: string): string {
	return name.slice(name.indexOf(":") + 1).toLowerCase();
}

function wordsOf({ children }: Element): string {
	return children.map((child) => ("value" in child ? child.value : "")).join("");
}

/** The beginning of the element: its end may be pages away. */
function spanOf({ name, position }: Element | Instruction): Span {
	if (!position) return firstPlace;
	const { line, column, offset = 0 } = position.start;
	const length = name.length + 1;
	return {
		start: { line, column, offset },
		end: { line, column: column + length, offset: offset + length },
	};
}
