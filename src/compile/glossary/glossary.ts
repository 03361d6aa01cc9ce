import GithubSlugger from "github-slugger";
import type { Heading as HeadingNode, Paragraph, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Span } from "../../model/diagnostic.ts";
import type { Term } from "../../model/unit.ts";
import { spanOf } from "../../text/lines.ts";
import { type Draft, placeOf, report, sectionAt } from "../draft.ts";
import type { Headings } from "../headings.ts";
import { countLoneNames } from "./blocks.ts";
import type { FoundEntry } from "./entry.ts";
import { type Front, readFileTerm } from "./file-term.ts";
import { headingEntry } from "./lists.ts";
import { baseName, readNames, type TermNames } from "./names.ts";
import { type GlossarySection, readSections } from "./sections.ts";
import { readTermStatus } from "./status.ts";

/** What a glossary file holds: its entries, and whatever is no entry. */
export interface GlossaryBlocks {
	terms: Term[];
	places: Span[];
	/** The blocks of each entry's definition, by its index. */
	definitions: RootContent[][];
	/** What stands between the entries, in order. */
	rest: RootContent[];
	groups: { name: string; slug: string }[];
	/** Names in bold inside the definitions. */
	marked: { text: string; span: Span }[];
}

/** What reading a glossary needs besides its tree. */
interface Glossary {
	blocks: GlossaryBlocks;
	headings: Headings;
	slugger: GithubSlugger;
	draft: Draft;
	/** The group that the next entries belong to, with the level of its heading. */
	group: { name: string; depth: number };
	found: { entry: FoundEntry; group: string }[];
}

/**
 * Read the entries of a glossary file in whatever shapes they have: lists and paragraphs that begin with a name,
 * headings with text below them, definition lists, tables, or a whole file. `glossary/` has a file for each shape.
 */
export function readGlossary(tree: Root, front: Front, headings: Headings, draft: Draft): GlossaryBlocks {
	const blocks: GlossaryBlocks = { terms: [], places: [], definitions: [], rest: [], groups: [], marked: [] };
	const group = { name: "", depth: 0 };
	const glossary: Glossary = { blocks, headings, slugger: new GithubSlugger(), draft, group, found: [] };
	const loneNames = countLoneNames(tree.children, draft.source) >= 2;
	const sections = readSections(tree.children, draft.source, loneNames);
	const only = readFileTerm(sections, front, draft.path);
	if (only) glossary.found.push({ entry: only, group: "" });
	else for (const [index, section] of sections.entries()) readSection(section, sections, index, glossary);
	const homonyms = homonymsIn(glossary.found.map(({ entry }) => entry));
	for (const { entry, group: own } of glossary.found) addEntry(entry, own, homonyms, glossary);
	const [term] = blocks.terms;
	if (only && term && front.frontMatter.term?.autolink === false) term.autolink = false;
	return blocks;
}

/** Names that several entries have but for a parenthesis, which then tells them apart. */
function homonymsIn(entries: FoundEntry[]): Set<string> {
	const seen = new Set<string>();
	const homonyms = new Set<string>();
	for (const { written } of entries) {
		const base = baseName(written[0] ?? "");
		if (seen.has(base)) homonyms.add(base);
		seen.add(base);
	}
	return homonyms;
}

function readSection(section: GlossarySection, sections: GlossarySection[], index: number, glossary: Glossary): void {
	const { heading, kind, found } = section;
	if (kind === "part") return;
	if (heading && kind === "term") {
		glossary.found.push({ entry: termOf(heading, sections, index), group: glossary.group.name });
		return;
	}
	const isText = kind === "text" || (found.hasText && found.entries.length === 0);
	if (heading && kind !== "title") enterGroup(heading, kind, isText, glossary);
	if (kind === "text") {
		glossary.blocks.rest.push(...section.blocks.flatMap(flattened));
		return;
	}
	for (const entry of found.entries) glossary.found.push({ entry, group: entry.group ?? glossary.group.name });
	glossary.blocks.rest.push(...found.rest);
	for (const { from, to, message, hint } of found.unreadable)
		report(glossary.draft, "unreadable-entry", from, to, message, hint);
}

