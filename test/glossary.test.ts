import { describe, expect, test } from "vitest";
import type { Term } from "../src/model/unit.ts";
import { linkBook } from "./support/book.ts";
import { htmlOf, judged, placeOf, shortly } from "./support/shown.ts";

const path = "glossary/glossary.md";

/** A glossary of one group, and a first chapter. */
async function bookOf(entries: string, chapter = "# One\n", more: Record<string, string> = {}) {
	return linkBook({ "book/01-one.md": chapter, ...more, [path]: `# Glossary\n\n## Tools\n\n${entries}\n` });
}

async function termsOf(entries: string): Promise<Term[]> {
	const { units } = await bookOf(entries);
	return units.get(path)?.outline.terms ?? [];
}

/** An entry, and what is read of it beyond the defaults. */
const entries: [string, Partial<Term>][] = [
	["- **Pod**: A group. (Chapter 1)", { name: "Pod", slug: "pod", text: "A group. (Chapter 1)" }],
	["- **Pod**:\n  A group.", { name: "Pod", text: "A group." }],
	["* **Pod:** A group.", { name: "Pod", text: "A group." }],
	["- **Pod** — A group.", { name: "Pod", text: "A group." }],
	["**Pod**: A group.", { name: "Pod", text: "A group." }],
	["- Pod: A group. (Chapter 1)", { name: "Pod", text: "A group. (Chapter 1)" }],
	["- **`goose_db_version`**: A table.", { name: "goose_db_version", slug: "goose_db_version", isCode: true }],
	["- **CRD (Custom Resource)**: A type.", { name: "CRD", aliases: ["Custom Resource"], slug: "crd" }],
	[
		"- **Taint / Toleration**: A mark.",
		{ name: "Taint / Toleration", aliases: ["Taint", "Toleration"], slug: "taint--toleration" },
	],
	["- **Full (strict) SSL**: TLS.", { name: "Full (strict) SSL", slug: "full-strict-ssl" }],
	["- **update** (also: roll-out, rollout): Slow.", { name: "update", aliases: ["roll-out", "rollout"] }],
	["- **GORM** (no autolink): Old.", { name: "GORM", autolink: false }],
	["- **GORM** (autolink: false): Old.", { name: "GORM", autolink: false }],
	["- **HPA** (not in use): Old.", { name: "HPA", status: { state: "not in use" } }],
	["- **HPA** (target): Old.", { name: "HPA", status: { state: "target" } }],
	[
		"- **Old** (superseded by goose, since 2026-04): X.",
		{ name: "Old", status: { state: "superseded", supersededBy: "goose", since: "2026-04" } },
	],
	[
		"- **Old** (tests only since 2026-04; superseded by goose; also: auto): X.",
		{ name: "Old", aliases: ["auto"], status: { state: "tests only", supersededBy: "goose", since: "2026-04" } },
	],
	["- **Old** (formerly, until 2026-04-01): X.", { name: "Old", status: { state: "formerly", until: "2026-04-01" } }],
	["- **Pod**: See Docker/Swarm section.", { name: "Pod", see: "Docker/Swarm" }],
	["- **Pod**: See the Docker section", { name: "Pod", see: "Docker" }],
	["- **Pod**: See Docker section. (Chapter 1)", { name: "Pod" }],
	["- **constructor**: JS.", { name: "constructor", slug: "constructor" }],
	["- **\\_\\_proto\\_\\_**: JS.", { name: "__proto__", slug: "__proto__" }],
	["- **Grüße 🚀**: Words.", { name: "Grüße 🚀", slug: "grüße-" }],
];

const defaults = { isCode: false, aliases: [], status: { state: "in use" }, autolink: true, group: "Tools" };

test.each(entries)("%s", async (entry, expected) => {
	const [term, ...others] = await termsOf(entry);
	expect(others).toEqual([]);
	expect(term).toMatchObject({ ...defaults, ...expected });
	expect(term?.see).toBe(expected.see);
});

