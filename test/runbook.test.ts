import { parseFragment, serialize } from "parse5";
import { describe, expect, test } from "vitest";
import { linkBook } from "./support/book.ts";
import { publish } from "./support/published.ts";
import { htmlOf, judged, shortly } from "./support/shown.ts";

const path = "book/01-runbook.md";
const front = "---\nrunbook: true\n---\n# Runbook\n\n";
const example =
	"a: 1\n# region probes\n  p:\n    # region deep\n    q: 1\n    # endregion deep\n# endregion probes\nz: 2\n";

async function runbookOf(text: string) {
	return linkBook({ [path]: `${front}${text}\n`, "book/examples/a.yaml": example });
}

async function htmlOfText(text: string): Promise<string> {
	return htmlOf(await runbookOf(text), path);
}

test("entries are cut out, each with its subheadings, and the rest stays together", async () => {
	const { linked, book } = await runbookOf(
		"Intro.\n\n## How\n\nRead.\n\n## §1 One\n\nText 1.\n\n### Sub\n\nSub 1.\n\n### §2 Two\n\nText 2.\n\n## After\n\nLast.",
	);
	const parts = linked
		.get(path)
		?.parts.map((part) => [
			part.kind,
			part.page,
			part.pieces
				.map((piece) => (typeof piece === "string" ? piece.replace(/<[^>]*>|\s+/g, " ").trim() : piece.html))
				.join("|"),
		]);
	expect(parts).toEqual([
		["text", "ch01.html", "Intro.|How|Read.|After|Last."],
		["entry", "runbook/1.html", "Text 1.|Sub|Sub 1."],
		["entry", "runbook/2.html", "Text 2."],
	]);
	expect([...book.symbols.values()].map(({ key, kind }) => `${key} ${kind}`)).toEqual([
		"ch:1 chapter",
		"ch:1§1 entry",
		"ch:1§2 entry",
	]);
});

test("the facts of an entry leave the text, and belong to its heading", async () => {
	const book = await runbookOf(
		"## §1 One\n\n```yaml entry\ntakes: 10 min\nalerts: [A, B]\nverified: 2026-01-02\n```\n\nText.",
	);
	expect(book.units.get(path)?.outline.headings[1]?.facts).toMatchObject({
		takes: "10 min",
		alerts: ["A", "B"],
		verified: "2026-01-02",
	});
	expect(htmlOf(book, path)).toBe("\n<p>Text.</p>".trimStart());
	expect(await htmlOfText("## Not an entry\n\n```yaml entry\ntakes: 10 min\n```")).toContain("takes");
});

test.each(["<!-- silcrow: index node down -->", "**Superseded by** §2.", "Text."])(
	"the facts of an entry may stand below %j",
	async (first) => {
		const facts = "```yaml entry\ntakes: 10 min\n```";
		const book = await runbookOf(`## §1 One\n\n${first}\n\n${facts}\n\n### Deep\n\n${facts}\n\n## §2 Two\n\nText.`);
		const [, one, deep, two] = book.units.get(path)?.outline.headings ?? [];
		expect([one?.facts, deep?.facts, two?.facts]).toEqual([{ takes: "10 min" }, undefined, undefined]);
		expect(htmlOf(book, path).match(/takes/g)).toHaveLength(1);
	},
);

/** A text in an entry, and what must stand on its page. */
const parts: [string, string][] = [
	["**Use when.** It burns.", '<p class="lead" data-part="use-when"><strong>Use when.</strong> It burns.</p>'],
	[
		"**You need.**\n\n- a key",
		'<ul class="needs">\n<li id="need-1">\n<input type="checkbox" class="tick" aria-label="Ready: 1">\na key</li>',
	],
	[
		"**Steps:**\n\n1. go\n2. stop",
		'<li id="step-2">\n<input type="checkbox" class="tick" aria-label="Step 2">\nstop</li>',
	],
	["**Steps.**\n\n3. go", '<ol start="3" class="steps">\n<li id="step-3">'],
	["**Steps.**\n\n1. go\n   - inner", "<ul>\n<li>inner</li>"],
	[
		"**Steps.**\n\n1. a\n\n**Roll back.**\n\n1. b",
		'<ol class="steps" type="a">\n<li id="back-1">\n<input type="checkbox" class="tick" aria-label="Roll back, a">\nb</li>',
	],
	["**Roll back.**\n\n27. z", 'aria-label="Roll back, aa">'],
	["**Roll back.**\n\n- not the mail", "<ul>\n<li>not the mail</li>"],
	[
		"**Verify.**\n\n- [ ] it answers\n- it is quiet",
		'<ul class="steps needs">\n<li id="check-1">\n<input type="checkbox" class="tick" aria-label="Check 1">\nit answers</li>',
	],
	["**Verify.**\n\n1. it answers", '<ol class="steps">\n<li id="check-1">'],
	["**Escalate.**\n\n1. the team", "<ol>\n<li>the team</li>"],
	["**bold** words", "<p><strong>bold</strong> words</p>"],
];

