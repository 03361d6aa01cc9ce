import { directiveFromMarkdown } from "mdast-util-directive";
import { directive } from "micromark-extension-directive";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Processor, unified } from "unified";
import { describe, expect, test } from "vitest";
import { parseWithBlocks } from "../src/compile/blocks/blocks.ts";
import { startDraft } from "../src/compile/draft.ts";
import { loadParser } from "../src/compile/parse/parser.ts";
import { lineStarts } from "../src/text/lines.ts";
import { linkBook } from "./support/book.ts";
import { htmlOf, judged, shortly } from "./support/shown.ts";

const path = "book/01-a.md";

async function pageOf(text: string, parser: "native" | "reference" = "native") {
	const book = await linkBook({ [path]: `# A\n\n${text}\n`, "book/02-b.md": "# B\n" }, parser);
	return { html: htmlOf(book, path), faults: shortly(book.diagnostics.filter((one) => one.path === path)) };
}

/** A text, and what stands on its page. */
const shown: [string, string][] = [
	[":::note\nText.\n:::", '<aside class="note" aria-label="Note"><p class="label">Note</p><p>Text.</p></aside>'],
	[
		":::warning Do *not* stop\nText.\n:::",
		'<aside class="warning" aria-label="Warning: Do not stop"><p class="label">Warning: Do <em>not</em> stop</p><p>Text.</p></aside>',
	],
	[":::danger[See Chapter 2]\nT\n:::", '<a class="xref" data-kind="chapter" href="ch02.html">Chapter 2</a></p>'],
	["::: Tip\nT\n:::", '<aside class="tip" aria-label="Tip">'],
	["1. One\n\n   :::note\n   Text.\n   :::\n2. Two", '<aside class="note"'],
	["> :::note\n> Text.\n> :::", '<blockquote>\n<aside class="note"'],
	["::::note\n:::tip\nIn.\n:::\nOut.\n::::", "<p>In.</p></aside><p>Out.</p></aside>"],
	["- a\n:::note\n  b\n:::", "<p>b</p></aside>"],
	["Text\n:::note\nb\n:::\nafter", "<p>after</p>"],
	["Ports host:port, 10:30, a::b and std:::x.", "Ports host:port, 10:30, a::b and std:::x."],
	["```\n:::note\n```", ":::note\n"],
	["- x\n\n  ```\n  :::note\n  ```", ":::note\n"],
	["<div>\n:::note\n</div>", ":::note\n"],
	["    :::note", ":::note\n"],
	[
		"::::tabs\n:::tab Debian\nA\n:::\n:::tab Fedora\nB\n:::\n::::",
		'<div class="tabs"><section class="tab" aria-label="Debian"><p class="label">Debian</p><p>A</p></section><section class="tab" aria-label="Fedora"><p class="label">Fedora</p><p>B</p></section></div>',
	],
	[
		'```sh tab="npm"\na\n```\n\n```sh tab="yarn"\nb\n```\n\n```sh\nc\n```',
		'<div class="tabs"><section class="tab" aria-label="npm"><p class="label">npm</p><figure',
	],
];

describe.each(["native", "reference"] as const)("with the %s parser", (parser) => {
	test.each(shown)("%j", async (text, html) => {
		const page = await pageOf(text, parser);
		expect(page.html.replace(/>\n<(?!aside)/g, "><")).toContain(html.replace(/\n$/, ""));
		expect(page.faults).toEqual([]);
	});

	test.each([
		[":::note\nText.", "unclosed-block 3:1-8", "<p>:::note</p>\n<p>Text.</p>"],
		["Text.\n\n:::", "unclosed-block 5:1-4", "<p>:::</p>"],
		[":::wraning Title\nText.\n:::", "unknown-block 3:1-17", "<p>:::wraning Title</p>\n<p>Text.</p>\n<p>:::</p>"],
		["- a\n\n  :::note\n\nb\n\n:::", "unclosed-block 5:3-10,unclosed-block 9:1-4", "<p>b</p>"],
	])("%j is told, and nothing is lost", async (text, faults, html) => {
		const page = await pageOf(text, parser);
		expect(page.faults.join(",")).toBe(faults);
		expect(page.html).toContain(html);
	});
});

test.each([
	["opened and never closed", ":::note\n\n".repeat(20_000)],
	["closed and never opened", ":::\n\n".repeat(20_000)],
	["opened with more colons than they are closed with", "::::note\n\n".repeat(10_000) + ":::\n\n".repeat(10_000)],
	["inside each other", `${":::note\n\n".repeat(5_000)}x\n\n${":::\n\n".repeat(5_000)}`],
])("thousands of blocks that are %s end in a report", async (_, text) => {
	const page = await pageOf(text);
	expect(page.faults.length).toBeGreaterThan(0);
});

test("a comment silences what stands in the block behind it", async () => {
	const ignore = "<!-- silcrow: ignore unknown-chapter because it is new -->";
	const book = await linkBook({ [path]: `# A\n\n${ignore}\n\n:::note\nSee Chapter 9.\n\nAnd Chapter 9.\n:::\n` });
	expect(shortly(judged(book).filter(({ code }) => code === "unknown-chapter"))).toEqual([]);
});

type Shape = { type: string; name?: string; data?: { hName?: string; hProperties?: { className?: string[] } } } & {
	children?: Shape[];
	value?: string;
};

/** The words of a tree, each with the admonitions around it. */
function wordsIn(node: Shape, around = ""): string[] {
	if (node.value !== undefined) return [`${around}${node.value}`];
	const name =
		node.type === "containerDirective" ? node.name : node.data?.hName && node.data.hProperties?.className?.[0];
	const children = node.data?.hName === "aside" ? node.children?.slice(1) : node.children;
	return (children ?? []).flatMap((child) => wordsIn(child, name ? `${around}${name} > ` : around));
}

/** The parser of the unified project, with directives that have lines of their own and no others. */
const oracle = unified()
	.use(remarkParse)
	.use(remarkGfm)
	.use(function (this: Processor) {
		const data = this.data() as Record<string, unknown[] | undefined>;
		data["micromarkExtensions"] = [...(data["micromarkExtensions"] ?? []), { flow: directive().flow }];
		data["fromMarkdownExtensions"] = [...(data["fromMarkdownExtensions"] ?? []), directiveFromMarkdown()];
	})
	.freeze();

test.each([
	":::note\nText.\n:::",
	"1. One\n\n   :::note\n   Text.\n   :::\n2. Two",
	"> :::note\n> Text.\n> :::",
	"::::note\n:::tip\nIn.\n:::\nOut.\n::::",
	"- a\n:::note\n  b\n:::\n- c",
	"Text\n:::note\nb\n:::\nafter",
	"| a |\n| - |\n| b |\n:::note\nc\n:::",
	"- x\n\n  ```\n  :::note\n  ```",
	"<div>\n:::note\n</div>\n\n:::note\na\n:::",
	"    :::note",
	"a host:port, 10:30 and b::c\n\n:::note\n# H\n\n- l\n:::",
])("%j has the blocks that micromark's extension sees", async (text) => {
	for (const parser of ["native", "reference"] as const) {
		const draft = startDraft(path, text, lineStarts(text));
		const tree = parseWithBlocks(text, (await loadParser(parser)).parse, draft);
		expect(wordsIn(tree as Shape)).toEqual(wordsIn(oracle.parse(text) as Shape));
	}
});
