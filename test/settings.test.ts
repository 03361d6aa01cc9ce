import { describe, expect, test } from "vitest";
import { readSettings } from "../src/schema/settings.ts";

const read = (text: string) => readSettings(text, "book/book.yaml");

test("every setting has a default", () => {
	for (const text of ["", "# nothing\n", "{}"]) {
		const { settings, diagnostics } = read(text);
		expect(diagnostics).toEqual([]);
		expect(settings).toMatchObject({
			title: "Book",
			language: "en",
			commits: {},
			links: { ignore: [] },
			markdown: { parser: "native" },
		});
	}
});

test("what is written counts, and the rest keeps its default", () => {
	const { settings } = read("title: Mine\nsite: { origin: https://book.example }\nlimits: { depth: 7 }\n");
	expect(settings).toMatchObject({
		title: "Mine",
		site: { origin: "https://book.example", base: "/" },
		limits: { depth: 7, tableColumns: 200 },
	});
});

test("a hash that looks like a number stays a hash", () => {
	expect(read("commits:\n  12e4567: One\n  1234567: Two\n  0012345: Three\n").settings.commits).toEqual({
		"12e4567": "One",
		"1234567": "Two",
		"0012345": "Three",
	});
});

describe("a fault is told where it stands, and costs that value alone", () => {
	test.each([
		["titel: x", "warning unknown-key 1:1 did you mean “title”?"],
		["links:\n  ingore: []", "warning unknown-key 2:3 did you mean “ignore”?"],
		["severity: { unknown-chaptr: off }", "warning unknown-key 1:13 did you mean “unknown-chapter”?"],
		["severity: { section-gap: eror }", "error bad-settings 1:26 did you mean “error”?"],
		["title: 5", "error bad-settings 1:8 put it in quotes"],
		["authors: me", "error bad-settings 1:10 "],
		["site: { base: / }", "error bad-settings 1:7 "],
		["site: { origin: ftp://x }", "error bad-settings 1:17 "],
		["limits: { depth: 0 }", "error bad-settings 1:18 "],
		["title: a\ntitle: b", "error bad-settings 2:1 "],
		["title: [", "error bad-settings 1:9 "],
		["- a", "error bad-settings 1:1 "],
	])("%j", (text, fault) => {
		const { diagnostics, settings } = read(`${text}\n`);
		expect(
			diagnostics.map(
				({ severity, code, span, hints }) =>
					`${severity} ${code} ${span.start.line}:${span.start.column} ${hints[0] ?? ""}`,
			)[0],
		).toBe(fault);
		expect(settings.language).toBe("en");
	});

	test("all of them at once", () => {
		const { diagnostics, settings } = read("title: [1]\nauthors: [a, 2, b]\nlanguage: de\n");
		expect(diagnostics.map(({ span }) => span.start.line)).toEqual([1, 2]);
		expect(settings).toMatchObject({ title: "Book", authors: ["a", "b"], language: "de" });
	});

	test("what is wrong is not said to be missing as well", () => {
		expect(read("site: { origin: book.example.com }").diagnostics).toHaveLength(1);
		expect(read("site: { base: / }").diagnostics[0]?.message).toBe("“site.origin” must be text, and is missing");
	});

	test("it says what was expected and what was found", () => {
		expect(read("language: [1]").diagnostics[0]?.message).toBe("“language” must be text, and is a list");
		expect(read("severity: { read: loud }").diagnostics[0]?.message).toBe(
			"“severity.read” must be “error”, “warning”, “info” or “off”, and is “loud”",
		);
	});
});