test.each(parts)("%s", async (text, expected) => {
	expect(await htmlOfText(`## §1 One\n\n${text}`)).toContain(expected);
});

/** A fence, and what must stand on its page. */
const fences: [string, string][] = [
	["```bash\nls <pod> # x\n```", '<figure class="command"><pre><code>'],
	['```sh danger title="Kill"\nrm\n```', '<figure class="command danger"><figcaption>Destructive: Kill</figcaption>'],
	["```bash danger\nrm\n```", "<figcaption>Destructive</figcaption>"],
	["```output\nok\n```", '<figure class="output"><figcaption>Output</figcaption>'],
	['```yaml title="<x> & y"\na: 1\n```', "<figcaption>&#x3C;x> &#x26; y</figcaption>"],
	['```bash\npsql "$URL" "<db>"\n```', 'psql "<span class="n">$URL</span>" "<span class="ph">&#x3C;db></span>"'],
	[
		"```bash\nget --sort-by=.x --dry-run\n```",
		'get <span class="o">--sort-by</span>=.x <span class="o">--dry-run</span>',
	],
	// What was printed is no command, whatever it looks like.
	[
		"```console\n$ top --by growth -n 5 --now\n --by x\n```",
		'<span class="x">$ </span>top <span class="o">--by </span>growth <span class="o">-n </span>5 <span class="o">--now</span>\n<span class="x"> --by x</span>',
	],
	["```bash\nls <pod-name> # x\n```", '<span class="ph">&#x3C;pod-name></span> <span class="c x"># x</span>'],
	[
		'```yaml\nkey: "v" # c\nn: 1\n```',
		'<span class="k">key</span>: <span class="s">"v"</span> <span class="c"># c</span>\n<span class="k">n</span>: <span class="n">1</span>',
	],
	[
		"```sql\nSELECT 1 FROM t; -- c\n```",
		'<span class="k">SELECT</span> <span class="n">1</span> <span class="k">FROM</span> t; <span class="c">-- c</span>',
	],
	[
		'```go\nfunc f() { return "s" } // c\n```',
		'<span class="k">func</span> <span class="f">f</span>() { <span class="k">return</span> <span class="s">"s"</span> } <span class="c">// c</span>',
	],
	["```nope\n<b>&\n```", '<code class="language-nope"><span class="ph">&#x3C;b></span>&#x26;</code>'],
	["```\nplain\n```", '<figure class="listing"><pre tabindex="0" role="group" aria-label="Code"><code>plain</code>'],
	[
		"```yaml {2}\na: 1\nb: 2\nc: 3\n```",
		'<mark class="line"><span class="k">b</span>: <span class="n">2</span></mark>\n',
	],
	["```yaml file=examples/a.yaml\n```", "<figcaption>examples/a.yaml</figcaption>"],
	[
		"```yaml file=examples/a.yaml region=deep\n```",
		'<code class="language-yaml"><span class="k">q</span>: <span class="n">1</span></code>',
	],
	['- x\n\n  ```text file="examples/a.yaml" region=probes\n  ```', '<code class="language-text">p:\n  q: 1</code>'],
	[
		'```text file=examples/a.yaml title="All"\n```',
		'<figcaption>All</figcaption><pre tabindex="0" role="group" aria-label="All"><code class="language-text">a: 1\n  p:\n    q: 1\nz: 2</code>',
	],
];

test.each(fences)("%s", async (text, expected) => {
	const html = serialize(parseFragment(await htmlOfText(text)));
	expect(html).toContain(serialize(parseFragment(expected)).replace(/(?:<\/[a-z]+>)+$/, ""));
});

