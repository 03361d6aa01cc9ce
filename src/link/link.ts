import type { Book } from "../model/book.ts";
import type { LinkedPart, LinkedUnit } from "../model/linked.ts";
import type { Part, Unit } from "../model/unit.ts";
import { resolveLink } from "./address.ts";
import type { LinkContext } from "./context.ts";
import { fillPart, type Resolved } from "./fill.ts";
import { resolveMention } from "./mention.ts";
import type { TermMatcher } from "./terms.ts";

/** Resolve the references and links of a unit against the book, link its terms, and fill its holes. */
export function link(unit: Unit, book: Book, matcher: TermMatcher): LinkedUnit {
	const context: LinkContext = {
		unit,
		book,
		chapter: book.chapterByPath.get(unit.path),
		edges: [],
		assets: new Set(),
		diagnostics: [],
	};
	const mentions = unit.mentions.map((mention) => resolveMention(mention, context));
	const hrefs = new Map<string, string>();
	const resolved: Resolved = {
		mentions: mentions.map((one, index) => (unit.mentions[index]?.linked ? one : {})),
		linkHref,
		matcher,
	};
	const parts: LinkedPart[] = unit.parts.map((part) => fillPart(part, pageOf(part, unit, book), resolved, context));
	// A definition that nothing refers to leaves no hole, and is checked all the same.
	for (const index of unit.links.keys()) linkHref(index, pageOf(unit.parts[0], unit, book));
	context.edges.sort((a, b) => a.span.start.offset - b.span.start.offset);
	return {
		path: unit.path,
		parts,
		edges: context.edges,
		assets: [...context.assets],
		diagnostics: context.diagnostics,
	};

	/** Each link is resolved once, so that it is reported once; on a second page only its address is written anew. */
	function linkHref(index: number, page: string): string {
		const key = `${index} ${page}`;
		const known = hrefs.get(key);
		const one = unit.links[index];
		if (known !== undefined || !one) return known ?? "";
		const isSecond = [...hrefs.keys()].some((other) => other.startsWith(`${index} `));
		const href = isSecond
			? resolveLink(one, page, { ...context, edges: [], diagnostics: [] })
			: resolveLink(one, page, context);
		hrefs.set(key, href);
		return href;
	}
}

/** The page that shows a part. A draft has none; it is linked as if it had one, for its faults count too. */
function pageOf(part: Part | undefined, unit: Unit, book: Book): string {
	if (unit.outline.kind === "glossary") return book.glossaryAddress ?? "glossary.html";
	const address = part?.kind === "entry" ? book.headingAddresses.get(unit.path)?.[part.index] : undefined;
	return address?.page ?? book.chapterByPath.get(unit.path)?.symbol.address.page ?? "draft.html";
}
