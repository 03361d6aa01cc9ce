import { describe, expect, test } from "vitest";
import { linkBook } from "./support/book.ts";
import { htmlOf, judged, shortly } from "./support/shown.ts";

const path = "book/09-storage.md";

/** A book to link into; each case is a text of chapter 9 below its title, so its first line is the third. */
const frame: Record<string, string> = {
	"book/book.yaml": 'print: true\nlinks: {ignore: ["legacy/*", "/grafana/*"], remoteImages: ["ok.example"]}\n',
	"book/08-database.md": [
		"# Database",
		"## Set up",
		"## Set up",
		"## Größe & Maß: 100 %",
		"## The `goose` table {#table}",
		"### §3 Third part",
		'Text[^a] with <a id="own"></a> and <a name="old"></a>.',
		"[^a]: Note.",
	].join("\n\n"),
	"book/17-runbook.md": [
		"---\nrunbook: true\n---\n# Runbook",
		"## §1 One",
		'<a id="here"></a>Text.',
		"**Steps.**",
		"1. Do it.",
		"### Sub",
		"## §2 Two",
	].join("\n\n"),
	"book/19-history.md": "---\nsections: {label: bug}\n---\n# History\n\n## §6 Six\n\n## §7 Seven\n",
	"book/sub/10-inner.md": "# Inner\n\n[up](../08-database.md) ![img](../img/one.png)\n",
	"book/my file.md": "---\nnumber: 11\n---\n# My\n",
	"book/img/one.png": "",
	"book/img/two.png": "",
	"book/img/log.pdf": "",
	"public/logo.svg": "",
	"glossary/glossary.md": "# Glossary\n\n## Tools\n\n- **goose**: A tool. (Chapter 9)\n",
};

async function linked(text: string, parser: "native" | "reference" = "native", files: Record<string, string> = {}) {
	const book = await linkBook({ ...frame, ...files, [path]: `# Storage\n\n${text}\n` }, parser);
	const faults = judged(book).filter((one) => one.path === path);
	return { html: htmlOf(book, path), faults, edges: book.linked.get(path)?.edges ?? [] };
}

/** Text of the chapter, and the addresses on its page. */
const good: [string, ...string[]][] = [
	["[a](08-database.md)", "ch08.html"],
	["[a](./08-database.md)", "ch08.html"],
	["[a](../book/08-database.md)", "ch08.html"],
	["[a](/book/08-database.md)", "ch08.html"],
	["[a](sub/10-inner.md)", "ch10.html"],
	["[a](08-database.md#set-up)", "ch08.html#set-up"],
	["[a](08-database.md#set-up-1)", "ch08.html#set-up-1"],
	["[a](08-database.md#größe--maß-100-)", "ch08.html#gr%C3%B6%C3%9Fe--ma%C3%9F-100-"],
	["[a](08-database.md#gr%C3%B6%C3%9Fe--ma%C3%9F-100-)", "ch08.html#gr%C3%B6%C3%9Fe--ma%C3%9F-100-"],
	["[a](08-database.md#gro\u0308ße--maß-100-)", "ch08.html#gr%C3%B6%C3%9Fe--ma%C3%9F-100-"],
	["[a](08-database.md#table)", "ch08.html#table"],
	["[a](08-database.md#own) [b](08-database.md#old)", "ch08.html#own", "ch08.html#old"],
	["[a](08-database.md#fn-a)", "ch08.html#fn-a"],
	["[a](08-database.md#s3) [b](08-database.md#3-third-part)", "ch08.html#s3", "ch08.html#s3"],
	["[a](08-database.md#)", "ch08.html"],
	["[a](08-database.md?plain=1#set-up)", "ch08.html?plain=1#set-up"],
	["[a](08%2Ddatabase.md)", "ch08.html"],
	["[a](my%20file.md) [b](<my file.md>)", "ch11.html", "ch11.html"],
	['[a](08-database.md "T") [b](<08-database.md> (T))', "ch08.html", "ch08.html"],
	["[a](ch08.html) [b](/ch08.html#set-up) [c](../ch08.html)", "ch08.html", "ch08.html#set-up", "ch08.html"],
	["[a](index.html) [b](book-index.html) [c](print.html)", "index.html", "book-index.html", "print.html"],
	["[a](runbook/1.html) [b](runbook/1.html#sub)", "runbook/1.html", "runbook/1.html#sub"],
	["[a](17-runbook.md#s1) [b](17-runbook.md#1-one)", "runbook/1.html", "runbook/1.html"],
	["[a](17-runbook.md#sub) [b](17-runbook.md#here)", "runbook/1.html#sub", "runbook/1.html#here"],
	["[a](runbook/1.html#step-1)", "runbook/1.html#step-1"],
	["[a](#storage)", "#storage"],
	["[a](#) [b](#top)", "ch09.html", "ch09.html"],
	["## X\n\n[a](#x)", "#x"],
	["[a](../glossary/glossary.md)", "glossary.html"],
	[
		"[a](../glossary/glossary.md#goose) [b](../glossary/glossary.md#term-goose)",
		...Array(2).fill("glossary.html#term-goose"),
	],
	["[a](../glossary/glossary.md#tools)", "glossary.html#tools"],
	["![a](img/one.png)", "assets/book-img-one.png"],
	[
		"[a](img/log.pdf#page=2) [b](img/one.png?raw=true)",
		"assets/book-img-log.pdf#page=2",
		"assets/book-img-one.png?raw=true",
	],
	["![a](/logo.svg) ![b](../public/logo.svg)", ...Array(2).fill("assets/public-logo.svg")],
	["![a](https://ok.example/a.png)", "https://ok.example/a.png"],
	[
		"[a][r], [r][], [r] and ![b][i]\n\n[r]: 08-database.md#set-up\n[i]: img/one.png",
		...Array(3).fill("ch08.html#set-up"),
		"assets/book-img-one.png",
	],
	["[![a](img/one.png)](08-database.md)", "ch08.html", "assets/book-img-one.png"],
	[
		"[a](https://x.example/a%20b?q=1) <https://y.example> www.z.example",
		"https://x.example/a%20b?q=1",
		"https://y.example",
		"http://www.z.example",
	],
	["[a](mailto:ops@x.example) ops@x.example", "mailto:ops@x.example", "mailto:ops@x.example"],
	["[a](legacy/gone.html)", "legacy/gone.html"],
	["[a](/grafana/d/1)", "/grafana/d/1"],
	['<a href="08-database.md#set-up">a</a>', "ch08.html#set-up"],
	[
		'<img src="img/one.png" srcset="img/one.png 1x, img/two.png 2x">',
		"assets/book-img-one.png",
		"assets/book-img-one.png 1x, assets/book-img-two.png 2x",
	],
	["<p>\n<a href=08-database.md>a</a></p>", "ch08.html"],
];

