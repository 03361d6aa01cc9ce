import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { drawMap, mapIn } from "../scripts/map.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const filesOf = (folder: string) =>
	readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(root, join(entry.parentPath, entry.name)))
		.sort();

const sources = filesOf("src").filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"));
const scripts = filesOf("scripts").filter((path) => path.endsWith(".ts"));

/** Stages that only compute, and what each may import besides itself. */
const pure = ["alerts", "compile", "index", "link", "rules", "render", "report", "model", "text", "schema"];
const shared = ["model", "text", "schema"];

describe.each(sources.filter((path) => pure.some((folder) => path.startsWith(`src/${folder}/`))))("%s", (path) => {
	const text = read(path);
	const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").replace(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, '""');

	test("only computes", () => {
		// Hashing and decoding compute; the other half of node:crypto is chance.
		expect(text).not.toMatch(/from "node:(?!path\/posix"|crypto"|buffer")/);
		expect(code).not.toMatch(
			/\b(?:fetch\(|process\.|console\.|Date\.now|new Date\(\)|performance\.|Math\.random|random(?:Bytes|UUID|Int))/,
		);
	});

	test("imports its own stage, the model, text and schema alone", () => {
		const own = path.split("/")[1] ?? "";
		for (const [, imported = ""] of text.matchAll(/from "(\.[^"]+)"/g)) {
			const folder = relative(root, resolve(root, dirname(path), imported)).split("/")[1] ?? "";
			expect([own, ...shared], `${path} imports ${imported}`).toContain(folder);
		}
	});
});

describe.each([...sources, ...scripts])("%s", (path) => {
	const text = read(path);

	test("has at most 300 lines", () => {
		expect(text.split("\n").length - 1).toBeLessThanOrEqual(300);
	});

	test("is named after what it holds", () => {
		expect(path).not.toMatch(/\b(?:utils?|helpers?|common|manager|index)\.ts$/);
	});

	test("has a sentence for every export", () => {
		const lines = text.split("\n");
		for (const [index, line] of lines.entries()) {
			if (!/^export (?!\{|\*)/.test(line)) continue;
			const above = lines.slice(0, index).findLast((one) => !one.startsWith("//"));
			expect(above ?? "", `${path}:${index + 1} ${line}`).toMatch(/\*\/\s*$/);
		}
	});

	test("keeps no state of its own", () => {
		expect(text).not.toMatch(/^(?:export )?let /m);
	});

	test("does not depend on where it runs", () => {
		expect(text).not.toMatch(/\.(?:localeCompare|toLocale\w+)\(/);
	});
});

test("every export is used somewhere", () => {
	const counts = new Map<string, number>();
	const texts = [...sources, ...scripts, ...filesOf("test").filter((path) => path.endsWith(".ts"))].map(read);
	for (const [word] of texts.join("\n").matchAll(/\w+/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
	const exported = texts.flatMap((text) => [
		...text.matchAll(/^export (?:async )?(?:function\*?|const|interface|type) (\w+)/gm),
	]);
	expect(exported.length).toBeGreaterThan(800);
	expect(exported.map(([, name = ""]) => name).filter((name) => (counts.get(name) ?? 0) < 2)).toEqual([]);
});

test("the map in ARCHITECTURE.md names exactly the files there are", () => {
	const map = mapIn(read("ARCHITECTURE.md"));
	expect(map, "npm run map").toBe(drawMap(map, root));
	expect(map, "say what each folder is for").not.toMatch(/\s\?$/m);
});

test("every command of the README is one of package.json", () => {
	const { scripts: known } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
	for (const [, name = ""] of read("README.md").matchAll(/npm (?:run (\w+)|test)/g)) {
		if (name) expect(Object.keys(known)).toContain(name);
	}
});
