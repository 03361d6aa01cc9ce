import { describe, expect, test } from "vitest";
import { linkBook } from "./support/book.ts";
import { htmlOf, judged, shortly } from "./support/shown.ts";

/** What is reported of a book, as `file code line:column-column` with the file's name up to its first dash or dot. */
async function reported(files: Record<string, string>): Promise<string[]> {
	const found = judged(await linkBook(files));
	return found.map((one) => `${/([^/]*?)[-.]/.exec(one.path)?.[1]} ${shortly([one])[0]}`);
}

const one = { "book/01-a.md": "# A\n" };

/** A book, and everything that is reported of it. */
const books: [string, Record<string, string>, ...string[]][] = [
	[
		"the number of the name",
		{ "book/ch08.md": "# A\n", "book/09.md": "# B\n", "book/10_c.markdown": "See Chapter 8 and ch9, [B](09.md).\n" },
	],
	[
		"two chapters with one number",
		{ "book/08-a.md": "# A\n", "book/ch08-b.md": "# B\n" },
		"ch08 duplicate-number 1:1-4",
	],
	[
		"a link to the second of them",
		{ "book/01-a.md": "[b](01-b.md#x)\n", "book/01-b.md": "# B\n\n## X\n" },
		"01 duplicate-number 1:1-4",
	],
	[
		"files in public/ with names of pages",
		{ ...one, "public/ch01.html": "", "public/404.html": "", "public/ch02.html": "" },
		"404 output-collision 1:1-1",
		"ch01 output-collision 1:1-1",
	],
	["a draft takes no number", { "book/08-a.md": "# A\n", "book/08-b.md": "---\nstatus: draft\n---\n# B\n" }],
	[
		"two appendices with one letter",
		{ "book/x.md": "---\nappendix: B\n---\n# X\n", "book/y.md": "---\nappendix: B\n---\n# Y\n" },
		"y duplicate-number 2:11-12",
	],
	["a section twice", { "book/01-a.md": "# A\n\n## §1 One\n\n## §1 Two\n" }, "01 duplicate-number 5:1-10"],
	[
		"an anchor like another's slug",
		{ "book/01-a.md": "# A\n\n## One\n\n## Two {#one}\n" },
		"01 duplicate-anchor 5:8-14",
	],
	["a heading twice is no fault", { "book/01-a.md": "# A\n\n## One\n\n## One\n" }],
	[
		"an anchor like a section's",
		{ "book/01-a.md": "# A\n\n## §1 One\n\n## Two {#s1}\n" },
		"01 duplicate-anchor 5:8-13",
	],
	["a gap", { "book/01-a.md": "# A\n\n## §1 One\n\n## §4 Two\n" }, "01 section-gap 5:1-10"],
	[
		"a gap that is retired",
		{ "book/01-a.md": "---\nretired: {2: 3, 4: null}\n---\n# A\n\n## §1 One\n\n## §3 Two\n\n## §5 Five\n" },
	],
	["a list of the retired", { "book/01-a.md": "---\nretired: [2]\n---\n# A\n\n## §1 One\n\n## §3 Two\n" }],
	["sections in any order", { "book/01-a.md": "# A\n\n## §2 One\n\n## §3 Two\n\n## §1 Two\n" }],
	[
		"a successor that is not there",
		{ "book/01-a.md": "---\nretired: {2: 9}\n---\n# A\n\n## §1 One\n\n## §3 Two\n" },
		"01 unknown-section 2:10-16",
	],
	[
		"a runbook without a number",
		{ "book/a.md": "---\nrunbook: true\n---\n# A\n" },
		"a two-runbooks 2:10-14",
		"a missing-number 4:1-4",
	],
	[
		"a reference to what is superseded",
		{
			"book/01-a.md": "---\nstatus: superseded\nsupersededBy: Chapter 2\n---\n# A\n",
			"book/02-b.md": "# B\n\nChapter 1.\n",
		},
		"02 superseded-reference 3:1-10",
	],
	[
		"from what is superseded too",
		{
			"book/01-a.md": "---\nsupersededBy: Chapter 2\n---\n# A\n",
			"book/02-b.md": "# B\n\n## Old\n\n**Superseded by** Chapter 3.\n\n### Deep\n\nChapter 1.\n",
			"book/03-c.md": "# C\n",
		},
	],
	[
		"an index that leads nowhere",
		{ "book/01-a.md": "# A\n\n<!-- silcrow: index a, see nowhere; b, see A; c; d, see c -->\n\nText.\n" },
		"01 unknown-index-entry 3:21-35",
	],
	["an empty file", { ...one, "book/02.md": "" }],
	["only front matter", { ...one, "book/02-b.md": "---\ntitle: B\n---\n" }],
	["only a heading of code", { "book/01-a.md": "# `code`\n\n## `code`\n\n## `!!!`\n\n## 🚀\n" }],
];