const onlyPublished =
	"only files of `book/`, `glossary/` and `public/` are published; link to others by their full address, as in “https://…”";

/** Text of the chapter, what is reported, and the first hint. */
const bad: [string, string, string?][] = [
	["[a](08-databse.md)", "broken-link 3:5-18", "did you mean “08-database.md”?"],
	["[a](../08-database.md)", "broken-link 3:5-22", "did you mean “08-database.md”?"],
	["[a](10-inner.md)", "broken-link 3:5-16", "did you mean “sub/10-inner.md”?"],
	["[a](08-schema.md)", "broken-link 3:5-17", "did you mean “08-database.md”?"],
	["[a](08-database)", "broken-link 3:5-16", "did you mean “08-database.md”?"],
	["[a](08-Database.md)", "case-mismatch 3:5-19", "write “08-database.md”"],
	["[a](Ch08.html)", "case-mismatch 3:5-14", "write “ch08.html”"],
	["[a](ch80.html)", "broken-link 3:5-14"],
	["[a](08-database.html)", "broken-link 3:5-21", "did you mean “08-database.md”?"],
	["[a](../CONTRIBUTING.md)", "broken-link 3:5-23", onlyPublished],
	["[a](sub)", "broken-link 3:5-8", "link to a file in it"],
	["[a](sub/)", "broken-link 3:5-9", "link to a file in it"],
	["[a](../)", "broken-link 3:5-8", "link to a file in it"],
	["[a](../../x/secret.md)", "broken-link 3:5-22", "link to its full address, as in “https://…”"],
	["[a](..%2f..%2fx.md)", "broken-link 3:5-19", "link to its full address, as in “https://…”"],
	["[a](/etc/passwd)", "broken-link 3:5-16", onlyPublished],
	["[a](/status)", "broken-link 3:5-12", onlyPublished],
	["[a](//x.example/y)", "broken-link 3:5-18", "write “https://x.example/y”"],
	["[a](https:x.example)", "broken-link 3:5-20", "write “https://x.example”"],
	["[a](https://exa%mple.com/)", "broken-link 3:5-26", "correct it, or set it as code where it is an example"],
	["[a](http://[::1) [b](https://)", "broken-link 3:5-16,broken-link 3:22-30"],
	["[a](08%20database.md)", "broken-link 3:5-21", "did you mean “08-database.md”?"],
	["[a](08-database.md#set-upp)", "broken-fragment 3:5-27", "did you mean “set-up”?"],
	["[a](08-database.md#Set-Up)", "broken-fragment 3:5-26", "did you mean “set-up”?"],
	["[a](08-database.md#set-up-2)", "broken-fragment 3:5-28"],
	["[a](ch08.html#set-upp)", "broken-fragment 3:5-22", "did you mean “set-up”?"],
	["[a](ch17.html#sub)", "broken-fragment 3:5-18", "did you mean “runbook/1.html#sub”?"],
	["[a](#storag)", "broken-fragment 3:5-12", "did you mean “storage”?"],
	["![a](img/onne.png)", "missing-asset 3:6-18", "did you mean “img/one.png”?"],
	["![a](img/One.png)", "case-mismatch 3:6-17", "write “img/one.png”"],
	["[a](img/gone.pdf)", "missing-asset 3:5-17"],
	["[a](a\\_b.md)", "broken-link 3:5-12"],
	["[a](a&amp;b.md)", "broken-link 3:5-15"],
	["[a]()", "broken-link 3:1-6"],
	["![a]()", "broken-link 3:1-7"],
	["[a][r] [b][r]\n\n[r]: gone.md", "broken-link 5:6-13"],
	["[unused]: gone.md", "broken-link 3:11-18"],
	["see [a][nope] and [r][]\n\n[r]: 08-database.md", "broken-link 3:5-14"],
	[
		"Note[^nope] and pattern [^a-z]\n\nCalled[^a]\n\n[^a]: x",
		"broken-link 3:5-12",
		"define it, or write a backslash before the bracket",
	],
	["\\[a][nope]", ""],
	["| a |\n| - |\n| *x* [a](gone.md) |", "broken-link 5:11-18"],
	["> - [a](gone.md)\n>   and", "broken-link 3:9-16"],
	["- x\n\n  <a\n  href='gone.md'>a</a>", "broken-link 6:9-16"],
	['> <div>\n> <a href="gone.md">a</a></div>', "broken-link 4:12-19"],
	['𝒳 é <a title="x" href="gone.md">a</a>', "broken-link 3:25-32"],
	['<img src="img/gone.png">', "missing-asset 3:11-23"],
	['<img srcset="img/one.png, img/gone.png 2x">', "missing-asset 3:27-39"],
	['<a href="#nope">a</a>', "broken-fragment 3:10-15"],
	["[a](javascript:alert(1))", "url-protocol 3:5-24"],
	["[a](JaVa&#x0a;script:1)", "url-protocol 3:5-23"],
	["<javascript:1>", "url-protocol 3:2-14"],
	["[a](data:text/html,x)", "url-protocol 3:5-21"],
	["![a](data:image/png;base64,AA)", "url-protocol 3:6-30"],
	["[a](file:///etc/passwd)", "url-protocol 3:5-23"],
	["[a][r]\n\n[r]: vbscript:1", "url-protocol 5:6-16"],
	["https://u:secret@h.example/", "url-credentials 3:1-28"],
	['<a href="//u:secret@h.example/">a</a>', "url-credentials 3:10-31"],
	["![a](//t.example/p.gif)", "remote-asset 3:6-23"],
	["![a](https:t.example/p.gif)", "remote-asset 3:6-27"],
	["![a](HTTPS:/t.example/p.gif)", "remote-asset 3:6-28"],
	["![a](https://ok.example@t.example/p.gif)", "remote-asset 3:6-40"],
	['<img srcset="//t.example/p.gif 2x">', "remote-asset 3:14-31"],
	["# Title [a](gone.md)", "heading-level 3:1-21,broken-link 3:13-20"],
];

