import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { watchBook } from "../src/world/watch.ts";
import { eventually } from "./support/dev.ts";
import { makeBook } from "./support/run.ts";

async function watchFolder(folder: string): Promise<Set<string>> {
	const told = new Set<string>();
	const watch = await watchBook(folder, {
		changed: (paths) => paths.forEach((path) => void told.add(path)),
		unsure: () => undefined,
		polling: (reason) => expect.unreachable(reason),
	});
	onTestFinished(() => watch.close());
	return told;
}

test("a folder is watched also where it came while the one above it was being looked at", async () => {
	const folder = makeBook({ "book/01-a.md": "# A\n" });
	const told = await watchFolder(folder);
	const files = ["public/a", "public/b", "glossary"].map((top) => `${top}${"/deeper".repeat(40)}/file.txt`);
	for (const file of files) {
		const names = dirname(file).split("/");
		for (const depth of names.keys()) {
			mkdirSync(join(folder, ...names.slice(0, depth + 1)), { recursive: true });
			await sleep(depth % 3);
		}
	}
	for (const file of files) {
		await eventually(() => {
			writeFileSync(join(folder, file), "x");
			return told.has(file);
		});
	}
});
