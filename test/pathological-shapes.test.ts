import { expect, test } from "vitest";
import { makeCrew } from "../src/engine/crew.ts";
import { codes } from "../src/model/codes.ts";
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
	const crew = makeCrew(undefined);
	const unit = crew.add({
		source: { path: "book/01-a.md", kind: "chapter", text },
		options: { parser: "native", limits, runbook, includes: new Map() },
	});
	await crew.work();
	const { parts, diagnostics } = await unit;
	const html = JSON.stringify(parts);
	expect(html.length).toBeLessThan(50 * text.length + 1_100_000);
	for (const { code } of diagnostics) expect(Object.keys(codes)).toContain(code);
	// None is left to the last guard.
	expect(diagnostics.map(({ code }) => code)).not.toContain("limit-time");
});
