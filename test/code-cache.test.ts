import { spawnSync } from "node:child_process";
import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { makeBook, readTree } from "./support/run.ts";

const root = resolve(import.meta.dirname, "..");
const home = mkdtempSync(join(tmpdir(), "silcrow-code-"));
const lib = join(home, "lib");

/** A copy of the program whose kept code no other test reads. */
beforeAll(() => {
	for (const part of ["bin", "lib", "package.json"]) cpSync(join(root, part), join(home, part), { recursive: true });
	symlinkSync(join(root, "node_modules"), join(home, "node_modules"));
	for (const name of keptCode()) rmSync(join(lib, name));
});

const keptCode = () => readdirSync(lib).filter((name) => name.startsWith("code-"));

/** Build the same small book anew. */
function build(...nodeOptions: string[]): unknown {
	const folder = makeBook({ "book/01-a.md": "# A\n\nSee Chapter 2.\n", "book/02-b.md": "# B\n\n```sh\nls\n```\n" });
	const args = [...nodeOptions, join(home, "bin/silcrow.js"), "build", "--no-cache"];
	const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
	return { status, stderr, site: readTree(join(folder, "dist")) };
}

test("code that is kept changes nothing, nor does code that is spoiled", () => {
	const first = build();
	expect(first).toMatchObject({ status: 0, stderr: "" });
	const [name = ""] = keptCode();
	expect(keptCode()).toEqual([name]);
	expect(build()).toEqual(first);
	const whole = readFileSync(join(lib, name));
	for (const spoil of [
		() => truncateSync(join(lib, name), 100),
		() => truncateSync(join(lib, name), whole.length - 5),
		() => writeFileSync(join(lib, name), ""),
		() => writeFileSync(join(lib, name), flipped(whole, 10)),
		() => writeFileSync(join(lib, name), flipped(whole, 20_000)),
		() => writeFileSync(join(lib, name), flipped(whole, whole.length - 1000)),
	]) {
		spoil();
		expect(build()).toEqual(first);
		writeFileSync(join(lib, name), whole);
	}
});

test("a Node with other settings keeps code of its own", () => {
	const first = build();
	expect(build("--no-opt")).toEqual(first);
	expect(keptCode()).toHaveLength(2);
});

function flipped(bytes: Buffer, at: number): Buffer {
	const copy = Buffer.from(bytes);
	copy[at] = 255 - (copy[at] ?? 0);
	return copy;
}