function enterGroup(heading: HeadingNode, kind: GlossarySection["kind"], isText: boolean, glossary: Glossary): void {
	const { blocks, group, slugger } = glossary;
	const name = textOf(heading, { includeHtml: false }).trim();
	if (kind === "group") blocks.groups.push({ name, slug: slugger.slug(name) });
	if (kind === "group") glossary.group = { name, depth: heading.depth };
	else if (heading.depth <= group.depth) glossary.group = { name: "", depth: 0 };
	// A heading without entries names the text below it.
	if (isText) blocks.rest.push(heading);
}

/** An entry of a heading, the text below it, and the headings inside of that. */
function termOf(heading: HeadingNode, sections: GlossarySection[], index: number): FoundEntry {
	const content = [...(sections[index]?.blocks ?? [])];
	for (let at = index + 1; sections[at]?.kind === "part"; at += 1) {
		const part = sections[at];
		if (part?.heading) content.push(part.heading);
		content.push(...(part?.blocks ?? []));
	}
	return headingEntry(heading, content.flatMap(flattened));
}

/** In a definition below a heading a list that looks like entries is a list again. */
function flattened(node: RootContent): RootContent[] {
	return node.type === "definitionList" ? node.children : [node];
}

function addEntry(found: FoundEntry, group: string, homonyms: Set<string>, glossary: Glossary): void {
	const { blocks, draft } = glossary;
	const names = readNames(found.written, found.isCode, homonyms);
	if (found.status !== undefined && !readTermStatus(found.status, names)) names.unknown.push(found.status);
	const content = found.content.filter((node) => node.type !== "definition" && node.type !== "footnoteDefinition");
	readSaidStatus(content, names);
	const text = content.map(wordsOf).join(" ").replace(/\s+/g, " ").trim();
	const see = seeOf(content, text);
	const anchors = [...new Set([...found.anchors, ...anchorsOfHeading(found, glossary)])].filter(
		(one) => one !== names.slug,
	);
	blocks.terms.push({
		name: names.name,
		isCode: found.isCode,
		aliases: names.aliases,
		slug: names.slug,
		group: found.group ?? group,
		status: names.status,
		autolink: names.autolink,
		...(see === undefined ? {} : { see }),
		...(anchors.length > 0 ? { anchors } : {}),
		text,
		part: blocks.terms.length,
	});
	blocks.places.push(spanOf(draft.lines, found.from, found.to));
	blocks.marked.push(...content.flatMap((node) => boldIn(node, draft)));
	blocks.definitions.push(content.map(withoutHeadings));
	reportEntry(found, names, content.length === 0, draft);
}

/** The words of a definition with a space between its blocks, its lines and its cells. */
function wordsOf(node: RootContent): string {
	if (node.type === "html" || node.type === "break") return " ";
	if (node.type === "paragraph" && node.data?.areChapters) return `(Chapter ${textOf(node).trim()})`;
	if (!("children" in node)) return textOf(node);
	const isInline = node.type === "paragraph" || node.type === "heading" || node.type === "tableCell";
	const space = isInline || isPhrasing(node) ? "" : " ";
	return (node.children as RootContent[]).map(wordsOf).join(space);
}

function isPhrasing(node: RootContent): boolean {
	return /^(?:strong|emphasis|delete|link|linkReference)$/.test(node.type);
}

function reportEntry(found: FoundEntry, names: TermNames, isEmpty: boolean, draft: Draft): void {
	for (const unknown of names.unknown)
		report(
			draft,
			"unreadable-entry",
			...remarkPlace(found, unknown, draft),
			`“${unknown}” is no status that “${names.name}” can have`,
			"write in use, target, not in use, tests only, superseded by … or formerly, perhaps with “since” or “until” and a date; or also: …; or no autolink",
		);
	for (const [from, to] of found.lost ?? [])
		report(
			draft,
			"unreadable-entry",
			from,
			to,
			`this link behind “${names.name}” is not published`,
			"put it into the definition; of a parenthesis behind the name only the words are read",
		);
	if (isEmpty)
		report(draft, "unreadable-entry", found.from, found.to, `“${names.name}” has no definition`, "say what it means");
}