/** A text, and what is reported of it; it begins on the sixth line. */
const faults: [string, string][] = [
	["```yaml file=../../etc/passwd\n```", "include-missing 6:9-30"],
	["```yaml file=/etc/passwd\n```", "include-missing 6:9-25"],
	["```yaml file=examples/a.yaml\nown: 1\n```", "include-missing 6:9-29"],
	["> ```yaml file=examples/gone.yaml\n> ```", "include-missing 6:11-34"],
	['```dot alt="x"\ndigraph { a -> b }\n```', ""],
	[`\`\`\`js\n${"x".repeat(2001)}\n\`\`\``, "highlight-limit 6:1-6"],
	["## §1 One\n\n## §1 Two", "duplicate-number 8:1-10"],
	["## §1 One\n\nSee §2 and Chapter 1 §1.", "unknown-section 8:5-7"],
];

test.each(faults)("%s", async (text, expected) => {
	// What an entry must say is tested in entries.test.ts.
	const found = judged(await runbookOf(text)).filter(({ code }) => code !== "missing-part");
	expect(shortly(found).join(",")).toBe(expected);
});

describe("diagrams", () => {
	const draw = (code: string) => htmlOfText(`\`\`\`dot title="T" alt="From <a> & b"\n${code}\n\`\`\``);

	test("are drawn with words, shapes and classes only", async () => {
		const html = await draw(
			'digraph { a [class="danger" color=red fontname="X" URL="javascript:1" tooltip="x" id="location"]; a -> b [label="<b>"] }',
		);
		expect(html).toMatch(
			/^<figure class="diagram" tabindex="0" id="figure-t"><svg role="img" aria-label="From (?:<|&lt;)a(?:>|&gt;) &amp; b"/,
		);
		expect(html).toContain('<g class="danger">');
		expect(html).toContain("<figcaption>Figure 1-1: T</figcaption>");
		expect(html.slice(html.indexOf("<svg"))).not.toMatch(
			/javascript|<title|<a |style=|fill=|stroke=|font|id=|<b>|http/,
		);
	});

	test("have boxes as wide as the words in the fonts of the page", async () => {
		const html = await draw('digraph { a [shape=box label="twenty times wide mm"] }');
		expect(Number(/ width="(\d+)"/.exec(html)?.[1])).toBeGreaterThan(165);
		expect(await draw('digraph "{" { a -> b }')).toContain("<svg");
	});

	test("have cylinders with a body below the lid", async () => {
		const [path = ""] = (await draw("digraph { a [shape=cylinder] }")).match(/ d="[^"]*"/) ?? [];
		expect(path.match(/M[^M]*c/g)).toHaveLength(2);
	});

	test("have one path for all boxes, and one group for all edges with a path and a word each", async () => {
		const html = await draw(
			'digraph { node [shape=box] a -> b [label=yes] b -> c [label=no] a -> d d [class="danger"] a -> d [style=dashed] }',
		);
		expect(html.match(/<path d="[^"]*" ?\/>/g)?.[0]?.match(/M/g)).toHaveLength(3);
		expect(html.match(/<g class="\w+">/g)).toEqual(['<g class="edge">', '<g class="danger">']);
		expect(html).toMatch(/<text [^>]*>yes<\/text>.*<text [^>]*>no<\/text>/);
	});

	test("load nothing", async () => {
		const html = await draw(
			'digraph { a [image="https://t.example/x.png" shape=none label=<<IMG SRC="/etc/passwd"/>>] }',
		);
		expect(html).not.toMatch(/t\.example|passwd"|<image/);
	});
});

test.each([
	["**Escalate.** Call +49 (0)30 123-456.", 'Call <a href="tel:+4930123456">+49 (0)30 123-456</a>.'],
	["**Escalate.**\n\n- **First:** +1 555 010 9999", '<a href="tel:+15550109999">+1 555 010 9999</a>'],
	["**Escalate.** `+49 30 123456`, 1+49 30 123456, +12 %.", "</code>, 1+49 30 123456, +12 %."],
	["**Escalate.** [+49 30 123456](https://a.example/)", ">+49 30 123456</a>"],
	["**Verify.** It prints +49 30 123456.", "prints +49 30 123456."],
])("whoever is to be called is a tap away: %s", async (text, expected) => {
	const { site } = await publish({ "book/17-r.md": `${front}## §1 One\n\n${text}\n\n**Never.** +49 30 123456\n` });
	expect(String(site.get("runbook/1.html"))).toContain(expected);
	expect(String(site.get("runbook/1.html"))).toContain("</strong> +49 30 123456</p>");
});