const noEntries: [string, string][] = [
	["- no entry\n- **Pod**: One. (Chapter 1)", "unreadable-entry 5:1-11"],
	["- **Pod** (supersedd by X): One. (Chapter 1)", "unreadable-entry 5:12-26"],
	["- **Pod** (noun): One. (Chapter 1)", ""],
	["- **Pod**:\n- **Node**: One. (Chapter 1)", "unreadable-entry 5:3-10"],
	["Just words: with a colon.", ""],
	["**Bold** words.", ""],
];

test.each(noEntries)("%s", async (text, expected) => {
	const { diagnostics } = await bookOf(text);
	expect(shortly(diagnostics.filter((one) => one.code !== "term-not-used")).join(",")).toBe(expected);
});

test("groups of several files, and definitions of several blocks", async () => {
	const book = await linkBook({
		"glossary/a.md": "# Cluster\n\n- **Pod**: One.\n\n  Two (Chapter 9).\n\n  ```bash\n  ls\n  ```\n",
		"glossary/b.md": "# Data\n\n## Neon\n\n- **Branch**: A copy.\n- **Pod**: See Cluster section.\n",
	});
	expect([...book.book.groups.values()].map((group) => group.key)).toEqual([
		"group:cluster",
		"group:data",
		"group:neon",
	]);
	expect(htmlOf(book, "glossary/a.md")).toMatch(/<p>One.<\/p>\n<p>Two.*<\/p>\n<figure/);
	const edges = book.linked.get("glossary/b.md")?.edges ?? [];
	expect(edges.map(({ kind, target }) => [kind, target])).toEqual([["see", "term:pod"]]);
});

const names = [
	"- **Pod**: P. (Chapter 1)",
	"- **Branch**: B. (Chapter 1)",
	"- **`goose_db_version`**: T. (Chapter 1)",
	"- **goose**: G. (Chapter 1)",
	"- **goose version table**: G. (Chapter 1)",
	"- **rolling update**: R. (Chapter 1)",
	"- **CRD (Custom Resource Definition)**: C. (Chapter 1)",
	"- **ClusterIP**: C. (Chapter 1)",
	"- **kube-proxy**: K. (Chapter 1)",
	"- **Full (strict) SSL**: F. (Chapter 1)",
	"- **C++**: L. (Chapter 1)",
	"- **.dockerignore**: D. (Chapter 1)",
	"- **GORM** (no autolink): O. (Chapter 1)",
	"- **k3s**: K. (Chapter 1)",
	"- **Let's Encrypt**: L. (Chapter 1)",
].join("\n");

/** Text of a chapter, and the words in it that become links to terms, with their columns in the third line. */
const uses: [string, ...string[]][] = [
	["a Pod and a Pod", "Pod 3:3-6"],
	["a pod", ""],
	["Pod is first. Pod is first", ""],
	["Pods are first, as Pods are", "Pods 3:20-24"],
	["so (Pod) it", "Pod 3:5-8"],
	["“Pod” opens. ‘Pod’ too; *Pod* does not", "Pod 3:26-29"],
	["two Branches of it", "Branches 3:5-13"],
	["Goose begins", "Goose 3:1-6"],
	["the GOOSE", "GOOSE 3:5-10"],
	["the goose version table", "goose version table 3:5-24"],
	["the goose version tables of goose", "goose version tables 3:5-25", "goose 3:29-34"],
	["a rolling\nupdate", "rolling\nupdate 3:3-4:7"],
	["Rolling updates", "Rolling updates 3:1-16"],
	["two CRDs, the Custom Resource Definition", "CRDs 3:5-9"],
	["a Custom Resource Definition, a CRD", "Custom Resource Definition 3:3-29"],
	["ClusterIP first", "ClusterIP 3:1-10"],
	["a clusterip", ""],
	["from Let’s Encrypt, Let's Encrypt", "Let’s Encrypt 3:6-19"],
	["kube-proxy", "kube-proxy 3:1-11"],
	["set Full (strict) SSL mode", "Full (strict) SSL 3:5-22"],
	["written in C++ today", "C++ 3:12-15"],
	["the .dockerignore file", ".dockerignore 3:5-18"],
	["GORM `GORM`", ""],
	["`goose_db_version` twice: `goose_db_version`", "goose_db_version 3:2-18"],
	["goose_db_version", "goose_db_version 3:1-17"],
	["`goose up` and a `Pod`", "Pod 3:19-22"],
	["**Po**d and xPod, Pods2, re_Pod, a.Pod, @Pod, Pod.spec, Pod/x", "Pod 3:57-60"],
	["**a Pod** 𝒳 &amp; goose", "Pod 3:5-8", "goose 3:20-25"],
	["[a Pod](#one) ![a Pod](x.png) <b>a Pod</b>", "Pod 3:36-39"],
	["# a Pod\n\n## a Pod", ""],
	["    a Pod\n\n```text\na Pod\n```", ""],
	["| a Pod | x |\n| - | - |\n| a goose | y |", "Pod 3:5-8", "goose 5:5-10"],
	["- a Pod\n- a Pod", "Pod 3:5-8"],
	["a Pod\n\n### Deep\n\na Pod\n\n## Next\n\na Pod", "Pod 3:3-6", "Pod 11:3-6"],
	["a k3s and K3s", "k3s 3:3-6"],
];