/** A remark stands behind the name, on its line; the name where it is written otherwise. */
function remarkPlace({ from, to }: FoundEntry, remark: string, { source }: Draft): [number, number] {
	const [line = ""] = /^.*/.exec(source.slice(to)) ?? [];
	const at = line.indexOf(remark);
	return at === -1 ? [from, to] : [to + at, to + at + remark.length];
}

/** The names in bold inside a definition, which may be those of other entries. */
function boldIn(node: RootContent, draft: Draft): GlossaryBlocks["marked"] {
	if (node.type === "strong") {
		const text = textOf(node).replace(/\s+/g, " ").trim();
		const isName = text !== "" && text.split(" ").length <= 4 && !/[.:!?]$/.test(text);
		return isName ? [{ text, span: placeOf(draft, node) }] : [];
	}
	return "children" in node ? (node.children as RootContent[]).flatMap((child) => boldIn(child, draft)) : [];
}

/** A status may also open the definition, in italics or in parentheses, or stand behind “Status:”; it stays in the text. */
function readSaidStatus(content: RootContent[], names: TermNames): void {
	for (const [index, node] of content.entries()) {
		if (node.type !== "paragraph") continue;
		const [first] = node.children;
		const opening = first?.type === "emphasis" ? textOf(first) : /^\(([^()]+)\)/.exec(textOf(node))?.[1];
		const said = /^Status:\s*([^.]+)/i.exec(textOf(node))?.[1] ?? (index === 0 ? opening : undefined);
		const trial: TermNames = { ...names, status: { ...names.status }, also: [], unknown: [] };
		if (said === undefined || !readTermStatus(said.replace(/^\(|\)$|\.$/g, ""), trial) || trial.unknown.length > 0)
			continue;
		names.status = trial.status;
	}
}

/** A whole definition that only sends the reader elsewhere: to a group, or to another entry. */
function seeOf(content: RootContent[], text: string): string | undefined {
	if (content.length !== 1 || content[0]?.type !== "paragraph") return undefined;
	const to = /^See (?:the |also )?(\S(?:.*\S)?) (?:section|group)\.?$/s.exec(text)?.[1];
	if (to !== undefined) return to;
	const other = /^See (?:also )?([^.,;:()]{1,60}?)\.?$/i.exec(text)?.[1];
	const isReference = other === undefined || /§|\b(?:chapters?|ch\d+|appendix|rfc|bug #)\b/i.test(other);
	return isReference || holdsLink(content[0]) ? undefined : other.replace(/^[“"]|[”"]$/g, "");
}

function holdsLink(paragraph: Paragraph): boolean {
	return paragraph.children.some((node) => node.type === "link" || node.type === "linkReference");
}

/** The anchors of the heading that the name is, if it is one. */
function anchorsOfHeading(found: FoundEntry, { headings, draft }: Glossary): string[] {
	const index = Math.max(0, sectionAt(draft, found.from));
	const heading = headings.headings[index];
	const place = headings.places[index];
	if (!heading || !place || found.from < place.start.offset || found.to > place.end.offset) return [];
	return [heading.id, ...heading.aliases];
}

/** A heading inside a definition is a line in bold, for the page draws its own headings. */
function withoutHeadings(node: RootContent): RootContent {
	const place = node.position ? { position: node.position } : {};
	if (node.type === "heading")
		return { type: "paragraph", children: [{ type: "strong", children: node.children, ...place }], ...place };
	if (node.type !== "list" && node.type !== "listItem" && node.type !== "blockquote") return node;
	return { ...node, children: node.children.map((child) => withoutHeadings(child)) } as RootContent;
}
