import type { Code } from "mdast";
import { commentsIn, untypedIn } from "../../text/commands.ts";
import { escapeAttribute, escapeHtml } from "../../text/escape.ts";
import { showInvisible } from "../../text/invisible.ts";
import type { Caption } from "../blocks/captions.ts";
import { diagramHtml } from "../diagrams/diagram.ts";
import { isDiagram } from "../diagrams/diagram-languages.ts";
import type { Drawing } from "../diagrams/drawings.ts";
import { type Draft, report } from "../draft.ts";
import { markedInWords, signsOf, withLines } from "./code-lines.ts";
import { fencePlace, optionPlace } from "./code-place.ts";
import { isFile, isMarked } from "./destructive.ts";
import { type FenceOptions, readFenceOptions } from "./fence-options.ts";
import { highlight, isTooLong } from "./highlight.ts";
import { type Includes, includedCode } from "./includes.ts";
import { reportInvisible } from "./invisible-code.ts";
import { isRun, isShell } from "./shells.ts";

/** What is known of the blocks of code of a file before they are written. */
interface CodeContext {
	includes: Includes;
	captions: Map<Code, Caption>;
	drawings: Map<Code, Drawing>;
}

/** What stands around a block of code. */
interface Frame {
	kind: string;
	/** Above the code, and what it is called where nothing is. */
	name: string;
	fallback: string;
	caption: Caption | undefined;
	language?: string;
	marked: Set<number>;
}

/** Turn a code block into HTML: a listing, commands, what a command prints, or a diagram. */
export function listingHtml(node: Code, { includes, captions, drawings }: CodeContext, draft: Draft): string {
	reportOpenFence(node, draft);
	const language = (node.lang ?? "").toLowerCase();
	const options = readFenceOptions(node.meta ?? "");
	const code = codeOf(node, options, includes, draft);
	const caption = captions.get(node);
	if (isDiagram(language)) {
		const number = [...drawings.keys()].indexOf(node) + 1;
		return diagramHtml(node, code, options, { drawing: drawings.get(node), number, caption }, draft);
	}
	if (isTooLong(code)) reportLongLine(node, draft);
	reportMarks(node, code, options, draft);
	reportInvisible(node, code, options.include && fencePlace(node, draft), draft);
	const { marked } = options;
	const content = showInvisible(linesHtml(code, language, options, draft));
	const name = options.title ?? options.include?.file;
	const isDangerous = isRun(language) && isMarked(code, language, options);
	if (isDangerous || isShell(language)) return commandHtml(content, name, caption, { isDangerous, marked });
	if (language === "output")
		return figure(content, { kind: "output", name: name ?? "Output", fallback: "", caption, marked });
	return figure(content, { kind: "listing", name: name ?? language, fallback: "Code", caption, language, marked });
}

/** Without its last line a block takes in all that stands below it, and nothing of that is read. */
function reportOpenFence(node: Code, draft: Draft): void {
	const { start, end } = node.position ?? {};
	const lines = draft.source.slice(start?.offset, end?.offset).split(/\r\n?|\n/);
	const fence = /^(?:`{3,}|~{3,})/.exec(lines[0] ?? "")?.[0];
	const last = lines.length > 1 ? (/^[ \t>]*(`{3,}|~{3,})[ \t]*$/.exec(lines.at(-1) ?? "")?.[1] ?? "") : "";
	if (!fence || last.startsWith(fence)) return;
	report(
		draft,
		"unclosed-block",
		...fencePlace(node, draft),
		"this block of code has no end",
		`close it with a line ${fence}`,
	);
}

function linesHtml(code: string, language: string, options: FenceOptions, { colours }: Draft): string {
	const { marked, numbers, flags } = options;
	const showsSigns = flags.has("diff") && language !== "diff";
	const signs = showsSigns || language === "diff" ? signsOf(code) : undefined;
	const plain = showsSigns ? code.replace(/^[-+ ]/gm, "") : code;
	const idle = isRun(language) ? idleIn(plain, language, isFile(plain, options)) : [];
	return withLines(highlight(plain, language, colours, idle), { marked, numbers, signs, showsSigns });
}

/** What is not copied: prompts, what was printed, and the comments of commands. */
function idleIn(code: string, language: string, isInFile: boolean): [number, number][] {
	const untyped = untypedIn(code, language);
	return untyped.length > 0 || isInFile || !isShell(language) ? untyped : commentsIn(code);
}

function commandHtml(
	content: string,
	title: string | undefined,
	caption: Caption | undefined,
	{ isDangerous, marked }: { isDangerous: boolean; marked: Set<number> },
): string {
	const kind = isDangerous ? "command danger" : "command";
	const name = isDangerous ? ["Destructive", title].filter(Boolean).join(": ") : (title ?? "");
	return figure(content, { kind, name, fallback: "Command", caption, marked });
}

function figure(content: string, { kind, name, fallback, caption, language, marked }: Frame): string {
	const numbered = caption && `${caption.label}: ${caption.words}`;
	const label = [numbered ?? (name || fallback), marked.size > 0 ? markedInWords(marked) : ""].filter(Boolean);
	const code = language ? `<code class="language-${language.replace(/[^\w-]/g, "")}">` : "<code>";
	const heads = [numbered, numbered && name === language ? "" : name].filter(Boolean) as string[];
	const head = heads.length > 0 ? `<figcaption>${heads.map(escapeHtml).join("<br>")}</figcaption>` : "";
	const id = caption ? ` id="${escapeAttribute(caption.id)}"` : "";
	// Commands wrap, so nobody has to scroll them by keyboard.
	const isScrolled = !kind.startsWith("command");
	const scrolled = isScrolled ? ` tabindex="0" role="group" aria-label="${escapeAttribute(label.join(", "))}"` : "";
	return `<figure class="${kind}"${id}>${head}<pre${scrolled}>${code}${content}</code></pre></figure>`;
}

function codeOf(node: Code, { include }: FenceOptions, includes: Includes, draft: Draft): string {
	if (!include) return node.value;
	const { code, fault } = includedCode(include, node.value, includes);
	if (!fault) draft.inclusions.push({ at: fencePlace(node, draft)[1], code });
	if (fault) report(draft, fault.code, ...optionPlace(node, optionOf[fault.code], draft), fault.message, fault.hint);
	if (node.value.trim() && fault?.code !== "include-missing") {
		const message = `the block that includes “${include.file}” also has text of its own, which is not shown`;
		const place = optionPlace(node, "file", draft);
		report(draft, "include-missing", ...place, message, "leave the block empty, or take file= away");
	}
	return code;
}

/** What a fence names wrongly. */
const optionOf = { "include-missing": "file", "include-region": "region", "include-lines": "lines" };

function reportMarks(node: Code, code: string, { marked }: FenceOptions, draft: Draft): void {
	if (marked.size === 0) return;
	const lines = code.split("\n").length;
	const beyond = [...marked].filter((line) => line > lines);
	if (beyond.length === 0) return;
	const [from, to] = fencePlace(node, draft);
	const start = draft.source.slice(from, to).indexOf("{");
	const end = draft.source.indexOf("}", from + start) + 1;
	const message = `line ${beyond[0]} is marked, and the block has ${lines}`;
	const hint = "lines are counted from 1 in what is shown";
	report(
		draft,
		"marked-lines",
		from + Math.max(0, start),
		Math.min(Math.max(end, from + start + 1), to),
		message,
		hint,
	);
}

function reportLongLine(node: Code, draft: Draft): void {
	const message = "a line of this block is over 2000 characters, so the block has no colours";
	report(draft, "highlight-limit", ...fencePlace(node, draft), message, "break the line");
}