test.each(uses)("terms in %s", async (text, ...expected) => {
	const { linked } = await bookOf(names, `# One\n\n${text}\n`);
	const edges = linked.get("book/01-one.md")?.edges.filter((edge) => edge.kind === "term") ?? [];
	expect(edges.map((edge) => `${edge.text} ${placeOf(edge)}`)).toEqual(expected.filter(Boolean));
});

test("a definition links other terms and not its own", async () => {
	const book = await bookOf("- **Pod**: A Pod, or a Node. (Chapter 1)\n- **Node**: Holds a Pod, a Pod. (Chapter 1)");
	const edges = book.linked.get(path)?.edges.filter((edge) => edge.kind === "term") ?? [];
	expect(edges.map(({ from, target }) => `${from} ${target}`)).toEqual(["term:pod term:node", "term:node term:pod"]);
});

test("settings switch a term off", async () => {
	const settings = { "book/book.yaml": "glossary: {noAutolink: [Pod], allow: {}}\n" };
	const { linked } = await bookOf("- **Pod**: P. (Chapter 1)", "# One\n\na Pod and `Pod`\n", settings);
	expect(linked.get("book/01-one.md")?.edges).toEqual([]);
});

/** Entries, the chapter, and what is reported. */
const rules: [string, string, string, string?][] = [
	["- **Pod**: P. (Chapter 1)", "a Pod", ""],
	["- **Pod**: P. (Chapter 1)", "`Pod`s", ""],
	["- **Pod**: P. (Chapter 1)", "```text\nthe Pod\n```", ""],
	["- **Pod**: P. (Chapter 1, Chapter 1)", "no such", "term-not-used 5:16-25"],
	["- **CRD (Custom Resource)**: P. (Chapter 1)", "a custom Custom Resource", ""],
	["- **Pod**: P.", "", "term-without-chapter 5:3-10,unused-term 5:3-10"],
	["- **Pod**: P. See RFC 9110.", "a Pod", "term-without-chapter 5:3-10"],
	["- **Pod**: P. (Chapter 9)", "a Pod", "unknown-chapter 5:16-25"],
	["- **Pod**: P. [there](../book/01-one.md)", "a Pod", ""],
	["- **Pod**: P. (Chapter 1)\n- **Pod**: Q. (Chapter 1)", "a Pod", "duplicate-term 6:3-10"],
	["- **Pod**: P. (Chapter 1)\n\n## More\n\n- **Pod**: Q. (Chapter 1)", "a Pod", ""],
	["- **Pod**: P. (Chapter 1)\n\n## More\n\n- **Pod**: See Tools section.", "a Pod", ""],
	["- **Pod**: See Tools section.", "", "see-cycle 5:3-10"],
	["- **Pod**: See More section.\n\n## More\n\n- **Pod**: See Tools section.", "", "see-cycle 5:3-10,see-cycle 9:3-10"],
	["- **Pod**: See More section.\n\n## More\n\nText.", "", ""],
	[
		"- **Old** (superseded by goose): P. (Chapter 2)\n- **goose**: G. (Chapter 1)",
		"an Old one, goose\n\n## Then\n\nan Old one",
		"deprecated-term 3:4-7,deprecated-term 7:4-7",
		"say “goose”",
	],
	["- **Old** (superseded by goose): P. (Chapter 1)\n- **goose**: G. (Chapter 1)", "an Old one, goose", ""],
	["- **Old** (superseded): P. (Chapter 2)", "## Was\n\n**Superseded by** Chapter 2.\n\n### Deep\n\nan Old one", ""],
	["- **constructor** (superseded): P. (Chapter 2)", "a constructor", "deprecated-term 3:3-14"],
	["- **Write-ahead log**: P. (Chapter 1)", "two write ahead logs", ""],
	["- **Draining**: P. (Chapter 1)", "it was drained", ""],
	["- **Policy**: P. (Chapter 1)", "## Policies", ""],
	["- **Pod**: P. (Chapter 1)", "[the Pod](https://example.com/)", ""],
	["- **Pod**: P. (Chapter 1)", "| a | b |\n| - | - |\n| c | a pod |", ""],
	["- **kubeD**: P. (Chapter 1)", "a kubed", "term-not-used 5:18-27"],
	["- **C++**: P. (Chapter 1)", "the C", "term-not-used 5:16-25"],
	["- **constructor**: P. (Chapter 2)", "a constructor here", "early-term 3:3-14"],
	["- **constructor**: P. (Chapter 2)", "a constructor here, see Chapter 2", ""],
	["- **Pod**: See Node.\n- **Node**: N. (Chapter 1)", "a Node", ""],
	["- **Pod**: See also Nowhere.", "", "unknown-term-group 5:21-28"],
	[
		"- **A**: **B**, **C**, **D**, **E**. (Chapter 1)\n- **B**: B. (Chapter 1)\n- **C**: C. (Chapter 1)\n- **D**: D. (Chapter 1)",
		"A, B, C, D",
		"undefined-term 5:31-36",
	],
	["- **A**: **B** and **E**. (Chapter 1)\n- **B**: B. (Chapter 1)", "A, B", ""],
];

