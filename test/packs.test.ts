import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CacheFolder, openCacheFolder } from "../src/world/cache-folder.ts";
import { openPacks } from "../src/world/packs.ts";

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), "silcrow-packs-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const folder = (): CacheFolder => openCacheFolder({ root, program: "this one" });

/** Keep entries as one run does, each with its key, its note and its parts. */
function run(entries: [key: string, note: string, parts: string[]][]): void {
	const packs = openPacks(folder());
	for (const entry of entries) packs.keep(...entry);
	packs.save();
	packs.close();
}

test("what many runs have kept is there after their packs were merged, entries without parts too", () => {
	const keys = Array.from({ length: 40 }, (_, at) => `${at.toString(16).padStart(2, "0")}key`);
	run([["ffbulk", "bulk", ["a".repeat(10_000)]]]);
	for (const key of keys)
		run([
			[key, `note of ${key}`, []],
			[`${key}parts`, "", [key, "", "ü"]],
		]);
	expect(readdirSync(folder().path).filter((name) => name.startsWith("pack-")).length).toBeLessThan(16);
	const packs = openPacks(folder());
	for (const key of keys) {
		expect(packs.find(key)?.note).toBe(`note of ${key}`);
		const parts = packs.find(`${key}parts`);
		expect([0, 1, 2].map((index) => parts?.part(index))).toEqual([key, "", "ü"]);
	}
	expect(packs.find("ffbulk")?.part(0)).toHaveLength(10_000);
	packs.close();
});
