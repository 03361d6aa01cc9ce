import { describe, expect, test } from "vitest";
import { linkBook } from "./support/book.ts";
import { htmlOf, shortly } from "./support/shown.ts";

const path = "book/08-a.md";
const job = "a: 1\n# region p\nb: 2\nc: 3\n# endregion\nd: 4\n";

async function pageOf(text: string) {
	const files = { [path]: `# A\n\n${text}\n`, "book/02-b.md": "# B\n", "book/job.yaml": job, "book/i.png": "" };
	const book = await linkBook(files);
	const faults = book.diagnostics.filter((one) => one.path === path);
	return { book, html: htmlOf(book, path), faults: shortly(faults) };
}

/** A fence, and what stands on its page. */
const fences: [string, string][] = [
	["```text {1,3-4}\na\nb\nc\nd\n```", 'aria-label="text, lines 1, 3–4 marked"'],
	["```text {2}\na\nb\n```", 'a\n<mark class="line">b</mark>'],
	["```text numbers\na\nb\n```", '<span class="nr" data-n="1"></span>a\n<span class="nr" data-n="2"></span>b'],
	["```text numbers=9\na\n```", '<span class="nr" data-n="9"></span>a'],
	["```diff\n a\n-b\n+c\n--- d\n```", '<del class="line"><span class="n">-b</span></del>'],
	["```text diff\n a\n-b\n+c\n```", ' a\n<del class="line">-b</del>\n<ins class="line">+c</ins>'],
	["```yaml file=job.yaml lines=3-4\n```", '<span class="k">b</span>'],
	["```text file=job.yaml region=p lines=2\n```", '<code class="language-text">c: 3</code>'],
	['```text caption="The job"\na\n```', "<figcaption>Listing 8-1: The job</figcaption>"],
	[
		'```text title="job.yaml" caption="The job"\na\n```',
		'<figure class="listing" id="listing-the-job"><figcaption>Listing 8-1: The job<br>job.yaml</figcaption>',
	],
	[
		"```text\na\u200Bb\n```",
		'a<span class="invisible" role="img" aria-label="invisible character U+200B" data-c="U+200B"></span>b',
	],
	["```text\nنامه‌ها 👩‍💻\n```", "نامه‌ها 👩‍💻"],
];

test.each(fences)("%j", async (text, html) => {
	expect((await pageOf(text)).html).toContain(html);
});

test.each([
	["```yaml file=job.yaml lines=x\n```", "include-lines 3:23-30"],
	["- x\n\n  ```sh\n  rm \u202Ea\n  ```", "invisible-character 6:6-7"],
	["> ```sh\n> a\n> b\u2066\n> ```", "invisible-character 5:4-5"],
	["    a\u200Bb", "invisible-character 3:6-7"],
	["x `rm \u202Ea`", "invisible-character 3:7-8"],
	["**gnp\u202E**", "invisible-character 3:6-7"],
	["## A\u0001", "invisible-character 3:5-6"],
])("%j is told", async (text, fault) => {
	expect((await pageOf(text)).faults).toEqual([fault]);
});

test("what a script or an emoji needs is no fault", async () => {
	expect((await pageOf("نامه\u200Cها \u2067עברית\u2069 👩\u200D💻 a\u00ADb `👩\u200D💻`")).faults).toEqual([]);
});

test("tables, figures and listings are numbered by chapter, and their anchors are their words", async () => {
	const { html, faults, book } = await pageOf(
		'Table: Ports of *ours*\n\n| a |\n| - |\n| b |\n\n![A map](i.png "Where it stands")\n\nTable: Chapter 2 {#x}\n\n| a |\n| - |\n\n[up](#table-ports-of-ours) [x](#x)',
	);
	expect(faults).toEqual([]);
	expect(html).toContain(
		'<figure class="captioned" id="table-ports-of-ours">\n<figcaption>Table 8-1: Ports of <em>ours</em></figcaption>',
	);
	expect(html).toContain('aria-label="Table 8-1: Ports of ours"');
	expect(html).toContain(
		'id="figure-where-it-stands">\n<p><img src="assets/book-i.png" alt="A map" loading="lazy"></p>',
	);
	expect(html).toContain("<figcaption>Figure 8-1: Where it stands</figcaption>");
	expect(html).toContain('id="x">\n<figcaption>Table 8-2: <a class="xref"');
	expect(book.units.get(path)?.outline.anchors.map(({ id }) => id)).toContain("table-ports-of-ours");
});

test("a paragraph that says Table and stands above none is a paragraph", async () => {
	expect((await pageOf("Table: x\n\nText.")).html).toBe("<p>Table: x</p>\n<p>Text.</p>");
});

const done = '<span class="badge ok"><span aria-hidden="true">✓</span> Done';

describe("tasks", () => {
	test.each([
		["- [x] **Move** it", `<li class="task done">${done}</span> <strong>Move</strong> it</li>`],
		["- [ ] **Move** it", "○</span> Open</span> <strong>Move</strong> it"],
		[
			"- [x] **Move** (done 2026-04-12) — it",
			`${done} <time datetime="2026-04-12">12 April 2026</time></span> <strong>Move</strong> — it`,
		],
		["- [x] Move it (done in 2026-04).", `${done} <time datetime="2026-04">April 2026</time></span> Move it</li>`],
		["- [ ] Move it (in progress)", "◐</span> In progress</span> Move it"],
		[
			"- [ ] Move it (superseded by Chapter 2)",
			'Move it (superseded by <a class="xref" data-kind="chapter" href="ch02.html">',
		],
		["- [ ] **Move** (not planned)", "–</span> Not planned</span> <strong>Move</strong>"],
		["- [ ] eggs", '<li class="task-list-item"><input type="checkbox" disabled> eggs</li>'],
	])("%j", async (text, html) => {
		const page = await pageOf(text);
		expect(page.html).toContain(html);
		expect(page.faults).toEqual([]);
	});

	test.each([
		["- [ ] **Move** (done 2026-04-12)", "task-state 3:16-33"],
		["- [x] Move &amp; it (in progress)", "task-state 3:21-34"],
	])("%j is told", async (text, fault) => {
		expect((await pageOf(text)).faults).toEqual([fault]);
	});
});

