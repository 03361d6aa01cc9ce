import type { Heading, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { type FoundSection, readBlocks } from "./blocks.ts";

/** A stretch of a glossary from one heading to the next. */
export interface GlossarySection {
	/** Undefined before the first heading. */
	heading?: Heading;
	blocks: RootContent[];
	found: FoundSection;
	/** What the heading is: the name of a group, of a letter, of a term, a heading inside the definition of the term before, or of other text. */
	kind: "title" | "group" | "letter" | "term" | "part" | "text";
}

/** Cut a glossary at its headings, and say what each heading is. */
export function readSections(children: RootContent[], source: string, loneNames: boolean): GlossarySection[] {
	const sections: GlossarySection[] = [];
	let current: { heading?: Heading; blocks: RootContent[] } = { blocks: [] };
	const close = () => {
		const found = readBlocks(current.blocks, { source, loneNames });
		sections.push({ ...current, found, kind: "title" });
	};
	for (const node of children) {
		if (node.type !== "heading") {
			current.blocks.push(node);
			continue;
		}
		close();
		current = { heading: node, blocks: [] };
	}
	close();
	const titles = sections.filter(({ heading }) => heading && isTop(heading, source));
	// Where every entry is a heading of the first level the first of them is no title.
	const first = titles.length > 2 && !groups.test(titleOf(titles[0]?.heading)) ? titles[0] : undefined;
	classify(sections, first?.found.hasText ? first : undefined);
	return sections;
}

/** The pass over the headings makes all but one of the first level lower. */
function isTop(heading: Heading, source: string): boolean {
	const start = heading.position?.start.offset ?? 0;
	return /^#[ \t]/.test(source.slice(start, start + 2));
}

/** Headings of a glossary that are never terms. */
const asides =
	/^(?:see also|related (?:terms|topics|links|concepts|pages)|references|further reading|learn more|more information|literature|bibliography|(?:additional |external |more )?(?:resources|links)|contents|table of contents|toc|about (?:this|the)\b.*|about|introduction|intro|how to (?:use|read|contribute|add)\b.*|using this\b.*|contributing|license|credits|acknowledge?ments?|changelog|footnotes|next steps|what'?s next)$/i;
/** Headings that are terms only where they stand among terms in the order of the alphabet. */
const doubtful =
	/^(?:related|reference|sources?|index|overview|purpose|scope|background|preface|audience|conventions?|legend|usage|history|notes?|examples?|questions|summary)$/i;
const groups =
	/^(?:the )?(?:glossary|terms?|terminology|definitions?|acronyms?|abbreviations?|initialisms?|concepts?|symbols?|numbers?|general|other|misc(?:ellaneous)?|basics?|common)(?: (?:and|&|of|terms?|definitions?|acronyms?|initialisms?|abbreviations?|symbols?|numbers?|concepts?|terminology|\/|,))*$/i;
/** `A`, `A–C`, `0-9`, `#`. */
const letters =
	/^[[(]?(?:[\p{L}\p{N}#]|[\p{L}\p{N}#&@*]\s?(?:[-–—/,]|to|und|and)\s?[\p{L}\p{N}])(?:\s?[,/|-]\s?\p{L})*[\])]?$/u;

function classify(sections: GlossarySection[], firstTerm: GlossarySection | undefined): void {
	const depth = termDepth(sections);
	const doubted = depth === undefined ? new Set<GlossarySection>() : outOfOrder(sections, depth);
	let isWithinTerm = false;
	for (const [index, section] of sections.entries()) {
		const { heading, found } = section;
		if (section === firstTerm && depth === 2) section.kind = "term";
		if (!heading || heading.depth === 1) continue;
		const title = titleOf(heading);
		if (depth !== undefined && heading.depth > depth && isWithinTerm) {
			section.kind = "part";
			continue;
		}
		isWithinTerm = false;
		const isText = found.hasText && found.entries.length === 0;
		// A language may be called C; the letter C has no text of its own.
		if (letters.test(title) && !(heading.depth === depth && isText)) section.kind = "letter";
		else if (asides.test(title)) section.kind = "text";
		else if (doubtful.test(title) && !found.opensWithEntry && (heading.depth !== depth || doubted.has(section)))
			section.kind = "text";
		else if (heading.depth !== depth || groups.test(title) || found.opensWithEntry) section.kind = "group";
		else if (!found.hasText && hasChildren(sections, index)) section.kind = "group";
		else {
			section.kind = "term";
			isWithinTerm = true;
		}
	}
}

function titleOf(heading: Heading | undefined): string {
	return textOf(heading ?? { type: "text", value: "" }, { includeHtml: false }).trim();
}

/**
 * The level at which headings are terms, if any: the first at which more sections begin with text than with entries,
 * and which most headings of the next level do not stand under. A section of text and entries may be a term or a
 * group; it is what most others of its level are.
 */
function termDepth(sections: GlossarySection[]): number | undefined {
	let best: { depth: number; count: number } | undefined;
	for (const depth of [2, 3, 4, 5, 6].filter((one) => one > letterDepth(sections))) {
		const indices = [...sections.keys()].filter((index) => isAt(sections[index], depth));
		const here = indices.flatMap((index) => sections[index]?.found ?? []);
		const parents = indices.filter((index) => hasChildren(sections, index)).length;
		const empty = here.filter((found) => !found.hasText && found.entries.length === 0).length - parents;
		const leading = here.filter((found) => found.opensWithEntry);
		const plain = here.filter((found) => found.hasProse && found.entries.length === 0).length;
		const both = here.filter((found) => found.hasProse && found.entries.length > 0 && !found.opensWithEntry).length;
		const entries = leading.reduce((sum, found) => sum + found.entries.length, 0);
		// Definitions may all be lists; in a file without any other entry nothing else can be meant.
		const lists = here.filter((found) => found.hasText && !found.hasProse && found.entries.length === 0).length;
		if (lists >= 3 && lists > here.length / 2 && sections.every(({ found }) => found.entries.length === 0))
			return depth;
		const isText = plain > 0 && plain >= both && plain + both > leading.length + empty && (plain + both) * 3 > entries;
		// A chapter of introduction does not make its level the one of the terms below it.
		if (isText && parents * 2 <= here.length && plain + both > 2 * (best?.count ?? 0))
			best = { depth, count: plain + both };
	}
	return best?.depth;
}

/** The level of the headings that are letters, if there are several; terms stand below. */
function letterDepth(sections: GlossarySection[]): number {
	const depths = sections.flatMap(({ heading, found }) =>
		heading && letters.test(titleOf(heading)) && !found.hasProse ? [heading.depth] : [],
	);
	return depths.length > 1 ? Math.min(...depths) : 1;
}

function isAt(section: GlossarySection | undefined, depth: number): boolean {
	return section?.heading?.depth === depth && !isNamed(section.heading);
}

function isNamed(heading: Heading): boolean {
	const title = titleOf(heading);
	return letters.test(title) || isAside(title) || groups.test(title);
}

/** Whether headings of a lower level stand below, other than those that every text may have. */
function hasChildren(sections: GlossarySection[], index: number): boolean {
	const next = sections[index + 1]?.heading;
	return next !== undefined && next.depth > (sections[index]?.heading?.depth ?? 0) && !isAside(titleOf(next));
}

function isAside(title: string): boolean {
	return asides.test(title) || doubtful.test(title);
}

/** The sections of a level whose headings do not stand between their neighbours in the alphabet. */
function outOfOrder(sections: GlossarySection[], depth: number): Set<GlossarySection> {
	const here = sections.filter(({ heading }) => heading?.depth === depth && !asides.test(titleOf(heading)));
	const key = (section: GlossarySection | undefined) =>
		section?.heading ? titleOf(section.heading).toLowerCase() : undefined;
	return new Set(
		here.filter((section, index) => {
			const [before, own, behind] = [key(here[index - 1]), key(section) ?? "", key(here[index + 1])];
			const isLone = before === undefined && behind === undefined;
			return isLone || (before !== undefined && before > own) || (behind !== undefined && own > behind);
		}),
	);
}
