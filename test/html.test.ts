import { defaultSchema } from "hast-util-sanitize";
import { type DefaultTreeAdapterTypes, parseFragment, serialize } from "parse5";
import { describe, expect, test } from "vitest";
import { linkBook } from "./support/book.ts";
import { htmlOf, shortly } from "./support/shown.ts";

const path = "book/01-a.md";

async function pageOf(text: string, parser: "native" | "reference" = "native") {
	const book = await linkBook({ [path]: `# A\n\n${text}\n`, "book/02-b.md": "# B\n", "book/i.png": "" }, parser);
	return { html: htmlOf(book, path), faults: book.diagnostics.filter((one) => one.path === path) };
}

/** What a page may consist of, written apart from the lists of the program. */
const elements = new Set([
	...(defaultSchema.tagNames ?? []),
	..."abbr aside bdi bdo cite dfn figcaption figure mark small time u wbr".split(" "),
]);
const names = new Set(
	"abbr alt aria-describedby aria-hidden aria-label aria-labelledby checked cite class colspan data-footnote-backref data-footnote-ref data-footnotes data-kind data-l data-part data-step datetime dir disabled headers height href id lang loading media open rel reversed role rowspan scope sizes src srcset start tabindex title type value width".split(
		" ",
	),
);
const classes = new Set(
	"c caution command contains-task-list danger data-footnote-backref footnotes important label language-bash listing note ph s stacked table task-list-item term tip to-center to-left to-right warning wide xref".split(
		" ",
	),
);

type Node = DefaultTreeAdapterTypes.ChildNode;

/** List everything in some HTML that no page may have, as a browser reads it. */
function unsafeParts(html: string): string[] {
	const found: string[] = [];
	const visit = (node: Node): void => {
		if (node.nodeName === "#comment" || node.nodeName === "#documentType") found.push(node.nodeName);
		if (!("tagName" in node)) return;
		if (!elements.has(node.tagName)) found.push(`<${node.tagName}>`);
		for (const { name, value } of node.attrs) {
			if (!names.has(name)) found.push(`${node.tagName} ${name}`);
			if (name === "class") found.push(...value.split(" ").filter((one) => one && !classes.has(one)));
			if (
				/^(?:href|src|srcset|cite)$/.test(name) &&
				/^[\u0000-\u0020]*(?:javascript|vbscript|data:(?!,)|\/\/t)/i.test(value)
			)
				found.push(value);
		}
		for (const child of node.childNodes) visit(child);
	};
	for (const node of parseFragment(html).childNodes) visit(node);
	return found;
}

