import type { Code } from "mdast";
import { escapeAttribute, escapeHtml } from "../text/escape.ts";
import { diagramHtml } from "./diagram.ts";
import { type Draft, report } from "./draft.ts";
import { highlight, isTooLong } from "./highlight.ts";
import { type FenceOptions, type Include, readFenceOptions, regionOf, withoutMarkers } from "./includes.ts";

/** Texts of the files that the fences of one file include, by the path that the fence writes; undefined where there is no such file. */
export type Includes = Map<string, string | undefined>;

const shells = new Set(["bash", "sh", "shell", "zsh", "console"]);

/** Turn a code block into HTML: a listing, commands, what a command prints, or a diagram. */
export function listingHtml(node: Code, includes: Includes, draft: Draft): string {
	const language = (node.lang ?? "").toLowerCase();
	const options = readFenceOptions(node.meta ?? "");
	const code = options.include ? includedCode(node, options.include, includes, draft) : node.value;
	if (language === "dot") return diagramHtml(node, code, options, draft);
	if (isTooLong(code)) reportLongLine(node, draft);
	const content = withMarks(highlight(code, language), options.marked);
	const name = options.title ?? options.include?.file;
	if (shells.has(language)) return commandHtml(content, name, options);
	if (language === "output") return figure("output", name ?? "Output", content);
	return figure("listing", name ?? language, content, language ? `language-${language}` : undefined);
}

function commandHtml(content: string, name: string | undefined, options: FenceOptions): string {
	const isDangerous = options.flags.has("danger");
	const caption = isDangerous ? ["Destructive", name].filter(Boolean).join(": ") : name;
	return figure(isDangerous ? "command danger" : "command", caption ?? "", content);
}

function figure(kind: string, caption: string, content: string, language?: string): string {
	const code = language === undefined ? "<code>" : `<code class="${escapeAttribute(language.replace(/[^\w-]/g, ""))}">`;
	const head = caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : "";
	// Commands wrap, so nobody has to scroll them by keyboard.
	const scrolled = kind.startsWith("command")
		? ""
		: ` tabindex="0" role="group" aria-label="${escapeAttribute(caption || "Code")}"`;
	return `<figure class="${kind}">${head}<pre${scrolled}>${code}${content}</code></pre></figure>`;
}

/** Set the marked lines apart; a line of HTML is a line of code, for no class runs over a line break after this. */
function withMarks(html: string, marked: Set<number>): string {
	if (marked.size === 0) return html;
	return splitLines(html)
		.map((line, index) => (marked.has(index + 1) ? `<mark class="line">${line}</mark>` : line))
		.join("\n");
}

function splitLines(html: string): string[] {
	let open = "";
	return html.split("\n").map((line) => {
		const whole = open + line;
		const last = whole.lastIndexOf("<span");
		open = last > whole.lastIndexOf("</span>") ? (/<span[^>]*>/.exec(whole.slice(last))?.[0] ?? "") : "";
		return open ? `${whole}</span>` : whole;
	});
}

function includedCode(node: Code, include: Include, includes: Includes, draft: Draft): string {
	const text = includes.get(include.file);
	const [from, to] = [node.position?.start.offset ?? 0, endOfLine(node, draft)];
	if (text === undefined) {
		report(
			draft,
			"include-missing",
			from,
			to,
			`there is no file “${include.file}” to include`,
			"the path counts from the folder of this file, and must stay inside the book",
		);
		return node.value;
	}
	if (node.value.trim()) {
		report(
			draft,
			"include-missing",
			from,
			to,
			`the block that includes “${include.file}” also has text of its own, which is not shown`,
			"leave the block empty, or take file= away",
		);
	}
	if (include.region === undefined) return withoutMarkers(text);
	const region = regionOf(text, include.region);
	if (region !== undefined) return region;
	report(
		draft,
		"include-region",
		from,
		to,
		`“${include.file}” has no region “${include.region}”`,
		`mark it by comment lines “region ${include.region}” and “endregion ${include.region}”`,
	);
	return withoutMarkers(text);
}

function reportLongLine(node: Code, draft: Draft): void {
	report(
		draft,
		"highlight-limit",
		node.position?.start.offset ?? 0,
		endOfLine(node, draft),
		"a line of this block is over 2000 characters, so the block has no colours",
	);
}

/** The end of the first line of a fence, so that a diagnostic points at the fence and not at all of its code. */
function endOfLine(node: Code, draft: Draft): number {
	const start = node.position?.start.offset ?? 0;
	const end = draft.source.indexOf("\n", start);
	return end === -1 ? draft.source.length : end;
}
