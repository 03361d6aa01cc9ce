import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { expect, test } from "vitest";
import { makeBook, readTree, silcrow } from "./support/run.ts";

const book = {
	"book/01-a.md": "# A & B\n\n## Same\n\nSee Chapter 2, §1 and [there](02-b.md#same). ![x](x.png)\n",
	"book/02-b.md": '# “B”\n\n## Same\n\nA note.[^1] `<a id="no" href="#no">`\n\n[^1]: Chapter 1.\n',
	"book/17-runbook.md":
		"---\nrunbook: true\n---\n\n# Runbook\n\n## §1 Restart\n\n**Steps.**\n\n1. See Chapter 1.\n\n## §2 Wait\n",
	"book/x.png": "\u0089PNG",
};

function built(files: Record<string, string>): Map<string, string> {
	const root = makeBook(files);
	silcrow(root, ["build", "--allow-errors"]);
	return readTree(join(root, "dist"));
}

const page = Buffer.from(built(book).get("print.html") ?? "", "latin1").toString("utf8");

test("the page for print holds every page of the book once, each id once, and each link leads to one", () => {
	const ids = [...page.matchAll(/<[a-z][^<>]* id="([^"]+)"/g)].map(([, id]) => id);
	expect(ids).toEqual(
		expect.arrayContaining(["ch01", "ch02", "ch17", "runbook-1", "runbook-2", "ch01.same", "ch02.same"]),
	);
	expect(new Set(ids).size).toBe(ids.length);
	const links = [...page.matchAll(/<a [^<>]*href="#([^"]+)"/g)].map(([, id]) => id);
	expect(links).toEqual(expect.arrayContaining(["ch02", "ch02.same", "runbook-1", "ch02.fn-1"]));
	expect(links.filter((id) => !ids.includes(id))).toEqual([]);
});

test("text that looks like a tag stays as it is", () => {
	expect(page).toMatch(/id="no" href="#no"/);
});

test("entries stand one level below the chapter of the runbook", () => {
	expect(page).toMatch(/<section class="leaf act level-2" id="runbook-1">[\s\S]*?<h2\b[^>]*>.*Restart<\/h2>/);
});

test("the page for print is valid HTML", async () => {
	const rules = { "no-redundant-role": "off", "prefer-native-element": "off" } as const;
	const { results } = await new HtmlValidate({ extends: ["html-validate:standard"], rules }).validateString(page);
	expect(results.flatMap(({ messages }) => messages.map(({ message, line }) => `${line} ${message}`))).toEqual([]);
});

test("running heads take the titles of the book as text", () => {
	const rules = built({ "book/01-a.md": '# A "quote" } \\\n' }).get("print-pages.css");
	expect(rules).toContain('content: "1  A \\22 quote\\22  } \\5c "');
});

test("a long book has a page for print only where its settings ask for one", () => {
	const chapters = Object.fromEntries(
		Array.from({ length: 101 }, (_, index) => [`book/${index + 1}-a.md`, `# Chapter ${index + 1}\n`]),
	);
	expect(built(chapters).has("print.html")).toBe(false);
	expect(built({ ...chapters, "book/book.yaml": "print: true\n" }).has("print.html")).toBe(true);
	expect(built({ "book/01-a.md": "# A\n", "book/book.yaml": "print: false\n" }).has("print.html")).toBe(false);
});