/** Vectors: what is written, and what is reported where; a line counts from the third, below the title. */
const vectors: [string, string][] = [
	// Scripts.
	["<script>alert(1)</script>", "html-unsafe 3:1-9"],
	["a <script>alert(1)</script>", "html-unsafe 3:3-11"],
	["<SCRIPT SRC=//t.example/x.js></SCRIPT>", "html-unsafe 3:1-30"],
	["<img src=i.png onerror=alert(1)>", "html-unsafe 3:16-32"],
	["<details open ontoggle=alert(1)><summary>s</summary>d</details>", "html-unsafe 3:15-32"],
	["<svg onload=alert(1)></svg>", "html-unsafe 3:1-22"],
	["<svg><script>alert(1)</script></svg>", "html-unsafe 3:1-6"],
	['<svg><a xlink:href="javascript:1">x</a></svg>', "html-unsafe 3:1-6"],
	["<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>", "html-unsafe 3:1-6"],
	["<svg><style><img src=i.png onerror=alert(1)></style></svg>", "html-unsafe 3:1-6,html-unsafe 3:28-44"],
	['<math><mi//xlink:href="javascript:1">x</math>', "html-unsafe 3:1-7"],
	[
		'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></table></math>',
		"html-unsafe 3:1-7",
	],
	["<iframe src=javascript:1></iframe>", "html-unsafe 3:1-26"],
	["<iframe srcdoc='<script>1</script>'></iframe>", "html-unsafe 3:1-37"],
	["<object data=javascript:1></object>", "html-unsafe 3:1-27"],
	["<embed src=javascript:1>", "html-unsafe 3:1-25"],
	["<video src='//t.example/v' onerror=1></video>", "html-dropped 3:1-38"],
	["<marquee onstart=alert(1)>m</marquee>", "html-dropped 3:1-27"],
	["<x onclick=1>y</x>", "html-dropped 3:1-14"],
	["<button popovertarget=x formaction=javascript:1>b</button>", "html-dropped 3:1-49"],
	["<form action=javascript:1><input name=attributes></form>", "html-unsafe 3:1-27,html-dropped 3:27-50"],
	["<isindex type=image src=1 onerror=alert(1)>", "html-dropped 3:1-44"],
	// Schemes.
	['<a href="javascript:1">a</a>', "url-protocol 3:10-22"],
	['<a href=" &#14; javascript:1">a</a>', "url-protocol 3:10-29"],
	['<a href="java&Tab;script:1">a</a>', "url-protocol 3:10-27"],
	["<img src=javascript:1>", "url-protocol 3:10-22"],
	['<img srcset="i.png, data:x 2x">', "url-protocol 3:14-30"],
	['<blockquote cite="javascript:1">q</blockquote>', "url-protocol 3:19-31"],
	// The document and its neighbours.
	["<base href=//t.example/>", "html-unsafe 3:1-25"],
	['<meta http-equiv="refresh" content="0;url=//t.example">', "html-dropped 3:1-56"],
	["<link rel=stylesheet href=//t.example/x.css>", "html-dropped 3:1-45"],
	["<style>*{display:none}</style>", "html-dropped 3:1-8"],
	['<p style="position:fixed">p</p>', "html-unsafe 3:4-26"],
	['<div class="search-results">d</div>', "html-dropped 3:6-28"],
	["<img name=currentScript src=i.png>", "html-dropped 3:6-24"],
	["<img id=location src=i.png>", "html-dropped 3:9-17"],
	["<a id='a\"b'>a</a>", "html-dropped 3:8-11"],
	["<template><img src=x onerror=1></template>", "html-dropped 3:1-11"],
	['<noscript><p title="</noscript><img src=i.png onerror=alert(1)>"></noscript>', "html-dropped 3:1-11"],
	["<textarea></textarea><script>1</script>", "html-dropped 3:1-11,html-unsafe 3:22-30"],
	["<title></title><select><option>o</select>", "html-dropped 3:1-8,html-dropped 3:16-24,html-dropped 3:24-32"],
	["x <body onload=1> <html lang=x> <head>", ""],
	["<frameset><frame src=javascript:1></frameset>", ""],
	["<font color=red>f</font> <center>c</center>", "html-dropped 3:1-17,html-dropped 3:26-34"],
	["<ul><li class=x>a</ul>", "html-dropped 3:9-16"],
	// What only looks like HTML.
	["<?php echo 1 ?> x", "html-dropped 3:1-16"],
	["a <![CDATA[ <b> ]]>", "html-dropped 3:3-16"],
	["a <!DOCTYPE html>", ""],
	["<!-- <script>alert(1)</script> -->", ""],
	["<!--> <script>alert(1)</script> -->", "html-unsafe 3:7-15"],
	["<!-- --!> <img src=i.png onerror=alert(1)> -->", "html-unsafe 3:26-42"],
	["<!-- never closed\n\nword", "html-unsafe 3:1-5"],
	["<style>\n\nword", "html-unsafe 3:1-8"],
	["<a href=2.md title='</a><script>1</script>'>a</a>", "broken-link 3:9-13"],
	["`<script>` \\<script> &lt;script>", ""],
	// The signs by which the program tells its own elements.
	['<img data-ours="&#xFDD0;" src=i.png onerror=alert(1)>', "html-dropped 3:6-26,html-unsafe 3:37-53"],
	['<img data-ours="&#64976;0" src=i.png onerror=alert(1)>', "html-dropped 3:6-27,html-unsafe 3:38-54"],
	['<img data-ours="&#x0000fDd0" src=i.png onerror=alert(1)>', "html-dropped 3:6-29,html-unsafe 3:40-56"],
	['<h2 data-heading="0">h</h2>', "html-dropped 3:5-21"],
	["\uFDD00\uFDD1 <i title='&#xFDD0;0&#xFDD1;'>\uFDD00\uFDD1</i>", ""],
];

