import { expect, test } from "vitest";
import { unitOf } from "../src/engine/compile-all.ts";
import { makeHelperPool } from "../src/engine/helper-pool.ts";
import { codes } from "../src/model/codes.ts";
import type { SourceKind } from "../src/model/source.ts";
import type { Unit } from "../src/model/unit.ts";
import { readSettings } from "../src/schema/settings.ts";
import { shapes } from "./pathological/shapes.ts";

const { limits, runbook } = readSettings("", "book/book.yaml").settings;

test("there are 91 shapes", () => {
	expect(new Set(shapes.map(([name]) => name)).size).toBe(91);
});

/** A twentieth of the size at which a parser takes seconds: enough to tell, and quick. `SCALE=1` is the whole. */
const scale = Number(process.env["SCALE"] ?? 0.05);

test.each(shapes)("%s: a unit and its diagnostics, and nothing worse", async (_, size, make) => {
	const text = make(size === 1 ? 1 : size * scale);
	const { parts, diagnostics } = await compiled(text);
	const html = JSON.stringify(parts);
	expect(html.length).toBeLessThan(50 * text.length + 1_100_000);
	for (const { code } of diagnostics) expect(Object.keys(codes)).toContain(code);
	// None is left to the last guard.
	expect(diagnostics.map(({ code }) => code)).not.toContain("limit-time");
});

const spaces = " ".repeat(300_000);
const wide = "\u00A0".repeat(300_000);

/** Text that a pattern could read in many ways, going to and fro for longer than the last guard waits. */
const ambiguous: [string, string, SourceKind?][] = [
	["a heading with a gap", `## x${spaces}{#a${spaces}y`],
	["a title that is a number", `# Chapter ${"0".repeat(300_000)}x`],
	["a successor behind a gap", `**Superseded by** Y${wide}2026x`],
	["a comment that silences, and never ends", `<!-- silcrow: ignore x because ${spaces}`],
	["a comment for the index that never ends", `<!-- silcrow: index ${spaces}`],
	["a caption with a gap", `Table: x${wide}y\n\n| a |\n| - |\n| b |`],
	["a task with a gap", `- [x] a${wide}b`],
	["a block with a gap", `:::note${spaces}x\n\ny\n\n:::`],
	["a name with a gap", `goose ${spaces}x\n: A tool.`, "glossary"],
	["anchors whose names end with a slash", `<a id=x>\n${"<a id=y/>".repeat(50)}z\n\n${spaces}z`, "glossary"],
];

test.each(ambiguous)("%s: read in one way", async (_, text, kind) => {
	const { diagnostics } = await compiled(`# A\n\n${text}\n`, kind);
	expect(diagnostics.map(({ code }) => code)).not.toContain("limit-time");
});

async function compiled(text: string, kind: SourceKind = "chapter"): Promise<Unit> {
	const pool = makeHelperPool({});
	const path = "book/01-a.md";
	const options = { parser: "native" as const, limits, runbook, includes: new Map() };
	const job = { source: { path, kind, text }, options, key: path };
	const unit = pool.add(job, (one) => unitOf(one, path, undefined));
	await pool.work();
	return await unit;
}
