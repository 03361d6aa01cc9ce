import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { write } from "./support/run.ts";

const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "silcrow-package-"));
const packed = { files: [] as string[], size: 0 };

const inCheckout = [
	...["bin", "docs", "public", "schema", "scripts", "src", "templates"],
	...[".npmrc", "CHANGELOG.md", "LICENSE", "README.md", "package.json", "package-lock.json", "tsconfig.json"],
];

beforeAll(() => {
	// As in a clean checkout: nothing is bundled yet.
	const checkout = join(folder, "checkout");
	for (const path of inCheckout) cpSync(join(root, path), join(checkout, path), { recursive: true });
	symlinkSync(join(root, "node_modules"), join(checkout, "node_modules"));
	const told = execFileSync("npm", ["run", "--silent", "pack", "--", "--json", "--pack-destination", folder], {
		cwd: checkout,
		encoding: "utf8",
	});
	const [{ filename, files, size }] = JSON.parse(told) as [
		{ filename: string; files: { path: string }[]; size: number },
	];
	packed.files = files.map(({ path }) => path);
	packed.size = size;
	write(folder, {
		"package.json": '{"private": true}\n',
		"book/01-a.md": "# A\n\nSee Chapter 2.\n",
		"book/02-b.md": '# B\n\n```dot alt="a"\ndigraph { a -> b }\n```\n',
	});
	execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", `./${filename}`], {
		cwd: folder,
		stdio: "pipe",
	});
}, 300_000);

test("installed elsewhere, it builds a book", () => {
	const { status, stderr } = spawnSync(join(folder, "node_modules/.bin/silcrow"), ["build"], {
		cwd: folder,
		encoding: "utf8",
	});
	expect([status, stderr]).toEqual([0, ""]);
	const page = readFileSync(join(folder, "dist/ch01.html"), "utf8");
	const [, style = ""] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
	expect(existsSync(join(folder, "dist", style))).toBe(true);
	expect(readFileSync(join(folder, "dist/ch02.html"), "utf8")).toContain("<svg");
});

test("it knows its version", () => {
	const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
	const { stdout } = spawnSync(join(folder, "node_modules/.bin/silcrow"), ["--version"], { encoding: "utf8" });
	expect(stdout).toBe(`${version}\n`);
});

test("it holds what a user needs, and nothing else", () => {
	for (const path of [
		"bin/silcrow.js",
		"lib/cli.js",
		"lib/templates/page.eta",
		"lib/diagnostics/unknown-section.md",
		"lib/new-book/book/01-system.md",
		"lib/new-book/gitignore",
		"lib/public/style.css",
		"schema/book.schema.json",
		"README.md",
		"docs/writing.md",
		"LICENSE",
		"CHANGELOG.md",
	]) {
		expect(packed.files).toContain(path);
	}
	expect(packed.files.filter((path) => /^(?:src|test|book|glossary|scripts|node_modules|dist|\.)/.test(path))).toEqual(
		[],
	);
	// In bytes; the checker of drawings brought a parser of XML, and code that is loaded in pieces packs less well.
	expect(packed.size).toBeLessThan(1_080_000);
});

test("it installs few other packages", () => {
	const listed = execFileSync("npm", ["ls", "--all", "--parseable", "--omit=dev"], { cwd: folder, encoding: "utf8" });
	const names = new Set(
		listed
			.split("\n")
			.map((line) => line.split("node_modules/").at(-1))
			.filter((name) => name && !name.startsWith("/")),
	);
	// Silcrow, Graphviz, what draws Mermaid with its two, satteri with its binary for this machine and what that needs.
	expect(names.size).toBeLessThanOrEqual(13);
});
