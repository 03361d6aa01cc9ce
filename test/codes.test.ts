import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codes } from "../src/model/codes.ts";

const src = join(import.meta.dirname, "../src");
const stages = ["alerts", "compile", "index", "link", "rules", "schema", "render", "world", "engine"];
const text = stages
	.flatMap((stage) =>
		readdirSync(join(src, stage), { recursive: true, encoding: "utf8" }).map((name) => join(src, stage, name)),
	)
	.filter((path) => path.endsWith(".ts"))
	.map((path) => readFileSync(path, "utf8"))
	.join("\n");

test("every code that is reported is known", () => {
	const calls =
		/(?:\breport\(\s*\w+,\s*|\bdiagnostic\(\s*|\bcomplain\(\s*\w+,\s*|\baboutFile\(\s*|\bcode: )"([a-z-]+)"/g;
	const reported = [...text.matchAll(calls)].map(([, code]) => code);
	expect(reported.length).toBeGreaterThan(40);
	expect([...new Set(reported)].filter((code) => code === undefined || !Object.hasOwn(codes, code))).toEqual([]);
});

test("every code that is known can be reported", () => {
	expect(Object.keys(codes).filter((code) => !text.includes(`"${code}"`))).toEqual([]);
});
