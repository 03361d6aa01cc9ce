import type { LinkContext } from "./context.ts";

/** Say whether a place of the unit belongs to a text that is superseded itself, from which references to old things are right. */
export function isSuperseded(context: LinkContext, section: number, term: number | undefined): boolean {
	const { outline } = context.unit;
	if (outline.frontMatter.supersededBy !== undefined) return true;
	if (term !== undefined && outline.terms[term]?.status.state === "superseded") return true;
	let depth = 7;
	for (let index = section; index >= 0; index -= 1) {
		const heading = outline.headings[index];
		if (!heading || heading.depth >= depth) continue;
		if (heading.supersededBy !== undefined) return true;
		depth = heading.depth;
	}
	return false;
}
