import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkAlertFiles } from "../src/commands/check-alerts.ts";
import { bookCompiler } from "../src/commands/compile-book.ts";
import { createEngine } from "../src/engine/engine.ts";
import { codes } from "../src/model/codes.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import { explainCode } from "../src/report/explain.ts";
import { type Example, markFaults, readDiagnosticFile } from "./support/diagnostic-file.ts";
import { makeBook } from "./support/run.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "docs/diagnostics");

/** Write a book to a folder, and give what is reported of it. Rules of alerts are the files beside the folders of the book. */
async function diagnose(files: Record<string, string>): Promise<Diagnostic[]> {
	const place = makeBook(files);
	try {
		const compiler = await bookCompiler(place, { loadEngine: async () => createEngine }, { isLive: true });
		const found = await compiler.read();
		const { diagnostics, book } = await compiler.compile(found);
		const rules = Object.keys(files).filter((path) => !/^(?:book|glossary|public|templates)\//.test(path));
		if (rules.length === 0) return diagnostics;
		return [...diagnostics, ...(await checkAlertFiles(rules, place, found, book)).diagnostics];
	} finally {
		rmSync(place, { recursive: true });
	}
}

test("every code has a file, and every file a code", () => {
	expect(readdirSync(folder).sort()).toEqual(
		Object.keys(codes)
			.map((code) => `${code}.md`)
			.sort(),
	);
});

describe.each(readdirSync(folder).map((name) => name.replace(/\.md$/, "")))("%s", (code) => {
	const path = join(folder, `${code}.md`);
	const markdown = readFileSync(path, "utf8");
	const { headings, examples, shownBy } = readDiagnosticFile(markdown);

	test("says what it means, how it is mended, and shows both", () => {
		const shown = headings.slice(2).join("\n");
		expect(headings.slice(0, 2)).toEqual([`# ${code}`, "## How to mend it"]);
		expect(shown).toMatch(shownBy === undefined ? /^(?:## Example.*\n## Mended.*(?:\n|$))+$/ : /^## Example$/);
		expect(examples.length > 0 ? "an example" : shownBy).toBeDefined();
		expect(markdown).toMatch(/^# .*\n\n[A-Z`“]/);
		expect(markdown.split("\n").length).toBeLessThanOrEqual(80);
	});

	test("does not say the summary again", () => {
		expect(markdown).not.toContain(codes[code]?.summary);
	});

	if (shownBy !== undefined)
		test("is shown by the test that it names", () => {
			expect(readFileSync(join(root, shownBy), "utf8")).toMatch(new RegExp(`["\`\\s]${code}["\`\\s]`));
		});

	if (examples.length > 0)
		test("is reported exactly where it is marked, and not once it is mended", async () => {
			const found = new Map<Example, Diagnostic[]>();
			for (const example of examples) {
				const faults = (await diagnose(example.files)).filter((one) => one.code === code);
				found.set(example, faults);
				const inBlocks = example.blocks.map((block) => block.path);
				expect([...new Set(faults.map((one) => one.path))].filter((one) => !inBlocks.includes(one))).toEqual([]);
				if (example.isMended) expect(faults).toEqual([]);
				else expect(faults.length).toBeGreaterThan(0);
			}
			const marked = markFaults(markdown, found);
			if (process.env["UPDATE"]) writeFileSync(path, marked);
			else expect(markdown).toBe(marked);
		});

	test("is explained in a terminal without Markdown's own signs", () => {
		const text = explainCode(code, markdown);
		expect(text).toMatch(new RegExp(`^${code} \\((?:error|warning|info)\\)\n\n\\S[^\n]+\n\n\\S`));
		expect(text).not.toMatch(/^(?:#+ |`{3})/m);
		if (examples.length > 0) expect(text).toContain(`\n  ${examples[0]?.blocks[0]?.path}\n    `);
	});
});
