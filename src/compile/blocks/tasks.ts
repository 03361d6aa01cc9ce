import type { ListItem, Paragraph, Text } from "mdast";
import { longDate } from "../../text/long-date.ts";
import { originIn } from "../../text/origins.ts";
import { type Draft, mark, report } from "../draft.ts";
import { originsOf } from "../prose/origins.ts";
import { readTaskWords, type TaskState, type TaskWords } from "./task-state.ts";

/** The sign, the word and the colour of each state, as the badges of a page have them. */
const badges: Record<TaskState, [tone: string, sign: string, word: string]> = {
	open: ["plum", "○", "Open"],
	"in progress": ["warn", "◐", "In progress"],
	done: ["ok", "✓", "Done"],
	superseded: ["danger", "✕", "Superseded"],
	"not planned": ["quiet", "–", "Not planned"],
};

/** The words about a state, and where they stand. */
interface Said extends TaskWords {
	from: number;
	to: number;
}

/**
 * Show the state of an item of a task list as a badge in place of its box, where the item has a name in bold or says its
 * state in words: `- [x] **Move the queue** (done 2026-04-12)`. Any other item keeps its box.
 */
export function readTask(item: ListItem, draft: Draft): void {
	const [first] = item.children;
	if (typeof item.checked !== "boolean" || first?.type !== "paragraph") return;
	const isNamed = first.children[0]?.type === "strong";
	const said = takeWords(first, draft);
	if (!isNamed && !said) return;
	if (said) checkBox(item.checked, said, draft);
	const state = said?.state ?? (item.checked ? "done" : "open");
	const [tone, sign, word] = badges[state];
	const day = said?.date ? ` <time datetime="${said.date}">${longDate(said.date)}</time>` : "";
	const badge = `<span class="badge ${tone}"><span aria-hidden="true">${sign}</span> ${word}${day}</span> `;
	first.children.unshift({ type: "html", value: mark(draft, badge) });
	item.checked = null;
	item.data = { ...item.data, hProperties: { className: ["task", state.replace(" ", "-")] } };
}

/** Take the parenthesis with the state out of the text; that of a superseded task stays, for it names the successor. */
function takeWords(paragraph: Paragraph, draft: Draft): Said | undefined {
	const behindName = paragraph.children[0]?.type === "strong" ? paragraph.children[1] : undefined;
	const last = paragraph.children.at(-1);
	const tries: [typeof last, RegExp][] = [
		[behindName, /^(\s*)\(([^()]{1,80})\)/],
		[last, /(?<!\s)(\s+)\(([^()]{1,80})\)\.?\s*$/],
	];
	for (const [node, pattern] of tries) {
		const found = node?.type === "text" ? pattern.exec(node.value) : null;
		const words = found?.[2] === undefined ? undefined : readTaskWords(found[2].replace(/\s+/g, " ").trim());
		if (node?.type === "text" && found && words) return take(node, found, words, draft);
	}
	return undefined;
}

function take(node: Text, found: RegExpExecArray, words: TaskWords, draft: Draft): Said {
	const origins = originsOf(node, draft.source);
	const start = found.index + (found[1]?.length ?? 0);
	const end = found.index + found[0].trimEnd().length;
	const said = { ...words, from: originIn(origins, start), to: originIn(origins, end - 1) + 1 };
	if (words.state === "superseded") return said;
	if (found.index > 0) {
		node.value = node.value.slice(0, found.index);
		return said;
	}
	node.value = node.value.slice(end);
	if (node.position) node.position.start.offset = said.to;
	return said;
}

function checkBox(isChecked: boolean, { state, from, to }: Said, draft: Draft): void {
	const isOver = state === "done";
	if (isChecked === isOver || state === "superseded" || state === "not planned") return;
	const message = isChecked
		? `the box is ticked, and the words say “${state}”`
		: "the words say “done”, and the box is empty";
	report(draft, "task-state", from, to, message, isChecked ? "write [ ]" : "write [x]");
}