const places: [string, (vector: string) => string][] = [
	["paragraph", (vector) => vector],
	["list", (vector) => `- ${vector.replaceAll("\n", "\n  ")}`],
	["quote", (vector) => `> ${vector.replaceAll("\n", "\n> ")}`],
	["table cell", (vector) => `| a |\n| - |\n| ${vector.replaceAll("\n", " ")} |`],
	["footnote", (vector) => `a[^1]\n\n[^1]: ${vector.replaceAll("\n", "\n    ")}`],
	["heading", (vector) => `## x ${vector.replaceAll("\n", " ")}`],
	["alt text", (vector) => `![${vector.replaceAll("\n", " ")}](i.png)`],
	["words of a link", (vector) => `[x ${vector.replaceAll("\n", " ")}](02-b.md)`],
	["title of a link", (vector) => `[x](02-b.md '${vector.replaceAll("\n", " ").replaceAll("'", '"')}')`],
	["bold", (vector) => `**x ${vector.replaceAll("\n", " ")}**`],
	["details", (vector) => `<details>\n\n${vector}\n\n</details>`],
];

describe.each(["native", "reference"] as const)("raw HTML with the %s parser", (parser) => {
	test.each(vectors)("%s", async (vector, expected) => {
		const { html, faults } = await pageOf(`${vector}\n\n`, parser);
		expect(unsafeParts(html)).toEqual([]);
		expect(shortly(faults).join(",")).toBe(expected);
	});

	test.each(places)("is as harmless in a %s", async (_, put) => {
		for (const [vector] of vectors) {
			const { html } = await pageOf(`${put(vector)}\n\nlast words`, parser);
			expect(unsafeParts(html), vector).toEqual([]);
			const again = serialize(parseFragment(html));
			expect(serialize(parseFragment(again)), vector).toBe(again);
		}
	});
});

const swallowing = [
	"<math><mtext>",
	"<svg><foreignObject>",
	"<svg><title>",
	"a <style>",
	"a <plaintext>",
	"a <title>",
	"a <noscript>",
	"a <select>",
	"a <template>",
	"a <xmp>",
	"<table><tr>",
	"<div title='",
	"<object>",
	"<a href='02-b.md'>",
];

test.each(swallowing)("%s takes no text of Markdown away", async (html) => {
	const page = await pageOf(`${html}\n\n## Heading\n\nSome *words* here.\n\n- item\n\n| cell |\n| ---- |\n\nlast`);
	expect(unsafeParts(page.html)).toEqual([]);
	for (const word of ["Heading</h2>", "<em>words</em>", "item", "cell", "last"]) expect(page.html).toContain(word);
});

