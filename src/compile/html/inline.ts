import type { Nodes, PhrasingContent, Root } from "mdast";
import { spanOf } from "../../text/lines.ts";
import type { Draft } from "../draft.ts";

/** Read words as Markdown that stand at an offset of the file where no parser looks for them, such as a title behind the name of a block. */
export function inlineAt(
	words: string,
	offset: number,
	parse: (text: string) => Root,
	draft: Draft,
): PhrasingContent[] {
	if (!words.trim()) return [];
	// A letter in front keeps "1." and "#" from being more than words.
	const [paragraph] = parse(`x${words}`).children;
	if (paragraph?.type !== "paragraph") return [];
	move(paragraph, offset - 1, draft);
	const [first, ...rest] = paragraph.children;
	if (first?.type !== "text" || !first.position?.start) return paragraph.children;
	first.value = first.value.slice(1);
	first.position.start = spanOf(draft.lines, offset, offset).start;
	return first.value ? [first, ...rest] : rest;
}

function move(node: Nodes, by: number, draft: Draft): void {
	const { start, end } = node.position ?? {};
	if (start && end) node.position = spanOf(draft.lines, (start.offset ?? 0) + by, (end.offset ?? 0) + by);
	if ("children" in node) for (const child of node.children) move(child, by, draft);
}
