import GithubSlugger from "github-slugger";
import type { Heading as HeadingNode, Nodes } from "mdast";
import { toString as withoutAlt } from "mdast-util-to-string";
import type { Span } from "../model/diagnostic.ts";
import type { Heading } from "../model/unit.ts";
import { originIn } from "../text/origins.ts";
import { type Draft, placeOf, report } from "./draft.ts";
import { originsOf } from "./prose/origins.ts";
import { textOf } from "./prose/text-of.ts";

/** The headings of a file, in order, and the nodes that they were read from. */
export interface Headings {
	headings: Heading[];
	places: Span[];
	/** The index of a heading node. */
	indexOf: Map<Nodes, number>;
	/** The index of the heading that is the title of the file, or -1. */
	title: number;
}

/** Give every heading its number and its anchors. Takes the `§26` and the `{#id}` out of the nodes, for they are drawn apart. */
export function readHeadings(nodes: HeadingNode[], draft: Draft): Headings {
	const slugger = new GithubSlugger();
	const result: Headings = { headings: [], places: [], indexOf: new Map(), title: -1 };
	for (const node of nodes) {
		const heading = readHeading(node, slugger, draft.source);
		if (node.depth === 1) {
			if (result.title === -1 && result.headings.length === 0) result.title = 0;
			else demote(node, heading, draft);
		}
		result.indexOf.set(node, result.headings.length);
		result.headings.push(heading);
		result.places.push(placeOf(draft, node));
	}
	draft.headingOffsets = result.places.map((place) => place.start.offset);
	reportDuplicates(result, draft);
	return result;
}

/** `§26`, with a full stop, a colon or a dash behind it or not. */
const numbered = /^§[ \t\u00a0]?(\d{1,5})(?![\p{L}\p{N}_])(?!\.\d)(?:[.:]|[ \t\u00a0]*[–—-](?=\s))?[ \t\u00a0]*/u;
const explicitId = /(?<![ \t])[ \t]*\{#([^\s{}#]+)\}[ \t]*$/;

function readHeading(node: HeadingNode, slugger: GithubSlugger, source: string): Heading {
	const id = takeId(node);
	const slug = slugger.slug(withoutAlt(node, { includeHtml: false, includeImageAlt: false }));
	const section = takeNumber(node, source);
	const heading: Heading = {
		depth: node.depth,
		title: textOf(node).replace(/\s+/g, " ").trim(),
		id: slug,
		aliases: [],
	};
	if (section !== undefined) {
		heading.section = section;
		heading.id = `s${section}`;
		if (slug) heading.aliases.push(slug);
	}
	if (id !== undefined) {
		if (section === undefined) heading.id = id;
		else heading.aliases = [id, ...heading.aliases];
	}
	if (!heading.id) heading.id = slugger.slug("section");
	return heading;
}

function takeId(node: HeadingNode): string | undefined {
	const last = node.children.at(-1);
	const found = last?.type === "text" ? explicitId.exec(last.value) : null;
	if (!found || last?.type !== "text") return undefined;
	last.value = last.value.slice(0, found.index);
	if (last.position?.end.offset !== undefined) last.position.end.offset -= found[0].length;
	return found[1];
}

function takeNumber(node: HeadingNode, source: string): number | undefined {
	const first = node.children.find((child) => child.type !== "html");
	const found = first?.type === "text" && first.value.startsWith("§") ? numbered.exec(first.value) : null;
	if (!found || first?.type !== "text") return undefined;
	if (first.position) first.position.start.offset = originIn(originsOf(first, source), found[0].length);
	first.value = first.value.slice(found[0].length);
	return Number(found[1]);
}

function demote(node: HeadingNode, heading: Heading, draft: Draft): void {
	const { start, end } = placeOf(draft, node);
	report(
		draft,
		"heading-level",
		start.offset,
		end.offset,
		`“${heading.title}” is a second heading of the first level`,
		"a file has one title; write ## here",
	);
	node.depth = 2;
	heading.depth = 2;
}

function reportDuplicates(result: Headings, draft: Draft): void {
	const seen = new Map<string, number>();
	for (const [index, heading] of result.headings.entries()) {
		for (const anchor of [heading.id, ...heading.aliases]) {
			const earlier = seen.get(anchor);
			const place = result.places[index];
			const first = earlier === undefined ? undefined : result.places[earlier];
			if (earlier === undefined || !place || !first) {
				seen.set(anchor, index);
				if (place) draft.headingByAnchor.set(anchor, place);
				continue;
			}
			const isNumber = heading.section !== undefined && result.headings[earlier]?.section === heading.section;
			if (isNumber && anchor !== heading.id) continue;
			const code = isNumber ? "duplicate-number" : "duplicate-anchor";
			const message = isNumber
				? `§${heading.section} stands twice in this file`
				: `the anchor “${anchor}” stands twice in this file`;
			const hint = isNumber
				? "give the later one a number that was never used"
				: "give one of them an anchor of its own, as in “## Title {#other}”";
			report(draft, code, ...anchorPlace(place, anchor, draft), message, hint);
			draft.diagnostics
				.at(-1)
				?.related.push({ path: draft.path, span: first, message: `“${result.headings[earlier]?.title}” has it first` });
		}
	}
}

/** An id in braces where its author wrote one, else the whole heading. */
function anchorPlace({ start, end }: Span, anchor: string, { source }: Draft): [number, number] {
	const at = source.slice(start.offset, end.offset).lastIndexOf(`{#${anchor}}`);
	const from = start.offset + at;
	return at === -1 ? [start.offset, end.offset] : [from, from + anchor.length + 3];
}