test.each(books)("%s", async (_, files, ...expected) => {
	expect(await reported(files)).toEqual(expected);
});

/** A text below a comment, and everything that is reported; a comment stands on line 3. */
const suppressions: [string, ...string[]][] = [
	["<!-- silcrow: ignore unknown-chapter because it is planned -->\nSee Chapter 9."],
	["<!-- silcrow: ignore unknown-chapter because it is planned -->\n\nSee Chapter 9\nand Chapter 8."],
	["<!-- silcrow: ignore unknown-chapter because it is\n     planned -->\n\n- See Chapter 9.\n- See Chapter 8."],
	[
		"<!-- silcrow: ignore unknown-chapter because x -->\n<!-- silcrow: ignore unknown-section because y -->\n\nSee Chapter 9 and §7.",
	],
	["<!--silcrow:ignore unknown-chapter because x-->\n\n## See Chapter 9"],
	[
		"<!-- silcrow: ignore unknown-chapter because x -->\n\nOne.\n\nSee Chapter 9.",
		"01 unused-suppression 3:1-51",
		"01 unknown-chapter 7:5-14",
	],
	[
		"<!-- silcrow: ignore unknown-section because x -->\n\nSee Chapter 9.",
		"01 unused-suppression 3:1-51",
		"01 unknown-chapter 5:5-14",
	],
	[
		"<!-- silcrow: ignore unknown-chapter -->\n\nSee Chapter 9.",
		"01 suppression-without-reason 3:1-41",
		"01 unknown-chapter 5:5-14",
	],
	[
		"<!-- silcrow: ignore unknown-chapter because -->\n\nSee Chapter 9.",
		"01 suppression-without-reason 3:1-49",
		"01 unknown-chapter 5:5-14",
	],
	[
		"<!-- silcrow: ignore unknown-chaptr because x -->\n\nSee Chapter 9.",
		"01 unused-suppression 3:1-50",
		"01 unknown-chapter 5:5-14",
	],
	["<!-- silcrow: ignore constructor because x -->\n\nText.", "01 unused-suppression 3:1-47"],
	[
		"> <!-- silcrow: ignore unknown-chapter because x -->\n>\n> See Chapter 9.\n\nSee Chapter 8.",
		"01 unknown-chapter 7:5-14",
	],
	["- a\n\n  <!-- silcrow: ignore unknown-chapter because x -->\n\n  See Chapter 9."],
	["<!-- silcrow: ignore broken-link because x -->\n\n<a href='gone.md'>x</a>"],
	["`<!-- silcrow: ignore unknown-chapter because x -->`\n\nSee Chapter 9.", "01 unknown-chapter 5:5-14"],
	["<!-- silcrow: ignore unused-suppression because x -->\n\nText.", "01 unused-suppression 3:1-54"],
];

test.each(suppressions)("suppression %s", async (text, ...expected) => {
	expect(await reported({ "book/01-a.md": `# A\n\n${text}\n` })).toEqual(
		expected.filter((line) => !line.includes("§")),
	);
});

