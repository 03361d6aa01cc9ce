import type { Element, ElementContent } from "hast";

/**
 * Tell whether an element is a copy: an element for the look of text that is not closed is opened again in every block
 * behind it, to the end of the page. A copy stands where the original does, of which the offset is remembered, or nowhere.
 */
export function isCopy({ tagName }: Element, offset: number | undefined, opened: Set<number>): boolean {
	if (!formatting.has(tagName)) return false;
	if (offset === undefined || opened.has(offset)) return true;
	opened.add(offset);
	return false;
}

/** Take the blocks out of an element for the look of text that has no end tag, for it holds all that stands behind it. */
export function takeBlocks(element: Element, source: string): ElementContent[] {
	const first = element.children.findIndex((child) => child.type === "element" && blocks.has(child.tagName));
	const end = element.position?.end.offset;
	if (!formatting.has(element.tagName) || first === -1 || end === undefined) return [];
	if (/<\/[a-z]+\s*>$/i.test(source.slice(0, end))) return [];
	return element.children.splice(first);
}

const formatting = new Set("a b big code em font i nobr s small strike strong tt u".split(" "));
const blocks = new Set("blockquote div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul".split(" "));
