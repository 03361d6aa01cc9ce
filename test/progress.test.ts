import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tellProgress } from "../src/commands/progress.ts";
import { makeBook, silcrow } from "./support/run.ts";

/** What a teller says of 100 files that take so many milliseconds each. */
function told(milliseconds: number, kind: "terminal" | "log", quiet = false): string[] {
	const lines: string[] = [];
	let time = 0;
	const terminal = {
		print: () => undefined,
		note: (line: string) => void lines.push(line),
		...(kind === "terminal" ? { draw: (line: string) => void lines.push(line) } : {}),
		hasColor: false,
		width: undefined,
		env: {},
	};
	const progress = tellProgress(terminal, { quiet }, () => time);
	for (let done = 1; done <= 100; done++) {
		time += milliseconds;
		progress.at("compile", done, 100);
	}
	progress.end();
	// An engine that lives on speaks of what comes later too.
	time += 1_000;
	progress.at("link", 1, 2);
	return lines;
}

describe("progress", () => {
	test("a short build says nothing", () => {
		expect(told(5, "log")).toEqual([]);
	});

	test("a long one says in a log now and then how far it is", () => {
		expect(told(100, "log")).toEqual([
			"Compiling 50 of 100 files, 10 a second",
			"Compiling 100 of 100 files, 10 a second",
		]);
	});

	test("on a terminal one line is drawn again and again, and taken away", () => {
		const lines = told(100, "terminal");
		expect(lines[0]).toBe("Compiling 10 of 100 files, 11 a second");
		expect(lines.at(-1)).toBe("");
	});

	test("--quiet says nothing", () => {
		expect([...told(100, "log", true), ...told(100, "terminal", true)]).toEqual([]);
	});
});

test("--verbose tells the time of each stage, and --profile writes what the tools of browsers open", () => {
	const folder = makeBook({ "book/01-a.md": "# A\n" });
	const { err } = silcrow(folder, ["build", "--verbose", "--profile", "a.cpuprofile"]);
	expect(err).toMatch(
		/1 file, \d+ pages, \d+ references in \d+ ms \(read \d+ ms, compile \d+ ms, link .*write \d+ ms\)/,
	);
	expect(JSON.parse(readFileSync(join(folder, "a.cpuprofile"), "utf8"))).toHaveProperty("nodes");
	expect(silcrow(folder, ["build", "--verbose"]).err).toContain("nothing had changed");
});
