import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { type HitGroup, makeFind } from "../src/client/search-engine.ts";
import { extract } from "../src/client/search-extract.ts";
import { noKeeper } from "../src/render/keep.ts";
import { renderSearchIndex, searchDocuments } from "../src/render/search.ts";
import { makeBook } from "./render/make-book.ts";
import { sampleBook } from "./render/sample-book.ts";

const made = sampleBook();
const documents = searchDocuments(made.book, made.texts);
const find = makeFind(documents);

function addresses(groups: HitGroup[]): string[] {
	return groups.flatMap(({ hits }) => hits.map(({ document }) => document.u));
}

test.each([
	["27", "runbook/27.html"],
	["§27", "runbook/27.html"],
	["§ 27", "runbook/27.html"],
	["ch7", "ch07.html"],
	["Chapter 7", "ch07.html"],
	["ch19 13", "ch19.html#s13"],
	["ch19 §13", "ch19.html#s13"],
	["migratejobfailed", "runbook/27.html"],
	["HorizontalPodAutoscaler", "glossary.html#term-hpa"],
	["goose", "glossary.html#term-goose"],
	["Pod startup", "ch12.html"],
])("%s goes straight to %s", (typed, address) => {
	const [first] = find(typed);
	expect(first?.name).toBe("Go to");
	expect(addresses([first as HitGroup])[0]).toBe(address);
});

test.each([
	["migrat", "the beginning of a word"],
	["MIGRATION", "another case"],
	["mígration", "an accent"],
	["migraton", "a slip of the finger"],
	["migraiton", "two letters the wrong way round"],
])("“%s” finds the migrations: %s", (typed) => {
	expect(addresses(find(typed))).toContain("runbook/27.html");
});

test("a pasted message finds its entry in spite of its times and ids", () => {
	const message =
		"2026-11-23T03:12:44.123Z ERROR pod/api-6f7d8c9b5-x2x4z a deploy stopped because its migrate job failed id=7b1f0c9e-1111-2222-3333-444455556666";
	expect(addresses(find(message))[0]).toBe("runbook/27.html");
});

test("what is superseded comes behind what is not", () => {
	const found = find("what you want to do").find(({ name }) => name === "Runbook entries");
	expect(found?.hits.at(-1)?.document.u).toBe("runbook/4.html");
});

test.each(["(((((", "\\\\", "a".repeat(100_000), "👩‍🚒", "a a a a a a a", ""])(
	"a strange query is only a query",
	(typed) => {
		expect(Array.isArray(find(typed))).toBe(true);
	},
);

test.each(["__proto__", "constructor", "toString", "</script>", "<!-- x"])(
	"the index stays data, and “%s” is found",
	(word) => {
		const evil = makeBook(
			[{ number: 1, title: "One", body: [`<p>Text ${word.replace(/</g, "&lt;")} \u2028 text.</p>`] }],
			[],
			[],
		);
		const script = renderSearchIndex(evil.book, evil.texts, noKeeper);
		expect(script).not.toMatch(/<|\u2028/);
		let read: typeof documents = [];
		runInNewContext(script, {
			silcrowIndex: (data: typeof documents) => {
				read = JSON.parse(JSON.stringify(data));
			},
		});
		expect(read[0]?.x).toContain(word);
		expect(addresses(makeFind(read)(word))).toEqual(["ch01.html"]);
	},
);

test("an extract shows the words that were found, without their accents mattering", () => {
	const text = `${"word ".repeat(40)}Größe matters ${"word ".repeat(40)}`;
	const stretches = extract(text, ["große"]);
	expect(stretches.filter(({ isFound }) => isFound)).toEqual([{ text: "Größe", isFound: true }]);
	expect(stretches.map((one) => one.text).join("").length).toBeLessThan(160);
});
