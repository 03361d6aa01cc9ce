import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { linkBook } from "./support/book.ts";
import { htmlOf } from "./support/shown.ts";

const path = "book/01-a.md";

/** What text as long as this is told of besides. */
const beside = ["heading-level", "search-budget"];

async function codesOf(text: string, parser: "native" | "reference" = "native"): Promise<string[]> {
	const book = await linkBook({ [path]: text }, parser);
	expect(htmlOf(book, path).length).toBeLessThan(50 * text.length + 1_100_000);
	return [...new Set(book.diagnostics.map((one) => one.code))].filter((code) => !beside.includes(code));
}

function lines(count: number, line: (index: number) => string): string {
	return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}

/** Inputs that are refused before a parser sees them, by the limit that they are over. */
const refused: [string, string, string][] = [
	["emphasis that closes only", "a_ ".repeat(32_500), "limit-inline"],
	["emphasis in emphasis", `${"*a **a ".repeat(10_000)}b${" a** a*".repeat(10_000)}`, "limit-inline"],
	["brackets that open only", "[a".repeat(32_500), "limit-inline"],
	["brackets and parentheses", "[ (](".repeat(40_000), "limit-inline"],
	["comments that open only", `</${"<!--".repeat(30_000)}`, "limit-inline"],
	["sections of CDATA", `a ${"<![CDATA[".repeat(20_000)}`, "limit-inline"],
	["backslashes and backticks", "\\``".repeat(20_000), "limit-inline"],
	["strikes", "a~b~~".repeat(20_000), "limit-inline"],
	["character references", "&ngE;".repeat(50_000), "limit-inline"],
	["a line that is no fence", `\`\`\`a\`\n${"[a".repeat(32_500)}`, "limit-inline"],
	["a fence that its quote closes", `> \`\`\`\n\n${"[a".repeat(32_500)}`, "limit-inline"],
	["a fence that its list closes", `- \`\`\`\n  \`\`\`\n${"[a".repeat(32_500)}`, "limit-inline"],
	["a fence of another length", `\`\`\`\`\n\`\`\`\n\`\`\`\`\n${"[a".repeat(32_500)}`, "limit-inline"],
	["a fence in a comment", `<!--\n\`\`\`\n-->\n\n${"[a".repeat(32_500)}`, "limit-inline"],
	["lines that end with carriage returns", "a_ b\r".repeat(5_000), "limit-inline"],
	["quotes in quotes", `${"> ".repeat(10_000)}a`, "limit-depth"],
	["lists in lists on one line", `${"- ".repeat(10_000)}x\n${"\n".repeat(10_000)}`, "limit-depth"],
	["numbered lists in lists", `${"1. ".repeat(3_000)}a`, "limit-depth"],
	["lists in lists, line by line", lines(500, (index) => `${"  ".repeat(index)}* a`), "limit-depth"],
	["lazy lines", `> a\n${"a\n".repeat(20_000)}`, "limit-lines"],
	["underlined headings", "a\n=\n".repeat(10_000), "limit-lines"],
	["a table that is too wide", `${"|a".repeat(5_000)}|\n${"|-".repeat(5_000)}|\n`, "limit-table"],
	["cells that are filled up", `${"|a".repeat(150)}|\n${"|-".repeat(150)}|\n${"x\n".repeat(1_000)}`, "limit-table"],
];

test.each(refused)("%s: refused", async (_, text, code) => {
	expect(await codesOf(text)).toEqual([code]);
	expect(await codesOf(text, "reference")).toEqual([code]);
});