describe("severities of the settings", () => {
	const text = { "book/01-a.md": "# A\n\nSee Chapter 9 and Chapter 8a.\n" };
	const cases: [string, string[]][] = [
		["", ["error unknown-chapter", "warning malformed-reference"]],
		["severity: {unknown-chapter: warning}", ["warning unknown-chapter", "warning malformed-reference"]],
		[
			"severity: {unknown-chapter: info, malformed-reference: error}",
			["info unknown-chapter", "error malformed-reference"],
		],
		["severity: {unknown-chapter: 'off'}", ["warning malformed-reference"]],
	];

	test.each(cases)("%s", async (settings, expected) => {
		const found = judged(await linkBook({ ...text, "book/book.yaml": settings }));
		expect(found.map((one) => `${one.severity} ${one.code}`)).toEqual(expected);
	});

	test("weigh suppressions too", async () => {
		const files = { "book/01-a.md": "# A\n\n<!-- silcrow: ignore unknown-chapter because x -->\n\nText.\n" };
		const found = judged(await linkBook({ ...files, "book/book.yaml": "severity: {unused-suppression: error}" }));
		expect(found.map((one) => `${one.severity} ${one.code}`)).toEqual(["error unused-suppression"]);
		expect(judged(await linkBook({ ...files, "book/book.yaml": "severity: {unused-suppression: 'off'}" }))).toEqual([]);
	});
});

/** Ways to write the same file, and what is reported of it. */
const bytes: [string, (text: string) => string][] = [
	["line feeds", (text) => text],
	["carriage returns and line feeds", (text) => text.replaceAll("\n", "\r\n")],
	["carriage returns", (text) => text.replaceAll("\n", "\r")],
];

test.each(bytes)("places are the same with %s", async (_, write) => {
	const text = "\n\n\n\n# A\n\n> See *Chapter\n> 9* 𝒳 Chapter 8.\n\n\tcode\n\n- a\tChapter 7\n";
	expect(await reported({ "book/01-a.md": write(text) })).toEqual([
		"01 unknown-chapter 7:8-8:4",
		"01 unknown-chapter 8:9-18",
		"01 unknown-chapter 12:5-14",
	]);
});

test("places are counted from the beginning of the file, front matter included", async () => {
	const text = "---\r\nnumber: 1\r\n---\r\n# A\r\n\r\nSee Chapter 9.\r\n";
	expect(await reported({ "book/01-a.md": text })).toEqual(["01 unknown-chapter 6:5-14"]);
});

test("characters that are no text do no harm", async () => {
	const book = await linkBook({
		"book/01-a.md": '# A \0\n\na \uFDD00\uFDD1 b \uFDD0 `\uFDD01\uFDD1` \0 [x](02.md "\uFDD00\uFDD1") Chapter 9\n',
		"book/02.md": "# B\n",
	});
	expect(htmlOf(book, "book/01-a.md")).not.toMatch(/[\uFDD0\uFDD1]|undefined/);
	expect(shortly(judged(book))).toEqual(["unknown-chapter 3:36-45"]);
});

const inherited = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

test.each(inherited)("%s is a name like any other", async (name) => {
	const written = name.replaceAll("_", "\\_");
	const slug = name.toLowerCase();
	const chapter = [
		`# ${written}`,
		`## ${written}`,
		`[a](#${slug}) [b](${name}) [c][${name}] a[^${name}] \`${name}\``,
		`[${name}]: 01-a.md#${slug}-1`,
		`[^${name}]: Note.`,
		`<a id="${slug}-2">x</a>`,
		`\`\`\`${name} ${name}=x\ncode\n\`\`\``,
	];
	const glossary = [
		"# Glossary",
		`## ${written}`,
		`- **${written}** (superseded): X. (Chapter 1)\n- **Y**: Y. (Chapter 1)`,
		"## More",
		`- **Y**: See ${written} section.`,
	];
	const book = await linkBook({ "book/01-a.md": chapter.join("\n\n"), "glossary/g.md": glossary.join("\n\n") });
	expect(judged(book).map((one) => one.code)).toEqual(["broken-link", "term-not-used"]);
	expect([...book.book.groups.values()].map((group) => group.label)).toEqual([name, "More"]);
});

test("numbers that are missing one after another are told at once", async () => {
	const found = judged(await linkBook({ "book/01-a.md": "# A\n\n## §1 One\n\n## §4 Two\n\n## §20 Three\n" }));
	expect(found.map(({ message }) => message)).toEqual([
		"§2 and §3 are missing before §4",
		"§5, §6, §7, §8, §9, … and §19 are missing before §20",
	]);
});
