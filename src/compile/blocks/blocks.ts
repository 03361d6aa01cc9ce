import type {
	Blockquote,
	FootnoteDefinition,
	List,
	ListItem,
	Paragraph,
	PhrasingContent,
	Root,
	RootContent,
} from "mdast";
import { spanOf } from "../../text/lines.ts";
import { mostSimilar } from "../../text/similar.ts";
import { type Draft, report } from "../draft.ts";
import { inlineAt } from "../html/inline.ts";
import { type BlockLine, findBlockLines, withBreaks } from "../parse/block-lines.ts";
import { admonition, isAdmonition } from "./alerts.ts";
import { groupTabs, tab } from "./tabs.ts";

type Parse = (body: string) => Root;

/** A block whose end has not come yet, with what it holds so far. */
interface OpenBlock {
	line?: BlockLine;
	children: RootContent[];
}

/**
 * Parse a text in which lines of colons make blocks. The parsers do not know these: such a line is given to them as a
 * thematic break, and its siblings are put into the block afterwards. A line that the parser does not read as one, in
 * code or in raw HTML, is put back.
 */
export function parseWithBlocks(body: string, parse: Parse, draft: Draft): Root {
	const lines = findBlockLines(body);
	if (lines.length === 0 && !(body.includes("tab=") && tabbed.test(body))) return parse(body);
	const tree = parse(withBreaks(body, lines));
	const breaks = breaksOf(tree);
	const real = lines.filter(({ start }) => breaks.has(start));
	const whole = real.length === lines.length ? tree : parse(withBreaks(body, real));
	nest(whole, new Map(real.map((line) => [line.start, line])), parse, draft);
	return whole;
}

/** A fence may be a tab by itself. */
const tabbed = /^[ \t>]*(?:`{3,}|~{3,})[^\n]*[ \t]tab=/m;

function breaksOf(tree: Root): Set<number> {
	const offsets = new Set<number>();
	const stack: RootContent[] = [...tree.children];
	for (let node = stack.pop(); node; node = stack.pop()) {
		if (node.type === "thematicBreak") offsets.add(node.position?.start.offset ?? -1);
		else if ("children" in node) for (const child of node.children) stack.push(child);
	}
	return offsets;
}

/** Put the siblings between two lines into their block, in every container of the tree. */
function nest(parent: { children: unknown[] }, lines: Map<number, BlockLine>, parse: Parse, draft: Draft): void {
	const open: OpenBlock[] = [{ children: [] }];
	const add = (...nodes: RootContent[]) => {
		for (const node of nodes) open.at(-1)?.children.push(node);
	};
	for (const node of parent.children as RootContent[]) {
		const line = node.type === "thematicBreak" ? lines.get(node.position?.start.offset ?? -1) : undefined;
		if (!line) {
			if (holdsBlocks(node)) nest(node, lines, parse, draft);
			add(node);
		} else if (!line.name) {
			const level = levelClosedBy(line, open);
			if (level === -1) {
				report(draft, "unclosed-block", line.start, line.end, "this line closes a block, and none is open", ...escapes);
				add(asText(line, draft));
				continue;
			}
			giveUp(open, level + 1, draft);
			add(...blockOf(open.pop(), line, parse, draft));
		} else if (open.length > deepest) {
			const message = `blocks lie more than ${deepest} deep inside each other`;
			report(draft, "limit-depth", line.start, line.end, message, "close them, or divide the text");
			add(asText(line, draft));
		} else {
			open.push({ line, children: [] });
		}
	}
	giveUp(open, 1, draft);
	parent.children = groupTabs(open[0]?.children ?? []);
}

/** More blocks inside each other than this are a mistake or an attack. */
const deepest = 50;

function holdsBlocks(node: RootContent): node is Blockquote | List | ListItem | FootnoteDefinition {
	return /^(?:blockquote|list|listItem|footnoteDefinition)$/.test(node.type);
}

const escapes = ["a backslash before the first colon keeps the line as text"];

/** The innermost block with as many colons, or else the innermost with fewer. */
function levelClosedBy(line: BlockLine, open: OpenBlock[]): number {
	const exact = open.findLastIndex((block) => block.line?.colons === line.colons);
	return exact === -1 ? open.findLastIndex((block) => (block.line?.colons ?? Infinity) <= line.colons) : exact;
}

/** Blocks without an end stay text, so that they do not swallow the rest of the chapter. */
function giveUp(open: OpenBlock[], level: number, draft: Draft): void {
	const given = open.splice(level);
	const into = open.at(-1)?.children;
	for (const { line, children } of given) {
		if (line) {
			const hint = `close it with a line ${":".repeat(line.colons)}, as far indented as this one`;
			report(draft, "unclosed-block", line.start, line.end, `the block “${line.name}” has no end`, hint);
			into?.push(asText(line, draft));
		}
		for (const child of children) into?.push(child);
	}
}

function blockOf(block: OpenBlock | undefined, closing: BlockLine, parse: Parse, draft: Draft): RootContent[] {
	if (!block?.line) return [];
	const { line, children } = block;
	const name = line.name.toLowerCase();
	const title = () => inlineAt(line.title, line.titleStart, parse, draft);
	const position = spanOf(draft.lines, line.start, closing.end);
	if (isAdmonition(name)) return [{ ...admonition(name, groupTabs(children), title()), position }];
	if (name === "tabs") return groupTabs(children);
	if (name === "tab") return [{ ...tab(groupTabs(children), title(), line.title), position }];
	const similar = mostSimilar(name, known);
	const hint = similar === undefined ? `the blocks are ${known.join(", ")}` : `did you mean “${similar}”?`;
	report(draft, "unknown-block", line.start, line.end, `there is no block “${line.name}”`, hint, ...escapes);
	return [asText(line, draft), ...children, asText(closing, draft)];
}

const known = ["note", "tip", "important", "caution", "warning", "danger", "tabs", "tab"];

function asText({ start, end }: BlockLine, draft: Draft): Paragraph {
	return { type: "paragraph", children: [textAt(draft.source.slice(start, end), start)] };
}

function textAt(value: string, offset: number): PhrasingContent {
	const place = (at: number) => ({ line: 1, column: 1, offset: at });
	return { type: "text", value, position: { start: place(offset), end: place(offset + value.length) } };
}
