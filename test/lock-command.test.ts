import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeBook, silcrow, write } from "./support/run.ts";

const lockPath = "book/book.lock.json";
const runbook = (...entries: string[]) => `---\nrunbook: true\n---\n# Runbook\n\n${entries.join("\n\n")}\n`;
const drain = "## §1 Drain\n\nCordon the node, then evict its pods one after the other, and wait for the last.";
const rotate = "## §2 Rotate\n\nMake a second key, restart whatever reads it, and revoke the old one a day later.";
const scale = "## §3 Scale\n\nSet the number of replicas, and watch the memory of the machines while they start.";
const settings = { "book/book.yaml": "severity: {missing-part: off, section-gap: off}\n" };

function lockedBook(): { folder: string; text: () => string } {
	const folder = makeBook({ ...settings, "book/17-runbook.md": runbook(drain, rotate) });
	expect(silcrow(folder, ["lock"]).code).toBe(0);
	return { folder, text: () => readFileSync(join(folder, lockPath), "utf8") };
}

describe("silcrow lock", () => {
	test("makes a lock, and then it is up to date", () => {
		const folder = makeBook({ ...settings, "book/17-runbook.md": runbook(drain) });
		expect(silcrow(folder, ["lock", "--check"])).toMatchObject({ code: 1, out: expect.stringContaining("§1 is new") });
		expect(silcrow(folder, ["lock"]).out).toMatch(/§1 is new: “Drain”[\s\S]*Wrote book\/book\.lock\.json/);
		expect(silcrow(folder, ["lock"]).out).toMatch(/was up to date/);
		expect(silcrow(folder, ["lock", "--check"]).code).toBe(0);
		expect(silcrow(folder, ["check"]).code).toBe(0);
	});

	test("tells what is new, and --check leaves it to be written", () => {
		const { folder, text } = lockedBook();
		const before = text();
		write(folder, { "book/17-runbook.md": runbook(drain.replace("Drain", "Empty"), rotate, scale) });
		const checked = silcrow(folder, ["lock", "--check"]);
		expect(checked.code).toBe(1);
		expect(checked.out).toBe("§1 was retitled: “Drain” is now “Empty”\n§3 is new: “Scale”\n");
		expect(text()).toBe(before);
		expect(silcrow(folder, ["build", "--strict"]).code).toBe(0);
		expect(silcrow(folder, ["lock"]).code).toBe(0);
		expect(silcrow(folder, ["lock", "--check"]).code).toBe(0);
	});

	test("forgets nothing unless it is named", () => {
		const { folder, text } = lockedBook();
		const before = text();
		write(folder, { "book/17-runbook.md": runbook(drain) });
		expect(silcrow(folder, ["build"]).code).toBe(1);
		const refused = silcrow(folder, ["lock"]);
		expect(refused.code).toBe(1);
		expect(refused.out).toContain("error[lost-number]: §2 of chapter 17 “Rotate” was published, and is gone");
		expect(text()).toBe(before);
		expect(silcrow(folder, ["lock", "--drop", "runbook/2.html"]).code).toBe(0);
		expect(text()).not.toContain("runbook/2.html");
		expect(silcrow(folder, ["build"]).code).toBe(0);
	});

	test("takes two texts for the same matter when it is told so", () => {
		const { folder } = lockedBook();
		write(folder, { "book/17-runbook.md": runbook(drain, scale.replace("§3", "§2")) });
		expect(silcrow(folder, ["lock"]).out).toContain("§2 of chapter 17 was published as “Rotate”");
		expect(silcrow(folder, ["lock", "--same", "ch:17§2"]).code).toBe(0);
		expect(silcrow(folder, ["check"]).code).toBe(0);
	});

	test("a name that is not lost is a wrong command", () => {
		const { folder } = lockedBook();
		expect(silcrow(folder, ["lock", "--drop", "runbook/2.html"])).toMatchObject({
			code: 2,
			err: expect.stringContaining("runbook/2.html is not lost"),
		});
		expect(silcrow(folder, ["lock", "--drop", "x.html"]).err).toContain("the lock has no x.html");
	});

	test("a lock that cannot be read stays as it is", () => {
		const { folder, text } = lockedBook();
		write(folder, { [lockPath]: `<<<<<<< HEAD\n${text()}` });
		const ran = silcrow(folder, ["lock"]);
		expect(ran.code).toBe(1);
		expect(ran.out).toContain("book/book.lock.json:1:1");
		expect(text()).toMatch(/^<<<<<<< HEAD/);
	});
});

test("check --alerts reads rule files, and says where they are wrong", () => {
	const { folder } = lockedBook();
	write(folder, {
		"deploy/a/rules.yml": "groups:\n- rules:\n  - alert: A\n    expr: up\n",
		"deploy/b.yaml": "- alert: B\n  expr: up\n  annotations:\n    runbook_url: https://x.example/runbook/9.html\n",
	});
	const ran = silcrow(folder, ["check", "--alerts", "deploy/**/*.y*ml"]);
	expect(ran.code).toBe(1);
	expect(ran.out).toContain(
		"warning[alert-without-runbook]: the alert “A” has no runbook_url\n  --> deploy/a/rules.yml:3:12",
	);
	expect(ran.out).toContain("error[alert-unknown-entry]: the book has no runbook/9.html\n  --> deploy/b.yaml:4:18");
	expect(ran.out).toContain("2 alerts in 2 rule files");
	expect(silcrow(folder, ["check", "--alerts", "nothing/*.yml"])).toMatchObject({
		code: 2,
		err: expect.stringContaining("no file is called nothing/*.yml"),
	});
});