/** Words of a link and where it leads; the whole link is marked where they disagree. */
const words: [string, boolean][] = [
	["[Chapter 8](08-database.md)", true],
	["[Chapter 8](08-database.md#set-up)", true],
	["[Chapter 9](08-database.md)", false],
	["[see ch. 9 here](08-database.md)", false],
	["[Chapter 9][r]\n\n[r]: 08-database.md", false],
	['<a href="08-database.md">Chapter 9</a>', false],
	['<a href="08-database.md">\n\nSee *Chapter 9* here\n\n</a>', false],
	['<a href="08-database.md">\n\nSee *Chapter 8* here\n\n</a>', true],
	["[Chapters 8 and 9](08-database.md)", true],
	["[Chapters 10 and 19](08-database.md)", false],
	["[§2](17-runbook.md#s2)", true],
	["[§1](17-runbook.md#s2)", false],
	["[§1](runbook/2.html)", false],
	["[§3](08-database.md#s3)", true],
	["[§1](17-runbook.md)", true],
	["[§1](08-database.md)", false],
	["[Chapter 17 §1](17-runbook.md#s1)", true],
	["[Chapter 17 §1](08-database.md#s3)", false],
	["[Chapter 17 §1](08-database.md)", false],
	["[Appendix A](../glossary/glossary.md#goose)", true],
	["[Appendix A](08-database.md)", false],
	["[bug #6](19-history.md#s6)", true],
	["[bug #6](19-history.md#s7)", false],
	["[RFC 9110](https://www.rfc-editor.org/rfc/rfc9110.html)", true],
	["[RFC 9110](https://www.rfc-editor.org/rfc/rfc9111.html)", false],
	["[Chapter 4](https://books.example/four)", true],
	["[eight](08-database.md)", true],
];

