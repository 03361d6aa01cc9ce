import { describe, expect, test } from "vitest";
import { readEntryFacts } from "../src/schema/entry.ts";
import { readFrontMatter } from "../src/schema/front-matter.ts";

const read = (text: string) => readFrontMatter(text, "book/01-a.md");
const faults = (text: string) =>
	read(text).diagnostics.map(
		({ code, severity, span }) => `${severity} ${code} ${span.start.line}:${span.start.column}`,
	);

test("every key is read, with its place", () => {
	const text = `---
number: 8
part: Data
title: Database
description: "One: two"
status: superseded
supersededBy: Chapter 9
runbook: true
sections: { label: bug }
retired: { 12: 14, 13: null }
verified: 2026-11-24
owner: platform
aliases: [old-name.html]
---

# Database
`;
	const { frontMatter, spans, bodyStart, diagnostics } = read(text);
	expect(diagnostics).toEqual([]);
	expect(frontMatter).toEqual({
		number: 8,
		part: "Data",
		title: "Database",
		description: "One: two",
		status: "superseded",
		supersededBy: "Chapter 9",
		runbook: true,
		sections: { label: "bug" },
		retired: { 12: 14, 13: null },
		verified: "2026-11-24",
		owner: "platform",
		aliases: { "old-name.html": "" },
	});
	expect(text.slice(bodyStart)).toBe("\n# Database\n");
	expect(spans["aliases.old-name.html"]?.start.line).toBe(13);
	expect(spans["verified"]?.start).toEqual({ line: 11, column: 11, offset: text.indexOf("2026") });
});

test("more than 64 KB are not read", () => {
	const text = `---\ntitle: ${"a".repeat(65_536)}\n---\n\nText\n`;
	expect(faults(text)).toEqual(["error bad-front-matter 1:1"]);
	expect(text.slice(read(text).bodyStart)).toBe("\nText\n");
	expect(faults(`---\ntitle: ${"a".repeat(65_000)}\n---\n`)).toEqual([]);
});

