import type { Book } from "../model/book.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { LinkedPart, LinkedUnit } from "../model/linked.ts";
import type { Part, Unit } from "../model/unit.ts";
import { resolveLink } from "./address.ts";
import type { LinkContext } from "./context.ts";
import { sumOfEdges, usesOf } from "./edge-sum.ts";
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
		keys: new Map(),
		diagnostics: [],
	};
	const mentions = unit.mentions.map((mention) => resolveMention(mention, context));
	const hrefs = new Map<string, string>();
	const resolvedOnce = new Set<number>();
	const resolved: Resolved = {
		mentions: mentions.map((one, index) => (unit.mentions[index]?.linked ? one : {})),
		linkHref,
		matcher,
	};
	const parts: LinkedPart[] = unit.parts.map((part) => fillPart(part, pageOf(part, unit, book), resolved, context));
	// A definition that no link uses, and a link in a title, leave no hole; they are checked, and lead nowhere.
	for (const [index, one] of unit.links.entries())
		if (!resolvedOnce.has(index)) resolveLink(one, pageOf(unit.parts[0], unit, book), { ...context, edges: [] });
	context.edges.sort((a, b) => a.span.start.offset - b.span.start.offset);
	return {
		path: unit.path,
		parts,
		hrefs: [...hrefs].flatMap(([key, href]) => hrefOf(key, href, unit)),
		edges: context.edges,
		uses: usesOf(context.edges),
		edgeSum: sumOfEdges(context.edges),
		assets: [...context.assets],
		diagnostics: onceEach(context.diagnostics),
		words: unit.words,
	};

	/** Each link is resolved once, so that it is reported once; on a second page only its address is written anew. */
	function linkHref(index: number, page: string): string {
		const key = `${index} ${page}`;
		const known = hrefs.get(key);
		const one = unit.links[index];
		if (known !== undefined || !one) return known ?? "";
		const isSecond = resolvedOnce.has(index);
		const href = resolveLink(one, page, isSecond ? { ...context, edges: [], diagnostics: [] } : context);
		resolvedOnce.add(index);
		hrefs.set(key, href);
		return href;
	}
}

/** An address that stands in the text as it was read; what a reference takes from a definition stands there. */
function hrefOf(key: string, href: string, unit: Unit): LinkedUnit["hrefs"] {
	const [index, page = ""] = key.split(" ");
	const one = unit.links[Number(index)];
	if (!one || href === one.url) return [];
	const { start, end } = one.urlSpan;
	return [{ from: start.offset, to: end.offset, url: one.url, page, href }];
}

/** Several links may use the address of one definition, whose fault is one fault. */
function onceEach(diagnostics: Diagnostic[]): Diagnostic[] {
	const seen = new Set<string>();
	return diagnostics.filter(({ code, span, message }) => {
		const key = `${code} ${span.start.offset} ${span.end.offset} ${message}`;
		return !seen.has(key) && seen.add(key);
	});
}

/** The page that shows a part. A draft has none; it is linked as if it had one, for its faults count too. */
function pageOf(part: Part | undefined, unit: Unit, book: Book): string {
	if (unit.outline.kind === "glossary") return book.glossaryAddress ?? "glossary.html";
	const address = part?.kind === "entry" ? book.headingAddresses.get(unit.path)?.[part.index] : undefined;
	return address?.page ?? book.chapterByPath.get(unit.path)?.symbol.address.page ?? "draft.html";
}