describe.each(["native", "reference"] as const)("links with the %s parser", (parser) => {
	test.each(good)("%s", async (text, ...hrefs) => {
		const { html, faults } = await linked(text, parser);
		const found = [...html.matchAll(/ (?:href|src|srcset)="([^"]*)"/g)].map((match) => match[1]);
		expect(found).toEqual(hrefs);
		expect(shortly(faults)).toEqual([]);
	});

	test.each(bad)("%s", async (text, expected, hint) => {
		const { faults } = await linked(text, parser);
		expect(shortly(faults).join(",")).toBe(expected);
		if (hint !== undefined) expect(faults[0]?.hints[0]).toBe(hint);
	});

	test.each(words)("%s", async (text, areRight) => {
		const { faults } = await linked(text, parser);
		expect(faults.map((one) => one.code)).toEqual(areRight ? [] : ["number-mismatch"]);
	});
});

test("no refused address is left on the page, and no password", async () => {
	const { html } = await linked(
		"[a](javascript:1) ![b](data:x) https://u:secret@h.example/ ![c](//t.example/x) <img src=javascript:1 alt=d>",
	);
	expect(html).not.toMatch(/javascript|secret|t\.example|data:x/);
	expect(html).toContain("u:***@h.example");
	expect(html).toContain(" d</p>");
});

test("a title says what it refers to", async () => {
	const book = await linkBook({ ...frame, [path]: "# Storage (Chapter 99) [x](gone.md)\n" });
	expect(shortly(judged(book).filter((one) => one.path === path))).toEqual([
		"unknown-chapter 1:12-22",
		"broken-link 1:28-35",
	]);
});

test("an anchor of raw HTML is an anchor, and stands once", async () => {
	const { faults } = await linked('## Box\n\n<a id="x"></a> <b id="x">b</b> <a id="box"></a>');
	expect(shortly(faults)).toEqual(["duplicate-anchor 5:23-24", "duplicate-anchor 5:39-42"]);
});

test.each([
	'## Box\n\n<a id="box"></a>\n\nText.',
	'## Box\n<a name="old"></a><a id="box" class="anchor"></a>',
	'<a id="box"></a>\n<a id="old"></a>\n\n## Box',
	'## <a name="box"></a>Box',
])("an anchor beside the heading that has it is no fault, and stands once: %s", async (text) => {
	const { faults, html } = await linked(text);
	expect(shortly(faults).filter((one) => one.startsWith("duplicate-anchor"))).toEqual([]);
	expect(html.match(/id="box"/g)).toHaveLength(1);
});

test("a reference knows the section of the link that refers, not of the definition", async () => {
	const { edges } = await linked(
		'## One\n\n[a][r]\n\n## Two\n\n[b][r] <a href="08-database.md">c</a>\n\n[r]: 08-database.md',
	);
	expect(edges.map(({ text, section }) => [text, section])).toEqual([
		["a", 1],
		["b", 2],
		["c", 2],
	]);
});

test("a file whose name is encoded in another way is found", async () => {
	const { html, faults } = await linked("[a](12-café.md)", "native", { "book/12-cafe\u0301.md": "# C\n" });
	expect(html).toContain('href="ch12.html"');
	expect(faults).toEqual([]);
});

test("links of a chapter in a folder count from there", async () => {
	const book = await linkBook({ ...frame, [path]: "# Storage\n" });
	expect(htmlOf(book, "book/sub/10-inner.md")).toMatch(/href="ch08.html".*src="assets\/book-img-one.png"/);
});

test.each([
	["{9: 1}", "chapter 1 took its place"],
	["{9: null}", "no chapter took its place"],
	["{8: 1}", "the nearest is chapter 1, “A”"],
])("a reference to a chapter that is gone, with retired: %s", async (retired, hint) => {
	const book = await linkBook({
		"book/book.yaml": `retired: ${retired}\n`,
		"book/01-a.md": "# A\n\nChapter 9\n",
	});
	const faults = book.diagnostics.filter((one) => one.path === "book/01-a.md");
	expect(faults.map(({ message, hints }) => [message, ...hints])).toEqual([["there is no chapter 9", hint]]);
});