/** Inputs just under the limits, or over none, and what is said of them. */
const taken: [string, string, ...string[]][] = [
	[
		"emphasis in emphasis, deeper than a page may be",
		`${"*a **a ".repeat(400)}b${" a** a*".repeat(400)}`,
		"limit-depth",
	],
	["quotes in quotes", `${"> ".repeat(90)}a`],
	["raw HTML in raw HTML", `${"<div>\n\n".repeat(5_000)}x`, "limit-depth"],
	["raw HTML in raw HTML on one line", `x ${"<b>".repeat(1_900)}`, "limit-depth"],
	[
		"one long address that many links share",
		`[a]: /${"u".repeat(10_000)}\n\n${"[a] [a] [a] [a] [a]\n\n".repeat(500)}`,
		"limit-output",
	],
	["the same heading over and over", "# a\n\n".repeat(3_000)],
	["paragraphs of character references", "&ngE; &amp;\n\n".repeat(5_000)],
	["long lines", `${"a".repeat(1_000_000)} ${" ".repeat(200_000)}b`],
	["combining marks", `# a${"\u0301".repeat(50_000)}`],
	["mathematical letters", `## ${"𝒳".repeat(20_000)}\n\n${"𝒳 ".repeat(20_000)}`],
	["tabs", `${"\t".repeat(100_000)}a`, "highlight-limit"],
	["definitions that never end", `[a]:\n\n`.repeat(10_000)],
	["footnotes that call each other", lines(500, (index) => `[^${index}]\n\n[^${index}]: x[^${(index + 1) % 500}]\n`)],
	["code as long as a book", `\`\`\`nope\n${"[a *b _c `d <e &f\n".repeat(20_000)}\`\`\`\n`],
	["a long line of code", `\`\`\`js\n${"x=1;".repeat(50_000)}\n\`\`\`\n`, "highlight-limit"],
	["a fence that is never closed", `\`\`\`\n${"[a".repeat(32_500)}`, "unclosed-block", "highlight-limit"],
];

test.each(taken)("%s: taken", async (_, text, ...codes) => {
	expect(await codesOf(text)).toEqual(codes);
});

/** Text that a form of reference could look at again and again. */
const repeated = [
	"§1 ",
	"§1, ",
	"§§1, ",
	"§1–",
	"Chapter 1, ",
	"Chapter 1 §",
	"Chapters 1 and ",
	"ch1/",
	"ch1 §1 ",
	"bug #1 (",
	"RFC 1 §1.1, ",
	"RFC 1, §",
	"Art. ",
	"ISO/IEC",
	"ISO 1-",
	"12b2f9d/",
	"0123456789",
	"Appendix A, ",
	"Appendices A and ",
	"a.b",
	"\\§",
	"Chapter ",
	"  \t",
	"(((",
	'"“‘',
	". ",
	"a-",
	"@#$",
	"See the ",
	"goose ",
	"goose version ",
	"x: ",
];

test.each(repeated)("%j again and again", async (piece) => {
	const text = piece.repeat(Math.ceil(50_000 / piece.length));
	const glossary = {
		"glossary/g.md": "# G\n\n- **goose**: G.\n- **goose version table**: G.\n- **Goose Version (x) Table**: G.\n",
	};
	const files = {
		...glossary,
		[path]: `---\nsections: {label: bug}\n---\n# A\n\n${text}\n\n- ch1: ${text}\n`,
		"glossary/h.md": `# H\n\n- **x** (${text}): y\n- ${text}\n- **${text}**: See ${text} section.\n`,
	};
	const book = await linkBook(files);
	expect(book.units.size).toBe(3);
});

/** Raw HTML, comments and fences that could be looked at again and again. */
const openings = [
	"<!-- silcrow: ignore x because ",
	"<a href='x",
	'<a b="c" ',
	"<a b=c ",
	"&#x0000",
	"```a b=",
	"``` {1,",
	"[!NOTE] ",
	"**Superseded by** Chapter ",
	"{#a",
	"[^a",
	"[a][",
	"[a](<b",
	"![a](b\\",
	"](",
	"]:",
];

test.each(openings)("%j again and again", async (piece) => {
	const text = piece.repeat(Math.ceil(20_000 / piece.length));
	for (const body of [
		text,
		`<div>\n${text}\n</div>`,
		`<img srcset="${text}">`,
		`\`\`\`x ${text.replaceAll("`", "")}\n\`\`\``,
	]) {
		const book = await linkBook({
			[path]: `# A\n\n${body}\n`,
			"book/book.yaml":
				"limits: {fileSize: 5000000, inlineMarkers: 100000, depth: 100, paragraphLines: 5000, tableColumns: 200, tableCells: 10000}\n",
		});
		expect(book.units.size).toBe(1);
	}
});

test("a text that would abort the native parser is read by the other one", () => {
	const program = `
		import { linkBook } from ${JSON.stringify(new URL("support/book.ts", import.meta.url).href)};
		const limits = "limits: {fileSize: 5000000, inlineMarkers: 1000000, depth: 100, paragraphLines: 5000, tableColumns: 200, tableCells: 10000}";
		const book = await linkBook({ "book/book.yaml": limits, "book/01-a.md": "# A\\n\\n" + "&ngE;".repeat(50_000) + "\\n\\nChapter 9" });
		console.log(book.diagnostics.map((one) => one.code).join(" "));
	`;
	const done = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
		encoding: "utf8",
	});
	expect([done.stdout.trim(), done.signal, done.status]).toEqual([
		"parser-fallback search-budget unknown-chapter",
		null,
		0,
	]);
});

test("a section that is too long for the search is told where it begins, and those beside it are not", async () => {
	const words = (count: number) => lines(count, (index) => `word${index}.\n`);
	const text = `# Long\n\n${words(2_000)}\n\n## All of it\n\n${words(12_000)}\n\n## The rest\n\n${words(2_000)}\n`;
	const { diagnostics } = await linkBook({ [path]: text }, "native");
	expect(diagnostics).toMatchObject([
		{ code: "search-budget", severity: "warning", span: { start: { line: 4004, column: 1 } } },
	]);
	expect(diagnostics[0]?.message).toContain("121 thousand letters");
});
