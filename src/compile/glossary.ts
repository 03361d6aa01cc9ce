import GithubSlugger from "github-slugger";
import type { Heading as HeadingNode, ListItem, Paragraph, PhrasingContent, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Span } from "../model/diagnostic.ts";
import type { Term } from "../model/unit.ts";
import { originIn } from "../text/origins.ts";
import { type Draft, placeOf, report } from "./draft.ts";
import { type Lead, readLead } from "./glossary-lead.ts";
import { originsOf } from "./origins.ts";
import { readNames } from "./term-names.ts";
import { readTermStatus } from "./term-status.ts";

/** What a glossary file holds: its entries, and whatever is no entry. */
export interface GlossaryBlocks {
	terms: Term[];
	places: Span[];
	/** The blocks of each entry's definition, by its index. */
	definitions: RootContent[][];
	/** What stands between the entries, in order. */
	rest: RootContent[];
	groups: { name: string; slug: string }[];
}

/** Read the entries of a glossary file: `- **Term** (status): definition`, in lists or as paragraphs, under the headings of their groups. */
export function readGlossary(tree: Root, draft: Draft): GlossaryBlocks {
	const blocks: GlossaryBlocks = { terms: [], places: [], definitions: [], rest: [], groups: [] };
	const slugger = new GithubSlugger();
	let group: HeadingNode | undefined;
	for (const node of tree.children) {
		if (node.type === "heading") {
			group = node.depth > 1 ? node : undefined;
			if (group) blocks.groups.push({ name: textOf(group), slug: slugger.slug(textOf(group)) });
		} else if (node.type === "list" && node.children.some((item) => entryIn(item))) {
			for (const item of node.children) readItem(item, textOf(group ?? { type: "text", value: "" }), blocks, draft);
		} else if (node.type === "paragraph" && readLead(node)) {
			addEntry(node, [], textOf(group ?? { type: "text", value: "" }), blocks, draft);
		} else if (node.type !== "definition" && node.type !== "footnoteDefinition") {
			blocks.rest.push(node);
		}
	}
	return blocks;
}

function readItem(item: ListItem, group: string, blocks: GlossaryBlocks, draft: Draft): void {
	const entry = entryIn(item);
	if (entry) {
		addEntry(
			entry,
			item.children.filter((child) => child !== entry),
			group,
			blocks,
			draft,
		);
		return;
	}
	const { start, end } = placeOf(draft, item);
	report(
		draft,
		"unreadable-entry",
		start.offset,
		end.offset,
		"this item of the glossary has no term in it",
		"begin it with “**Term**: ”",
	);
	blocks.rest.push({ type: "list", ordered: false, spread: false, children: [item] });
}

function entryIn(item: ListItem): Paragraph | undefined {
	const first = item.children.find((child) => child.type !== "html");
	return first?.type === "paragraph" && readLead(first) ? first : undefined;
}

/** A whole definition that only sends the reader elsewhere. */
const seePattern = /^See (?:the )?(\S(?:.*\S)?) (?:section|group)\.?$/s;

function addEntry(
	paragraph: Paragraph,
	others: RootContent[],
	group: string,
	blocks: GlossaryBlocks,
	draft: Draft,
): void {
	const lead = readLead(paragraph);
	if (!lead) return;
	const { name, aliases, slug } = readNames(lead.name);
	const remarks = readTermStatus(lead.remarks);
	const content = withoutLead(paragraph, lead, draft);
	const see = others.length === 0 ? seePattern.exec(textOf(content).trim())?.[1] : undefined;
	const term: Term = {
		name,
		isCode: lead.isCode,
		aliases: [...aliases, ...remarks.also],
		slug,
		group,
		status: remarks.status,
		autolink: remarks.autolink,
		text: textOf(content).replace(/\s+/g, " ").trim(),
		part: blocks.terms.length,
	};
	if (see !== undefined) term.see = see.replace(/\s+/g, " ");
	for (const unknown of remarks.unknown) {
		const { start, end } = placeOf(draft, lead.rest ?? paragraph);
		report(
			draft,
			"unreadable-entry",
			start.offset,
			end.offset,
			`“${unknown}” in the parenthesis behind “${name}” is no status that a term can have`,
			"in use, target, not in use, tests only, superseded by …, formerly; with “since” or “until” and a date; also: …; no autolink",
		);
	}
	blocks.terms.push(term);
	blocks.places.push(placeOf(draft, lead.node));
	blocks.definitions.push([content, ...others] as RootContent[]);
}

/** The paragraph without the name and what stands between it and the definition. */
function withoutLead(paragraph: Paragraph, lead: Lead, draft: Draft): Paragraph {
	const { rest, skipped } = lead;
	const children: PhrasingContent[] = lead.node === paragraph ? [...paragraph.children] : paragraph.children.slice(1);
	if (rest && children[0] === rest) {
		const offset = originIn(originsOf(rest, draft.source), skipped);
		const position = rest.position && { start: { ...rest.position.start, offset }, end: rest.position.end };
		children[0] = { type: "text", value: rest.value.slice(skipped), ...(position ? { position } : {}) };
	}
	return { ...paragraph, children };
}
