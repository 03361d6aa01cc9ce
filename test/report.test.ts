import { beforeAll, describe, expect, test } from "vitest";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { Report } from "../src/model/report.ts";
import { printGithub } from "../src/report/github.ts";
import { printJson } from "../src/report/json.ts";
import { printJunit } from "../src/report/junit.ts";
import { printSarif } from "../src/report/sarif.ts";
import { printText } from "../src/report/text.ts";
import { lineStarts, spanOf } from "../src/text/lines.ts";
import { loadWidths } from "../src/text/width.ts";

beforeAll(loadWidths);

const text = "# A\n\nSee Chapter 9 and more.\n";

function report(source: string, words: string, more: Partial<Diagnostic> = {}): Report {
	const from = source.indexOf(words);
	const one: Diagnostic = {
		code: "unknown-chapter",
		severity: "error",
		path: "book/01-a.md",
		span: spanOf(lineStarts(source), from, from + words.length),
		message: "there is no chapter 9",
		hints: ["the nearest is chapter 1, “A”"],
		related: [],
		...more,
	};
	return {
		diagnostics: [one],
		texts: new Map([["book/01-a.md", source]]),
		outcome: "Nothing was written.",
		version: "1.2.3",
	};
}

function said(message: string, more: Partial<Diagnostic> = {}): Diagnostic {
	return report(text, "Chapter 9", { message, ...more }).diagnostics[0] as Diagnostic;
}

const plain = { hasColor: false, most: 50 };

describe("text", () => {
	test("the line, the place, the help, the counts", () => {
		expect(printText(report(text, "Chapter 9"), plain)).toBe(`error[unknown-chapter]: there is no chapter 9
  --> book/01-a.md:3:5
  |
3 | See Chapter 9 and more.
  |     ^^^^^^^^^
   = help: the nearest is chapter 1, “A”

1 error in 1 file (unknown-chapter 1). Nothing was written.
`);
	});

	test.each([
		["wide characters take two columns", "日本 Chapter 9", "     ^^^^^^^^^"],
		["a tab takes four", "\tChapter 9", "    ^^^^^^^^^"],
		["combining characters take none", "e\u0301 Chapter 9", "  ^^^^^^^^^"],
		["an emoji of several code points takes two", "👩‍🚀 Chapter 9", "   ^^^^^^^^^"],
	])("%s", (_, line, signs) => {
		expect(printText(report(line, "Chapter 9"), plain)).toContain(`\n  | ${signs}\n`);
	});

	test("a long line is cut around the place", () => {
		const line = `${"before ".repeat(100)}Chapter 9${" after".repeat(100)}`;
		const lines = printText(report(line, "Chapter 9"), plain).split("\n");
		expect(lines[3]).toMatch(/^1 \| ….*Chapter 9.*…$/);
		expect(lines[3]?.length).toBeLessThan(120);
		expect(lines[3]?.slice(lines[4]?.indexOf("^"), (lines[4]?.lastIndexOf("^") ?? 0) + 1)).toBe("Chapter 9");
	});

	test("several lines are all marked", () => {
		expect(printText(report("See Chapter\n9 now.", "Chapter\n9"), plain)).toContain(
			"1 | See Chapter\n  |     ^^^^^^^\n2 | 9 now.\n  | ^\n",
		);
	});

	test("a related place is shown with its own lines", () => {
		const related = [{ path: "book/01-a.md", span: spanOf(lineStarts(text), 0, 3), message: "the first is here" }];
		expect(printText(report(text, "Chapter 9", { related }), plain)).toContain(
			"   = note: the first is here\n  --> book/01-a.md:1:1\n  |\n1 | # A\n  | ^^^\n",
		);
	});

	test("no more than the most are shown, and the rest is counted", () => {
		const one = report(text, "Chapter 9");
		const many = { ...one, diagnostics: Array.from({ length: 60 }, (_, index) => said(`fault ${index}`)) };
		const printed = printText(many, plain);
		expect(printed.split("error[").length - 1).toBe(50);
		expect(printed).toContain("… and 10 more; --all shows them\n60 errors in 1 file (unknown-chapter 60). ");
	});

	test("errors are shown before warnings, for they stop a build, in the order of the text", () => {
		const warnings = Array.from({ length: 60 }, (_, index) => said(`fault ${index}`, { severity: "warning" }));
		const many = { ...report(text, "Chapter 9"), diagnostics: [...warnings, said("the last")] };
		const printed = printText(many, plain);
		expect(printed.split("warning[").length - 1).toBe(49);
		expect(printed.indexOf("fault 48")).toBeLessThan(printed.indexOf("error[unknown-chapter]: the last"));
		expect(printed).toContain("… and 11 more;");
	});

	test("what a file does again and again is shown once where there is too much", () => {
		const again = Array.from({ length: 60 }, (_, index) => {
			const start = { line: index + 1, column: 1, offset: index };
			return said("no class", { severity: "warning", span: { start, end: start } });
		});
		const many = { ...report(text, "Chapter 9"), diagnostics: [...again, said("the last")] };
		const printed = printText(many, plain);
		expect(printed).toContain(
			"   = note: the same stands in lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 49 more of this file\n",
		);
		expect(printed.split("no class").length - 1).toBe(1);
		expect(printed).not.toContain("--all");
		expect(printText(many, { ...plain, most: Number.POSITIVE_INFINITY }).split("no class").length - 1).toBe(60);
	});

	test("a clean book needs one line", () => {
		expect(printText({ diagnostics: [], texts: new Map(), outcome: "Wrote 3 pages.", version: "1" }, plain)).toBe(
			"Wrote 3 pages.\n",
		);
	});
});

