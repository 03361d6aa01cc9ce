import type { Nodes, Root, RootContent } from "mdast";
import type { Entry } from "../model/entry.ts";
import type { Part } from "../model/unit.ts";
import { type Draft, sectionAt } from "./draft.ts";
import { type EntryContext, readEntries } from "./entries/entries.ts";
import { cutEntries, markParts, type Stretch } from "./entries/runbook.ts";
import type { GlossaryBlocks } from "./glossary/glossary.ts";
import { type Definitions, toSegments } from "./html/html.ts";
import { readUnusedDefinitions } from "./prose/links.ts";
import { type WalkContext, walk } from "./walk.ts";

/** Read the text of a file, cut into entries where it is a runbook, and write it. */
export function textParts(
	tree: Root,
	runs: EntryContext | undefined,
	context: WalkContext,
	draft: Draft,
): { parts: Part[]; entries?: Entry[] } {
	const definitions = takeDefinitions(tree);
	const { headings } = context.headings;
	const indexOf = (node: RootContent) => context.headings.indexOf.get(node);
	takeTitle(tree, context, draft);
	const stretches: Stretch[] = runs
		? cutEntries(tree, headings, indexOf)
		: [{ kind: "text", heading: -1, blocks: tree.children }];
	const entries = runs && readEntries(stretches, runs, draft);
	for (const stretch of stretches) {
		draft.section = stretch.heading;
		if (stretch.kind === "entry") readEntryHeading(tree, stretch.heading, context, draft);
		if (runs && stretch.kind === "entry") markParts(stretch.blocks, runs.runbook.parts, draft);
		walk(stretch.blocks, context, draft);
	}
	walkNotes(definitions, context, draft);
	readUnusedDefinitions(context.definitions, draft);
	const parts = stretches.map(({ kind, heading, blocks }) => {
		draft.section = heading;
		return { kind, index: heading, segments: toSegments(blocks, definitions, "", draft) };
	});
	return entries ? { parts, entries } : { parts };
}

/** Read the entries of a glossary and what stands around them, and write them. */
export function glossaryParts(tree: Root, glossary: GlossaryBlocks, context: WalkContext, draft: Draft): Part[] {
	const definitions = takeDefinitions(tree);
	walk(glossary.rest, context, draft);
	for (const [index, blocks] of glossary.definitions.entries()) {
		draft.term = index;
		walk(blocks, { ...context, see: glossary.terms[index]?.see }, draft);
	}
	delete draft.term;
	walkNotes(definitions, context, draft);
	readUnusedDefinitions(context.definitions, draft);
	const parts: Part[] = [{ kind: "text", index: -1, segments: toSegments(glossary.rest, definitions, "", draft) }];
	for (const [index, blocks] of glossary.definitions.entries()) {
		const notes = `term-${glossary.terms[index]?.slug}-`;
		draft.term = index;
		parts.push({ kind: "definition", index, segments: toSegments(blocks, definitions, notes, draft) });
	}
	delete draft.term;
	return parts;
}

/** The title is drawn by the page, and so is the heading of an entry; what these say is still read. */
function takeTitle(tree: Root, context: WalkContext, draft: Draft): void {
	const { indexOf, title } = context.headings;
	const index = title === -1 ? -1 : tree.children.findIndex((node) => indexOf.get(node) === title);
	if (index !== -1) walk(tree.children.splice(index, 1), context, draft);
}

function readEntryHeading(tree: Root, heading: number, context: WalkContext, draft: Draft): void {
	const node = tree.children.find((one) => context.headings.indexOf.get(one) === heading);
	if (node) walk([node], context, draft);
}

function takeDefinitions(tree: Root): Definitions {
	const isDefinition = (node: Nodes) => node.type === "definition" || node.type === "footnoteDefinition";
	const found = tree.children.filter(isDefinition) as Definitions;
	tree.children = tree.children.filter((node) => !isDefinition(node));
	return found;
}

function walkNotes(definitions: Definitions, context: WalkContext, draft: Draft): void {
	for (const node of definitions) {
		if (node.type !== "footnoteDefinition") continue;
		draft.section = sectionAt(draft, node.position?.start.offset ?? 0);
		walk([node], context, draft);
	}
}