describe("rules about terms", () => {
	test.each(rules)("%s | %s", async (glossary, text, expected, hint) => {
		const two = { "book/02-two.md": "# Two\n\nan Old constructor\n" };
		const book = await bookOf(glossary, `# One\n\n${text}\n`, two);
		const found = judged(book).filter((one) => !one.path.startsWith("book/02"));
		expect(shortly(found).join(",")).toBe(expected);
		if (hint !== undefined) expect(found[0]?.hints[0]).toBe(hint);
	});

	test("a file may be allowed to use a superseded term", async () => {
		const settings = { "book/book.yaml": "glossary: {noAutolink: [], allow: {Old: [book/01-one.md]}}\n" };
		const book = await bookOf("- **Old** (superseded): P. (Chapter 2)", "# One\n\nan Old\n", {
			...settings,
			"book/02-two.md": "# Two\n\nan Old\n",
		});
		expect(judged(book)).toEqual([]);
	});
});

test("a file is a group, and files of one term each are none", async () => {
	const files = {
		"book/01-one.md": "# One\n\na Pod and a Node\n",
		"glossary/a.md": "# Cluster\n\n- **Pod**: P. (Chapter 1)\n- **Node**: N. (Chapter 1)\n",
		"glossary/b.md": "# Data\n\n- **Pod**: P. (Chapter 1)\n- **Node**: N. (Chapter 1)\n",
		"glossary/pod.md": "---\ntitle: Pod\n---\n\nP. (Chapter 1)\n",
		"glossary/second.md": "---\nterm: Pod\n---\n\nP. (Chapter 1)\n",
	};
	const found = judged(await linkBook(files));
	expect(found.map((one) => `${one.path} ${shortly([one])[0]}`)).toEqual(["glossary/second.md duplicate-term 2:7-10"]);
});