const nasty = "\u001b]0;owned\u0007 \u202e::error::x\n::set-output name=a::b ##[error]y % \u009b31m";

describe.each([
	["text", printText],
	["json", printJson],
	["github", printGithub],
	["sarif", printSarif],
	["junit", printJunit],
])("%s", (_, print) => {
	test("holds no control characters, whatever the files say", () => {
		const printed = print(
			report(`Chapter 9 ${nasty}`, "Chapter 9", { message: nasty, hints: [nasty], path: `book/${nasty}.md` }),
			plain,
		);
		expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
	});
});

test("on GitHub text cannot become a command", () => {
	const printed = printGithub(report(text, "Chapter 9", { message: nasty, hints: [nasty] }), plain);
	expect(printed.split("\n").filter((line) => /::\w/.test(line.slice(2)) && !line.startsWith("::error file="))).toEqual(
		[],
	);
	expect(printed.match(/::error/g)?.length).toBe(1);
	expect(printed).not.toContain("##[");
	expect(printed).toContain("file=book/01-a.md,line=3,endLine=3,col=5,endColumn=14,title=unknown-chapter::");
});

test("SARIF names the rule, the place and a print that survives edits above it", () => {
	const [before, after] = [text, `New first line\n${text}`].map(
		(source) => JSON.parse(printSarif(report(source, "Chapter 9"), plain)).runs[0],
	);
	expect(before.columnKind).toBe("utf16CodeUnits");
	expect(before.results[0].locations[0].physicalLocation.region).toEqual({
		startLine: 3,
		startColumn: 5,
		endLine: 3,
		endColumn: 14,
	});
	expect(before.tool.driver.rules[before.results[0].ruleIndex].id).toBe("unknown-chapter");
	expect(after.results[0].partialFingerprints).toEqual(before.results[0].partialFingerprints);
});

test("JUnit is XML, with a case for each problem, and one for none", () => {
	expect(printJunit(report(text, "Chapter 9", { message: 'a < b & "c"' }), plain)).toContain(
		'message="a &lt; b &amp; &quot;c&quot;"',
	);
	expect(printJunit({ diagnostics: [], texts: new Map(), outcome: "", version: "1" }, plain)).toContain(
		'tests="1" failures="0"',
	);
});

test("JSON has a number for its form", () => {
	expect(JSON.parse(printJson(report(text, "Chapter 9"), plain))).toMatchObject({
		format: 1,
		silcrow: "1.2.3",
		diagnostics: [{ code: "unknown-chapter" }],
	});
});