/** Markdown, and what must stand on the page. */
const rendered: [string, string][] = [
	[
		"<details>\n<summary>S</summary>\n\n**b** [l](02-b.md)\n\n</details>",
		'<strong>b</strong> <a href="ch02.html">l</a>',
	],
	["H<sub>2</sub>O <kbd>Ctrl</kbd> <mark>m</mark><br>", "H<sub>2</sub>O <kbd>Ctrl</kbd> <mark>m</mark><br>"],
	["<table><tr><td colspan=2 align=right>c</table>", '<td colspan="2" class="to-right">c</td>'],
	["| a | b |\n|:-:|--:|\n| 1 | 2 |", '<td role="cell" data-l="b" class="to-right">2</td>'],
	[
		"| | b |\n|--|--|\n| 1 | 2 |",
		'<th role="rowheader" scope="row">1</th>\n<td role="cell" data-l="b" class="to-right">2</td>',
	],
	["| a | b | c | d | e | f |\n|-|-|-|-|-|-|\n| 1 |", '<table class="wide">\n<thead>\n<tr>\n<th>a</th>'],
	["| a | b |\n|---|---|\n| 1 | 2 450 |\n| 2 | - |", '<td role="cell" data-l="b" class="to-right">2 450</td>'],
	["| a | b |\n|---|:--|\n| 1 | 2 |", '<td role="cell" data-l="b" class="to-left">2</td>'],
	["| a | b |\n|---|---|\n| 1 | 1.2.3 |", '<td role="cell" data-l="b">1.2.3</td>'],
	["- [ ] open\n- [x] done", '<li class="task-list-item"><input type="checkbox" checked disabled> done</li>'],
	[
		"> [!WARNING]\n> Mind *this*.",
		'<aside class="warning" aria-label="Warning">\n<p class="label">Warning</p>\n<p>Mind <em>this</em>.</p>',
	],
	["> [!NOTE] same line", "<blockquote>\n<p>[!NOTE] same line</p>"],
	["> [!caution]\n>\n> - a", '<p class="label">Caution</p>\n<ul>'],
	["a[^x]\n\n[^x]: note", '<li id="fn-x">\n<p>note <a href="#fnref-x"'],
	["    <b> & code", "<code>&lt;b&gt; &amp; code</code>".replace("&lt;b&gt;", '<span class="ph">&lt;b&gt;</span>')],
	["~~old~~ a  \nb", "<del>old</del> a<br>\nb"],
	["## `code` only", '<h2 id="code-only"><code>code</code> only</h2>'],
	["<a href='https://x.example'>x</a>", '<a href="https://x.example" rel="noopener noreferrer">x</a>'],
	["<a href='02-b.md'>Chapter 2 [x](02-b.md)</a>", '<a href="ch02.html">Chapter 2 </a><a href="ch02.html">x</a>'],
	["<a href='02-b.md'>\n\nIn Chapter 2\n\n</a>", '<a href="ch02.html">\n<p>In Chapter 2</p>'],
	[
		"<picture><source srcset=i.png><img src=i.png alt=i></picture>",
		'<picture><source srcset="assets/book-i.png"><img src="assets/book-i.png" alt="i"></picture>',
	],
	["<source src=x> text", "text"],
];

test.each(rendered)("%s is shown", async (text, expected) => {
	const { html } = await pageOf(text);
	expect(html).toContain(expected);
});

test("a row with too many cells says what is lost", async () => {
	const { faults } = await pageOf("| a |\n| - |\n| x | `a|b` |");
	expect(shortly(faults)).toEqual(["table-cells 5:5-14"]);
});

test("a footnote that nobody calls is reported, and one that stands twice", async () => {
	const { faults } = await pageOf("a[^x]\n\n[^x]: one\n\n[^x]: two\n\n[^y]: lost");
	expect(shortly(faults)).toEqual(["unused-footnote 7:1-6", "unused-footnote 9:1-6"]);
});

test.each(["\r\n", "\r"])("lines that end with %j have the same places", async (end) => {
	const text = ["<div>", '<a href="gone.md">a</a>', "</div>", "", "See Chapter 9."].join(end);
	const { faults } = await pageOf(text);
	expect(shortly(faults)).toEqual(["broken-link 4:10-17", "unknown-chapter 7:5-14"]);
});

/** Elements for the look of text that have no end, what is reported, and what the page shows. */
test.each([
	['<a name="x">\n\nOne\n\nTwo', "html-unclosed 3:1-13", '<a id="x">\n</a><p>One</p>\n<p>Two</p>'],
	[
		'<a name="x"/>\n\n## One\n\nTwo [b](02-b.md)',
		"html-unclosed 3:1-14",
		'<a id="x">\n</a><h2 id="one">One</h2>\n<p>Two <a href="ch02.html">b</a></p>',
	],
	["One <b>two\n\nThree\n\nFour", "html-unclosed 3:5-8", "<p>One <b>two</b></p>\n<p>Three</p>\n<p>Four</p>"],
	["- <i>a\n- b\n\nc", "html-unclosed 3:3-6", "<ul>\n<li><i>a</i></li>\n<li>b</li>\n</ul>\n<p>c</p>"],
	["> <b>\n>\n> a\n>\n> </b>\n\nc", "", "<blockquote>\n<b>\n<p>a</p>\n</b>\n</blockquote>\n<p>c</p>"],
	["<b>\n\na\n\n</b>\n\nc", "", "<b>\n<p>a</p>\n</b>\n<p>c</p>"],
])("%j ends with its block", async (text, faults, html) => {
	for (const parser of ["native", "reference"] as const) {
		const page = await pageOf(text, parser);
		expect(shortly(page.faults).join()).toBe(faults);
		expect(page.html.trim()).toBe(html);
	}
});