describe("nothing is ever run", () => {
	test.each(["js", "javascript", "JS", "coffee", "json", "constructor", "__proto__"])(
		"---%s is refused",
		(language) => {
			const text = `---${language}\n{ "a": globalThis.owned = 1 }\n---\n\nText\n`;
			expect(faults(text)).toEqual(["error front-matter-language 1:4"]);
			expect(text.slice(read(text).bodyStart)).toBe("\nText\n");
			expect(globalThis).not.toHaveProperty("owned");
		},
	);

	test.each([
		"title: !!js/function 'function () { globalThis.owned = 1 }'",
		"title: !!js/regexp /a/",
		"title: !custom x",
	])("a tag is a fault: %s", (line) => {
		expect(faults(`---\n${line}\n---\n`)).toContain("error bad-front-matter 2:8");
		expect(globalThis).not.toHaveProperty("owned");
	});

	test.each([
		"__proto__: { polluted: true }",
		"constructor: { prototype: { polluted: true } }",
		"'__proto__': 1",
		"<<: { polluted: true }",
	])("keys of objects are keys: %s", (line) => {
		expect(faults(`---\n${line}\n---\n`)).toContain("warning unknown-key 2:1");
		expect({}).not.toHaveProperty("polluted");
	});

	test("aliases do not multiply", () => {
		const lines = ["a: &a [x,x,x,x,x,x,x,x,x]"];
		for (const [index, name] of [..."bcdefghi"].entries()) {
			const before = "abcdefgh"[index];
			lines.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(",")}]`);
		}
		expect(faults(`---\n${lines.join("\n")}\n---\n`)).toContain("error bad-front-matter 2:1");
	});
});

describe("where front matter begins and ends", () => {
	test.each([
		["a thematic break at the top is Markdown", "---\n\nText\n", 0],
		["so are two with prose between", "---\n\nText\n\n---\n\nMore\n", 0],
		["no fence", "# A\n", 0],
		["an empty block", "---\n---\n# A\n", 8],
		["four dashes", "----\na: 1\n----\n", 0],
	])("%s", (_, text, bodyStart) => {
		expect(read(text)).toMatchObject({ bodyStart, diagnostics: [] });
	});

	test("an unclosed fence is an error, and no word of the text is lost", () => {
		const text = "---\ntitle: A\n\n# Heading\n\nText\n";
		expect(faults(text)).toEqual(["error front-matter-unclosed 1:1"]);
		expect(read(text).bodyStart).toBe(0);
	});

	test.each(["\n", "\r\n", "\r"])("line ending %j", (end) => {
		const text = ["---", "title: A", "status: drft", "---", "Text"].join(end);
		expect(faults(text)).toEqual(["error bad-front-matter 3:9"]);
		expect(text.slice(read(text).bodyStart)).toBe("Text");
		expect(read(text).frontMatter).toEqual({ title: "A" });
	});
});

describe("wrong values are left out and reported where they stand", () => {
	test.each([
		["title: [1]", "error bad-front-matter 2:8"],
		["title: 2026", "error bad-front-matter 2:8"],
		["number: one", "error bad-front-matter 2:9"],
		["number: 1.5", "error bad-front-matter 2:9"],
		["number: -1", "error bad-front-matter 2:9"],
		["number: .inf", "error bad-front-matter 2:9"],
		["appendix: b", "error bad-front-matter 2:11"],
		["runbook: 'true'", "error bad-front-matter 2:10"],
		["verified: 2026-02-30", "error bad-front-matter 2:11"],
		["aliases: [../../etc/passwd]", "error bad-front-matter 2:11"],
		["retired: { 0: 1 }", "error bad-front-matter 2:12"],
		["titel: A", "warning unknown-key 2:1"],
		["title: A\ntitle: B", "error bad-front-matter 3:1"],
		["- a", "error bad-front-matter 2:1"],
		["title: 'A", "error bad-front-matter 2:10"],
	])("%s", (line, fault) => {
		expect(faults(`---\n${line}\n---\n`)[0]).toBe(fault);
	});

	test("a day stays the day that was written", () => {
		expect(read("---\ntitle: 2026-01-02\n---\n").frontMatter).toEqual({ title: "2026-01-02" });
	});

	test("a misspelt key is met with the one that was meant", () => {
		expect(read("---\nsupercededBy: Chapter 9\n---\n").diagnostics[0]?.hints).toEqual(["did you mean “supersededBy”?"]);
	});
});

test("the facts of an entry are read, and their faults are warnings in the file", () => {
	const source = "## §1 A\n\n```yaml entry\ntakes: 5 min\nverified: soon\nsverity: page\n```\n";
	const text = "takes: 5 min\nverified: soon\nsverity: page";
	const { facts, diagnostics } = readEntryFacts(text, source.indexOf("takes"), source, "book/17.md");
	expect(facts).toEqual({ takes: "5 min" });
	expect(
		diagnostics.map(({ code, severity, span, hints }) => [
			code,
			severity,
			span.start.line,
			span.start.column,
			hints[0],
		]),
	).toEqual([
		["unreadable-entry", "warning", 5, 11, undefined],
		["unknown-key", "warning", 6, 1, "did you mean “severity”?"],
	]);
});

/** Front matter, and what it says is wrong with it, at which place. */
test.each([
	["title: A\ntitle: B", "3:1-6 the key title stands twice"],
	['"a b": 1\n"a b": 2', '3:1-6 the key "a b" stands twice'],
	["retired: {2: x}", "2:14-15 “retired.2” must be a number or empty, and is “x”"],
	["retired: [2, x]", "2:14-15 “retired.1” must be a number, and is “x”"],
	["retired: x", "2:10-11 “retired” must be a list or a map, and is “x”"],
	["retired: {0: 1}", "2:11-12 “retired.0” is no key that can stand here"],
	["sections: {label: [1]}", "2:19-22 “sections.label” must be text, and is a list"],
	["[]", "2:1-3 this must be a map, and is a list"],
	["5", "2:1-2 this must be a map, and is the number 5"],
])("%j is reported where it stands", (text, fault) => {
	const [first] = read(`---\n${text}\n---\n\nText\n`).diagnostics.filter((one) => one.severity === "error");
	const { start, end } = first?.span ?? { start: { line: 0, column: 0 }, end: { column: 0 } };
	expect(`${start.line}:${start.column}-${end.column} ${first?.message}`).toBe(fault);
});

test.each([
	"title: A\nnumber: 8\n",
	"owner: a\ndescription: b\npart: c\n",
	"title: 8\n",
	"number: 100000\n",
	"number: -1\n",
	"verified: 2026-11-24\nrunbook: true\n",
	"verified: 2026-02-30\n",
	"runbook: yes\n",
])("what needs no look at the schema is read as the schema has it: %s", (usual) => {
	const bare = read(`---\n${usual}---\n`);
	const more = read(`---\n${usual}index: []\n---\n`);
	const { index: _, ...others } = more.frontMatter;
	expect(JSON.stringify(bare.frontMatter)).toBe(JSON.stringify(others));
	expect(bare.diagnostics).toEqual(more.diagnostics);
});

test.each([
	["\n \n---\ntitle: A\n---\n\nText\n", "error bad-front-matter 3:1"],
	['+++\ntitle = "A"\n+++\n\nText\n', "error front-matter-language 1:1"],
])("%j: front matter that is none is told, and stays text", (text, fault) => {
	expect(faults(text)).toEqual([fault]);
	expect(read(text).bodyStart).toBe(0);
});

test.each(["\n---\n\ntitle: A\n---\n", "\n---\n\nText\n", "+++ three +++\n", "\n---\ntitle: A\n"])(
	"%j is only text",
	(text) => {
		expect(faults(text)).toEqual([]);
	},
);

test.each([
	["title: The gateway: how", "put a value with a colon in it in quotes"],
	["title: @home", "put the value in quotes"],
	["sections:\n\tlabel: bug", "indent with spaces"],
	["runbook: yes", "write true, without quotes"],
	['runbook: "false"', "write false, without quotes"],
])("%j: what to do is said", (yaml, hint) => {
	expect(read(`---\n${yaml}\n---\n`).diagnostics.map((one) => one.hints)).toEqual([[hint]]);
});