const alt = 'mermaid alt="A leads to B"';

describe("Mermaid", () => {
	test.each([
		["flowchart LR\n A[Start <b>] --> B", "A leads to B"],
		["sequenceDiagram\n A->>B: Hi", "<text"],
		["stateDiagram-v2\n [*] --> S", "<text"],
		["classDiagram\n A <|-- B", "<text"],
		["erDiagram\n A ||--o{ B : has", "<text"],
	])("%j is drawn with shapes, words and our own colours", async (code, words) => {
		const { html, faults } = await pageOf(`\`\`\`${alt}\n${code}\n\`\`\``);
		expect(faults).toEqual([]);
		expect(html).toMatch(/^<figure class="diagram mermaid" tabindex="0"><svg role="img" aria-label="A leads to B"/);
		expect(html).toContain(words);
		expect(html).not.toMatch(/<style|style=|https?:|<a |foreignObject|<image|fill="#|on\w+=/);
		expect(html).toBe((await pageOf(`\`\`\`${alt}\n${code}\n\`\`\``)).html);
	});

	test.each([
		["graph TD; A-->B; B-->C", ["A", "B", "C"], 2],
		["graph TD;\n A-->B & C;\n B-->|no|C;", ["no", "A", "B", "C"], 3],
		["flowchart LR\n A[#quot;x [1]#quot;] -- yes / (no) --> B", undefined, 0],
		['flowchart LR\n A["#quot;x [1]#quot; & y"] -- "yes / (no)" --> B', ["yes / (no)", '"x [1]" &#x26; y', "B"], 1],
		["flowchart LR\n subgraph us-east [East]\n a-1-->a-2\n end\n b-->us-east", ["East", "a-1", "a-2", "b"], 2],
		["flowchart LR\n A<-->B~~~C\n C-.-A==>B", ["A", "B", "C"], 3],
		["sequenceDiagram\n A->>B: hi; B->>A: ho", ["hi", "ho", "A", "B"], 0],
		["stateDiagram-v2\n A --> B : go\n state C {\n D --> E\n }", ["C", "go", "A", "B", "D", "E"], 2],
	])("%j has each of its words and arrows", async (code, words, arrows) => {
		const { html, faults } = await pageOf(`\`\`\`${alt}\n${code}\n\`\`\``);
		if (words === undefined) return expect(faults).toHaveLength(1);
		expect(faults).toEqual([]);
		const shown = [...html.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, text]) => text?.replace(/<[^>]*>/g, ""));
		expect(shown.sort()).toEqual([...words].sort());
		if (arrows > 0) expect(html.match(/<polyline/g)).toHaveLength(arrows);
	});

	test.each([
		["flowchart LR\n A --x B", "diagram-error 3:1-30"],
		["stateDiagram-v2\n A --> B\n note right of A : hello", "diagram-error 3:1-30"],
		['classDiagram\n class A\n note for A "hello"', "diagram-error 3:1-30"],
		['erDiagram\n A {\n string x "hello"\n }', "diagram-error 3:1-30"],
		["flowchart TD\n A[unclosed --> B", "diagram-error 5:17-18"],
		["%% a comment\nflowchart TD\n A -->", "diagram-error 6:6-7"],
		["sequenceDiagram\n A->>B: x\n A->>", "diagram-error 6:5-6"],
		["classDiagram\n A <| B", "diagram-error 5:4-8"],
		["hello world", "diagram-error 4:1-12"],
		["gantt\n title x", "diagram-error 3:1-30"],
		["xychart-beta\n bar [1, 2]", "diagram-error 3:1-30"],
	])("%j is told, and its code is shown", async (code, fault) => {
		const { html, faults } = await pageOf(`\`\`\`${alt}\n${code}\n\`\`\``);
		expect(faults).toEqual([fault]);
		expect(html).toContain('<code class="language-mermaid">');
	});

	test.each([
		'flowchart LR\n A["<img src=x onerror=alert(1)>"] --> B',
		'flowchart LR\n A --> B\n click A href "javascript:alert(1)"',
		"%%{init: {'securityLevel': 'loose', 'themeCSS': '} * { display: none'}}%%\nflowchart LR\n A --> B",
		'flowchart LR\n A@{ img: "https://t.example/p.png", label: "x" } --> B',
		"flowchart LR\n A --> B\n style A fill:url(https://t.example/p)",
	])("%j can neither run nor load anything", async (code) => {
		const { html } = await pageOf(`\`\`\`${alt}\n${code}\n\`\`\``);
		expect(html.replace(/<text[^>]*>[^<]*<\/text>|<code[\s\S]*<\/code>/g, "")).not.toMatch(
			/script|onerror|t\.example|style|<image/,
		);
	});

	test("two drawings on a page have ids of their own", async () => {
		const fence = `\`\`\`${alt}\nflowchart LR\n A --> B\n\`\`\``;
		const { html } = await pageOf(`${fence}\n\n${fence}`);
		const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test("words for those who cannot see it are asked for", async () => {
		expect((await pageOf("```mermaid\nflowchart LR\n A --> B\n```")).faults).toEqual(["diagram-alt 3:1-11"]);
	});
});
