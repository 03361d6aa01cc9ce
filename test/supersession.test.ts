import { describe, expect, test } from "vitest";
import { type Files, publish } from "./support/published.ts";
import { shortly } from "./support/shown.ts";

const book: Files = {
	"book/book.yaml": "severity: {unused-term: off, term-not-used: off, section-gap: off}\n",
	"book/01-a.md":
		"---\nstatus: superseded\nsupersededBy: Chapter 2 since 2024-03-03\n---\n# Old chapter\n\nSee §1 of ch3.\n",
	"book/02-b.md": "# New chapter\n",
	"book/03-c.md":
		"# History\n\n## §1 Old section\n\n**Superseded by** §2 since 2026-04.\n\nSee Chapter 1.\n\n## §2 New section\n",
	"book/17-r.md":
		"---\nrunbook: true\n---\n# Runbook\n\n## §1 Old entry\n\n**Superseded by** §2.\n\n## §2 New entry\n\n**Verify.** Yes.\n\n**Roll back.** No.\n",
	"glossary/glossary.md": "# Glossary\n\n- **Old** (superseded by New): a (Chapter 1)\n- **New**: b (Chapter 2)\n",
};
const quiet = { ...book, "glossary/glossary.md": "# Glossary\n\n- **New**: b (Chapter 2)\n" };

/** The text of a page, without tags. */
async function page(address: string, files = book): Promise<string> {
	const html = String((await publish(files)).site.get(address));
	const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
	return main.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

describe("both ends show what took the place of what", () => {
	test.each([
		["ch01.html", "Superseded since 3 March 2024. Use Chapter 2 New chapter instead. Open Chapter 2"],
		["ch02.html", "Takes the place of Chapter 1 Old chapter"],
		["ch03.html", "Superseded by §2 since 2026-04."],
		["ch03.html", "Takes the place of Chapter 3 §1 Old section"],
		["runbook/1.html", "Superseded. Use §2 New entry instead."],
		["runbook/2.html", "Takes the place of §1 Old entry"],
		["glossary.html", "superseded by New"],
		["glossary.html", "takes the place of Old"],
	])("%s: %s", async (address, words) => {
		expect(await page(address)).toContain(words);
	});
});

test("a reference to a superseded entry shows what took its place, except there", async () => {
	const runbook = String(book["book/17-r.md"]).replace("## §2 New entry\n", "## §2 New entry\n\nIt was §1.\n");
	const files = { ...book, "book/02-b.md": "# New chapter\n\nFollow §1.\n", "book/17-r.md": runbook };
	expect(String((await publish(files)).site.get("ch02.html"))).toMatch(
		/Follow <a class="xref" [^>]*href="runbook\/1\.html"[^>]*><s>§1<\/s><\/a> → <a class="xref" [^>]*href="runbook\/2\.html"[^>]*>§2<\/a>\./,
	);
	expect(await page("runbook/2.html", files)).toContain("It was §1 .");
});

test("the list of entries names what is superseded last", async () => {
	expect(await page("ch17.html")).toMatch(/New entry.*Old entry/);
});

test("a superseded entry is described by when it was used, not by its successor", async () => {
	const runbook = String(book["book/17-r.md"]).replace("by** §2.\n", "by** §2.\n\n**Use when.** It burns.\n");
	const files = { ...book, "book/17-r.md": runbook };
	expect(String((await publish(files)).site.get("runbook/1.html"))).toContain('name="description" content="It burns."');
	expect(await page("ch17.html", files)).toContain("Old entry ✕ Superseded It burns.");
});

describe("a reference to something old is reported where the text itself is not old", () => {
	test.each<[string, string, ...string[]]>([
		["a chapter", "See Chapter 1.", "superseded-reference 3:5-14"],
		["a section", "See §1 of ch3.", "superseded-reference 3:5-14"],
		["an entry", "See §1.", "superseded-reference 3:5-7"],
		["a link", "See [it](01-a.md).", "superseded-reference 3:5-18"],
		["a link to a section", "See [it](03-c.md#s1).", "superseded-reference 3:5-21"],
		["what took its place", "See Chapter 2 and §2."],
	])("%s", async (_, text, ...codes) => {
		const { diagnostics } = await publish({ ...quiet, "book/04-d.md": `# D\n\n${text}\n` });
		expect(shortly(diagnostics)).toEqual(codes);
	});

	test("the message names what took its place", async () => {
		const { diagnostics } = await publish({ ...quiet, "book/04-d.md": "# D\n\nSee §1 of ch3.\n" });
		expect(diagnostics.map(({ message }) => message)).toEqual(["§1 “Old section” is superseded by §2 “New section”"]);
	});
});

describe("a successor is there, and is good", () => {
	test.each<[string, Files, string]>([
		[
			"a chapter that is not there",
			{ "book/01-a.md": "---\nsupersededBy: Chapter 9\n---\n# A\n" },
			"unknown-successor 2:15-24",
		],
		["itself", { "book/01-a.md": "---\nsupersededBy: Chapter 1\n---\n# A\n" }, "unknown-successor 2:15-24"],
		[
			"a section by no reference",
			{ "book/01-a.md": "# A\n\n## §1 B\n\n**Superseded by** the new way.\n" },
			"unknown-successor 5:1-31",
		],
		[
			"a section that is not there, once",
			{ "book/01-a.md": "# A\n\n## §1 B\n\n**Superseded by** §9.\n" },
			"unknown-section 5:19-21",
		],
		[
			"a term that is not there",
			{ "book/01-a.md": "# A\n", "glossary/glossary.md": "# G\n\n- **B** (superseded by C): d (Chapter 1)\n" },
			"unknown-successor 3:3-8",
		],
	])("%s", async (_, files, fault) => {
		const { diagnostics } = await publish({ "book/book.yaml": book["book/book.yaml"] ?? "", ...files });
		expect([...new Set(shortly(diagnostics))]).toEqual([fault]);
	});
});
