import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { publish } from "./support/published.ts";

const files = {
	"book/book.yaml":
		"title: T\ndescription: What it is.\nsite: { origin: https://book.example.com, base: /b/ }\nrunbook: { placeholders: { ns: the namespace } }\n",
	"book/01-data.md":
		"---\ndescription: Where data is.\n---\n# Data\n\nSee [two](02-runbook.md#s26), [it](#data) and [out](https://x.example).\n\n[two]: 02-runbook.md\n\nAnd [two].\n",
	"book/02-runbook.md": `---
runbook: true
owner: team
---
# Runbook

Read [data](01-data.md).

## §26 Run migrations

\`\`\`yaml entry
takes: 20 min
verified: 2026-01-02
alerts: [MigrationFailed]
\`\`\`

**Use when.** The Job of Chapter 1 failed, and nothing else that anybody can think of explains why no pod starts: see [data](01-data.md#data).

**Steps.**

1. Look:

   \`\`\`console
   $ psql -n <ns>
   none
   \`\`\`
2. Remove:

   \`\`\`sh danger
   rm -r \\
     x
   \`\`\`

   \`\`\`output
   removed
   \`\`\`

**Verify.**

| a | b |
| --- | --- |
| long | x |

**Roll back.** Nothing.

:::danger Think
Twice.
:::

## §27 Old way

**Superseded by** §26.

**Verify.** x

**Roll back.** x
`,
	"glossary/glossary.md": "# Glossary\n\n- **Goose** (also: pressly; tests only since 2026): A tool. (Chapter 1)\n",
};

const { site } = await publish(files);
const file = (address: string) => String(site.get(address) ?? "");

test.each(["runbook", "references", "glossary"])("%s.json is what its published schema says", (name) => {
	const schema = JSON.parse(readFileSync(join(import.meta.dirname, `../schema/${name}.schema.json`), "utf8"));
	const data = JSON.parse(file(`${name}.json`));
	expect(z.fromJSONSchema(schema).safeParse(data).error).toBeUndefined();
	expect(z.fromJSONSchema(schema).safeParse({ ...data, other: 1 }).success).toBe(false);
});

test("an entry in runbook.json has all that its page says", () => {
	const { entries, ...head } = JSON.parse(file("runbook.json"));
	expect(head).toMatchObject({
		version: 1,
		url: "https://book.example.com/b/",
		chapter: { key: "ch:2", address: "ch02.html" },
		placeholders: { ns: "the namespace" },
	});
	expect(entries[0]).toMatchObject({
		number: 26,
		key: "ch:2§26",
		title: "Run migrations",
		address: "runbook/26.html",
		text: "runbook/26.txt",
		markdown: "runbook/26.md",
		takes: "20 min",
		owner: "team",
		alerts: ["MigrationFailed"],
		verified: "2026-01-02",
		supersedes: ["ch:2§27"],
		refersTo: ["ch:1"],
		commands: [
			{ part: "steps", step: 1, language: "console", code: "psql -n <ns>", placeholders: ["ns"], destructive: false },
			{ part: "steps", step: 2, language: "sh", code: "rm -r \\\n  x", placeholders: [], destructive: true },
		],
	});
	expect(entries[1]).toMatchObject({ verified: null, supersededBy: "ch:2§26" });
});

test("the sum of an entry changes with it, and with nothing else", async () => {
	const sums = async (runbook: string) =>
		JSON.parse(
			String((await publish({ ...files, "book/02-runbook.md": runbook })).site.get("runbook.json")),
		).entries.map(({ hash }: { hash: string }) => hash);
	const before = await sums(files["book/02-runbook.md"]);
	expect(await sums(files["book/02-runbook.md"].replace("Read", "Do read").replaceAll("\n", "\r\n"))).toEqual(before);
	const after = await sums(files["book/02-runbook.md"].replace("rm -r", "rm -rf"));
	expect(after[0]).not.toBe(before[0]);
	expect(after[1]).toBe(before[1]);
});

test("an entry for a terminal", () => {
	expect(file("runbook/26.txt")).toBe(`§26 Run migrations
==================

Address:  https://book.example.com/b/runbook/26.html
Verified: 2026-01-02
Takes:    20 min
Owner:    team
Alerts:   MigrationFailed

USE WHEN

The Job of Chapter 1 failed, and nothing else that anybody can think of explains
why no pod starts: see data.

STEPS

1. Look:

psql -n <ns>

2. Remove:

   DESTRUCTIVE:

rm -r \\
  x

   | removed

VERIFY

a     b
----  -
long  x

ROLL BACK

Nothing.

Danger: Think:

  Twice.
`);
	expect(file("runbook/27.txt")).toContain("SUPERSEDED. Use §26 Run migrations instead: runbook/26.txt\n");
});

test("each page has its Markdown, with links that stay among them", () => {
	expect(file("ch01.md")).toBe(
		"# Data\n\nSee [two](runbook/26.md), [it](#data) and [out](https://x.example).\n\n[two]: ch02.md\n\nAnd [two].\n",
	);
	expect(file("runbook/26.md")).toContain("see [data](../ch01.md#data).");
	expect(file("runbook/26.md")).toMatch(/^## §26 Run migrations\n[\s\S]*Twice\.\n:::\n$/);
	expect(file("glossary.md")).toMatch(/^# Glossary\n/);
});

test("llms.txt lists the Markdown of the book", () => {
	expect(file("llms.txt")).toBe(`# T

> What it is.

## Chapters

- [Chapter 1: Data](https://book.example.com/b/ch01.md): Where data is.
- [Chapter 2: Runbook](https://book.example.com/b/ch02.md)

## Runbook

- [§26 Run migrations](https://book.example.com/b/runbook/26.md): MigrationFailed
- [§27 Old way](https://book.example.com/b/runbook/27.md): superseded

## Reference

- [Glossary](https://book.example.com/b/glossary.md): the terms of the book

## Data

- [runbook.json](https://book.example.com/b/runbook.json): the entries of the runbook with their parts and commands
- [glossary.json](https://book.example.com/b/glossary.json): the terms with their definitions and states
- [references.json](https://book.example.com/b/references.json): every reference of the book with its place and its target
- [llms-full.txt](https://book.example.com/b/llms-full.txt): the whole book as one text
`);
	expect(file("llms-full.txt")).toContain("# Data\n\n");
});

test("a book that no program can look at as a whole is not written as one text", async () => {
	const many = Array.from({ length: 501 }, (_, index) => [`book/${index + 1}-a.md`, "# A\n"]);
	const { site: long } = await publish(Object.fromEntries(many));
	expect(long.has("llms-full.txt")).toBe(false);
	expect(long.get("llms.txt")).not.toContain("llms-full");
});

test("a file of code stands in the Markdown that includes it", async () => {
	const { site: other } = await publish({ "book/01-a.md": "# A\n\n```text file=nope.txt\n```\n" });
	expect(other.get("ch01.md")).toBe("# A\n\n```text file=nope.txt\n```\n");
	expect(other.has("runbook.json")).toBe(false);
});
