import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withKeyTables } from "../scripts/key-tables.ts";
import { backlinksOf } from "../src/engine/backlinks.ts";
import { noKeeper } from "../src/render/keep.ts";
import { renderGlossaryJson } from "../src/render/machine/glossary-json.ts";
import { jsonSchemas } from "../src/schema/json-schema.ts";
import { readLock } from "../src/schema/lock.ts";
import { glossaryDataSchema } from "../src/schema/shapes/glossary-data.ts";
import { lockSchema } from "../src/schema/shapes/lock.ts";
import { linkBook } from "./support/book.ts";

test.each([...jsonSchemas()])("schema/%s is up to date: npx tsx scripts/schemas.ts", (name, content) => {
	expect(readFileSync(join(import.meta.dirname, "../schema", name), "utf8")).toBe(content);
});

test("the documentation names every key: npx tsx scripts/schemas.ts", () => {
	const text = readFileSync(join(import.meta.dirname, "../docs/settings.md"), "utf8");
	expect(text).toBe(withKeyTables(text));
	expect(text.match(/^\| `/gm)?.length).toBeGreaterThan(60);
});

test("every key is described for editors", () => {
	const undescribed: string[] = [];
	interface Schema {
		description?: string;
		properties?: Record<string, Schema>;
	}
	const visit = ({ properties = {} }: Schema, path: string): void => {
		for (const [key, property] of Object.entries(properties)) {
			if (!property.description) undescribed.push(`${path}.${key}`);
			visit(property, `${path}.${key}`);
		}
	};
	for (const [name, content] of jsonSchemas()) visit(JSON.parse(content), name);
	expect(undescribed).toEqual([]);
});

test("glossary.json is what its schema says", async () => {
	const { book, linked } = await linkBook({
		"book/01-one.md": "# One\n\n## Walls\n\na gate\n",
		"glossary/g.md": [
			"# Glossary",
			"- **gate** (tests only since 2026-04, replaced by door; also: lych): G. (Chapter 1)",
			"- **door**: D. (Chapter 1)\n- **portal**: See gate.",
		].join("\n\n"),
	});
	const data = JSON.parse(renderGlossaryJson(book, backlinksOf(linked, book, noKeeper)));
	expect(glossaryDataSchema.safeParse(data).error).toBeUndefined();
	expect(data.terms[0]).toEqual({
		name: "gate",
		aliases: ["lych"],
		address: "glossary.html#term-gate",
		group: "",
		status: { state: "tests only", since: "2026-04", supersededBy: "door" },
		text: "G. (Chapter 1)",
		file: "glossary/g.md",
		usedIn: [{ label: "1", title: "Walls", address: "ch01.html#walls" }],
	});
});

/** An entry of a lock, and what people and merges make of one. */
const entry = fc.oneof(
	fc.record(
		{
			in: fc.constantFrom("ch:1§2", 3),
			title: fc.constantFrom("A", "", null),
			at: fc.constantFrom(["ch01.html"], ["ch01.html#a", "b/c.html"], [], ["ch01"], "ch01.html", [1]),
			text: fc.constantFrom("", "abcd-_", "ab", 5),
			gone: fc.constantFrom(null, "ch02.html", "ch02", undefined),
			more: fc.constant(1),
		},
		{ requiredKeys: [] },
	),
	fc.record({ title: fc.constant("A"), text: fc.constant("abc"), at: fc.constant(["ch01.html"]) }),
	fc.constantFrom(null, [], "A"),
);
const lock = fc.record(
	{
		entries: fc.oneof(
			fc.dictionary(fc.constantFrom("ch:1", "__proto__", "term:a"), entry),
			fc.constantFrom(null, [], 1),
		),
		$schema: fc.constantFrom("a", 1),
		version: fc.constantFrom(1, 1, 1, 2, "1"),
	},
	{ requiredKeys: ["entries"] },
);

test("a lock is read as its schema has it", () => {
	fc.assert(
		fc.property(lock, (written) => {
			const text = JSON.stringify(written, null, 2);
			const { success, data } = lockSchema.safeParse(JSON.parse(text));
			const read = readLock(text, "book/book.lock.json").lock;
			expect(read === undefined).toBe(!success);
			expect(JSON.stringify([...(read?.entries ?? [])])).toBe(JSON.stringify(Object.entries(data?.entries ?? {})));
		}),
		{ numRuns: 1_000 },
	);
});
