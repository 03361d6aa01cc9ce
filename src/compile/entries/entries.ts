import { createHash } from "node:crypto";
import type { Code, ListItem, Nodes, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import type { Entry, EntryCommand, EntryPart, EntryStep, PartName } from "../../model/entry.ts";
import type { Settings } from "../../model/settings.ts";
import { commandsOf } from "../../text/commands.ts";
import { spanOf, withPlainLines } from "../../text/lines.ts";
import { placeholdersIn } from "../../text/placeholders.ts";
import { codePlace, endOfLine, fencePlace } from "../code/code-place.ts";
import { isMarked } from "../code/destructive.ts";
import { readFenceOptions } from "../code/fence-options.ts";
import { type Includes, includedCode } from "../code/includes.ts";
import { plainBlocks } from "../code/plain.ts";
import { isRun } from "../code/shells.ts";
import type { Draft } from "../draft.ts";
import { placeOf } from "../draft.ts";
import type { Headings } from "../headings.ts";
import type { AlertPlaces } from "./entry-facts.ts";
import { cutParts, type PartBlocks } from "./entry-parts.ts";
import type { Stretch } from "./runbook.ts";

/** What reading the entries of a runbook needs besides its text. */
export interface EntryContext {
	headings: Headings;
	includes: Includes;
	runbook: Settings["runbook"];
	/** By the index of the heading. */
	alerts: AlertPlaces;
}

/** Read the entries of a runbook as data: parts, steps, commands, placeholders. It must run before the walk. */
export function readEntries(stretches: Stretch[], context: EntryContext, draft: Draft): Entry[] {
	const shared = new Set(Object.keys(context.runbook.placeholders));
	for (const { kind, blocks } of stretches) if (kind === "text") explain(blocks, shared);
	return stretches.flatMap((stretch) => (stretch.kind === "entry" ? [readEntry(stretch, shared, context, draft)] : []));
}

function readEntry({ heading, blocks }: Stretch, shared: Set<string>, context: EntryContext, draft: Draft): Entry {
	const { headings, includes, runbook, alerts } = context;
	const from = headings.places[heading]?.start.offset ?? 0;
	const to = Math.max(blocks.at(-1)?.position?.end.offset ?? 0, headings.places[heading]?.end.offset ?? 0);
	const cut = cutParts(blocks, runbook.parts, headings);
	const ends = cut.slice(1).map(({ lead }) => lead?.node.position?.start.offset ?? to);
	const parts = cut.map((part, index) => readPart(part, ends[index] ?? to, includes, draft));
	const explained = explain(blocks, new Set(shared));
	const entry: Entry = {
		heading,
		from,
		to,
		hash: "",
		parts,
		steps: [],
		commands: [],
		unexplained: [],
		alerts: alerts.get(heading) ?? [],
	};
	for (const { lead, blocks: own } of cut) readSteps(own, lead?.name, explained, includes, entry, draft);
	return { ...entry, hash: hashOf(draft.source.slice(from, to), entry.commands) };
}

/** A command that a file of the book holds belongs to the text. */
function hashOf(text: string, commands: EntryCommand[]): string {
	const hash = createHash("sha256").update(withPlainLines(text));
	for (const { code } of commands) hash.update("\0").update(code);
	return hash.digest("hex");
}

function readPart({ lead, blocks }: PartBlocks, end: number, includes: Includes, draft: Draft): EntryPart {
	const first = lead?.node ?? blocks[0];
	const start = first?.position?.start.offset ?? 0;
	const words = lead?.node.type === "paragraph" ? lead.node.children[0] : lead?.node;
	const from = lead ? (words?.position?.end.offset ?? start) : start;
	const opening: RootContent[] = lead && lead.rest.length > 0 ? [{ type: "paragraph", children: lead.rest }] : [];
	return {
		...(lead?.name ? { name: lead.name } : {}),
		title: lead?.title ?? "",
		span: spanOf(draft.lines, start, lead ? from : endOfLine(start, draft)),
		markdown: withPlainLines(draft.source.slice(from, end)).trim(),
		blocks: plainBlocks([...opening, ...blocks], includes),
	};
}

/** Gather the steps and the commands of a part, in the order of the text. */
function readSteps(
	blocks: RootContent[],
	part: PartName | undefined,
	explained: Set<string>,
	includes: Includes,
	entry: Entry,
	draft: Draft,
): void {
	for (const node of blocks) {
		if (part !== "steps" || node.type !== "list") {
			readCommands(node, part === undefined ? {} : { part });
			continue;
		}
		for (const [index, item] of node.children.entries()) {
			const number = (node.start ?? 1) + index;
			if (node.ordered) entry.steps.push(stepOf(item, number, draft));
			readCommands(item, node.ordered ? { part, step: number } : { part });
		}
	}

	function readCommands(node: Nodes, where: Pick<EntryCommand, "part" | "step">): void {
		if (node.type === "code") addCommand(node, where);
		else if ("children" in node) for (const child of node.children) readCommands(child, where);
	}

	function addCommand(node: Code, where: Pick<EntryCommand, "part" | "step">): void {
		const language = (node.lang ?? "").toLowerCase();
		if (!isRun(language)) return;
		const options = readFenceOptions(node.meta ?? "");
		const { include } = options;
		const code = include ? includedCode(include, node.value, includes).code : node.value;
		const found = placeholdersIn(code);
		for (const [name, index] of found) {
			if (explained.has(name)) continue;
			explained.add(name);
			entry.unexplained.push({ name, span: placeOfName(node, code, index, name, include !== undefined) });
		}
		entry.commands.push({
			...where,
			language,
			code: commandsOf(code, language),
			placeholders: [...found.keys()],
			isDestructive: isMarked(code, language, options),
		});
	}

	function placeOfName(node: Code, code: string, index: number, name: string, isIncluded: boolean) {
		if (isIncluded) return spanOf(draft.lines, ...fencePlace(node, draft));
		const before = code.slice(0, index).split("\n");
		const start = codePlace(node, before.length - 1, before.at(-1)?.length ?? 0, draft);
		return spanOf(draft.lines, start, start + name.length + 2);
	}
}

/** A step says what to do: by code, by a link, by a few words, or by two that are a sentence, as “Restart it.” */
function stepOf(item: ListItem, number: number, draft: Draft): EntryStep {
	const { start } = placeOf(draft, item);
	const text = textOf(item, { includeHtml: false }).trim();
	const words = text.split(/\s+/).filter(Boolean);
	return {
		number,
		span: spanOf(draft.lines, start.offset, endOfLine(start.offset, draft)),
		isAction: words.length > 2 || /\s\S+\.$/.test(text) || holds(item, /^(?:code|inlineCode|link|image)$/),
	};
}

function holds(node: Nodes, kinds: RegExp): boolean {
	if (kinds.test(node.type)) return true;
	return "children" in node && node.children.some((child) => holds(child, kinds));
}

/** Note what placeholders are named outside of the code that is run. */
function explain(nodes: Nodes[], names: Set<string>): Set<string> {
	for (const node of nodes) {
		if (node.type === "inlineCode" || node.type === "text")
			for (const name of placeholdersIn(node.value).keys()) names.add(name);
		else if ("children" in node) explain(node.children, names);
	}
	return names;
}
