import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { gitHead } from "../src/world/git-head.ts";
import { readHistory } from "../src/world/history.ts";
import { makeBook, readTree, silcrow, write } from "./support/run.ts";

const paths = ["book/01-one.md", "book/02 zwö.md"];

function git(folder: string, args: string[], time = "2026-01-02T03:04:05+0200"): string {
	const who = {
		GIT_AUTHOR_NAME: "A",
		GIT_AUTHOR_EMAIL: "a@b.c",
		GIT_COMMITTER_NAME: "A",
		GIT_COMMITTER_EMAIL: "a@b.c",
	};
	const env = {
		...process.env,
		...who,
		GIT_AUTHOR_DATE: time,
		GIT_COMMITTER_DATE: time,
		GIT_CONFIG_GLOBAL: "/dev/null",
	};
	return execFileSync("git", args, { cwd: folder, env, encoding: "utf8" });
}

/** A repository in which the second file was changed later than the first. */
function repository(): string {
	const folder = makeBook({ "book/01-one.md": "# One\n", "book/02 zwö.md": "# Two\n", "else/x.md": "x\n" });
	git(folder, ["init", "-q"]);
	git(folder, ["add", "."]);
	git(folder, ["commit", "-qm", "one"]);
	write(folder, { "book/02 zwö.md": "# Two\n\nMore.\n" });
	git(folder, ["commit", "-qam", "two"], "2026-03-04T05:06:07Z");
	return folder;
}

const epoch = process.env.SOURCE_DATE_EPOCH;
beforeEach(() => {
	delete process.env.SOURCE_DATE_EPOCH;
});
afterEach(() => {
	if (epoch !== undefined) process.env.SOURCE_DATE_EPOCH = epoch;
});

test("each file has the time of the last commit that changed it", async () => {
	const { changes, time, commit } = await readHistory(repository(), paths);
	expect([...changes].sort()).toEqual([
		["book/01-one.md", "2026-01-02T01:04:05Z"],
		["book/02 zwö.md", "2026-03-04T05:06:07Z"],
	]);
	expect(time).toBe("2026-03-04T05:06:07Z");
	expect(commit).toMatch(/^[0-9a-f]{10}$/);
});

test("a commit that does not touch the book changes nothing", async () => {
	const folder = repository();
	const before = await readHistory(folder, paths);
	write(folder, { "else/x.md": "y\n" });
	git(folder, ["commit", "-qam", "three"], "2026-05-06T07:08:09Z");
	expect(await readHistory(folder, paths)).toEqual(before);
});

test("a book may lie in a folder of its repository", async () => {
	const folder = makeBook({ "docs/book/01-one.md": "# One\n" });
	git(folder, ["init", "-q"]);
	git(folder, ["add", "."]);
	git(folder, ["commit", "-qm", "one"]);
	const { changes } = await readHistory(join(folder, "docs"), ["book/01-one.md"]);
	expect(changes.get("book/01-one.md")).toBe("2026-01-02T01:04:05Z");
});

test("where a shallow clone ends nothing is made up", async () => {
	const from = repository();
	const to = join(realpathSync(mkdtempSync(join(tmpdir(), "silcrow-shallow-"))), "clone");
	git(from, ["clone", "-q", "--depth", "1", `file://${from}`, to]);
	const { changes, time } = await readHistory(to, paths);
	expect([...changes]).toEqual([]);
	expect(time).toBe("2026-03-04T05:06:07Z");
});

test("without a repository, or without git, nothing is known", async () => {
	expect(await readHistory(makeBook({ "book/01-one.md": "# One\n" }), paths)).toEqual({ changes: new Map() });
	const { PATH } = process.env;
	process.env.PATH = "";
	try {
		expect(await readHistory(repositoryMade, paths)).toEqual({ changes: new Map(), isUnknown: true });
	} finally {
		process.env.PATH = PATH;
	}
});
const repositoryMade = repository();

test("SOURCE_DATE_EPOCH is the time of the build", async () => {
	process.env.SOURCE_DATE_EPOCH = "1700000000";
	expect((await readHistory(repositoryMade, paths)).time).toBe("2023-11-14T22:13:20Z");
	delete process.env.SOURCE_DATE_EPOCH;
});

test("the head tells a commit from another one, packed or not", () => {
	const folder = repository();
	const before = gitHead(folder);
	expect(before).toMatch(/[0-9a-f]{40}/);
	expect(gitHead(join(folder, "book"))).toBe(before);
	git(folder, ["pack-refs", "--all"]);
	expect(gitHead(folder)).toContain(git(folder, ["rev-parse", "HEAD"]).trim());
	git(folder, ["commit", "-q", "--allow-empty", "-m", "three"]);
	expect(gitHead(folder)).not.toBe(before);
	const second = join(folder, "else", "tree");
	git(folder, ["worktree", "add", "-q", "--detach", second]);
	expect(gitHead(second)).toContain(git(second, ["rev-parse", "HEAD"]).trim());
});

test("pages say when their file was changed, and a new commit builds them again", () => {
	const folder = repository();
	silcrow(folder, ["build", "--allow-errors"]);
	const page = readTree(join(folder, "dist")).get("ch01.html") ?? "";
	expect(page).toContain('Changed <time datetime="2026-01-02T01:04:05Z">2 January 2026</time>');
	expect(page).toContain('Built <time datetime="2026-03-04T05:06:07Z">');
	git(folder, ["commit", "-q", "--amend", "-m", "two, again"], "2026-07-08T00:00:00Z");
	silcrow(folder, ["build", "--allow-errors"]);
	expect(readTree(join(folder, "dist")).get("ch01.html")).toContain('Built <time datetime="2026-07-08T00:00:00Z">');
});

test("where git could not be asked, it is asked again, though nothing has changed", () => {
	const folder = repository();
	const built = () => readTree(join(folder, "dist")).get("ch01.html");
	silcrow(folder, ["build", "--allow-errors"], { PATH: "" });
	expect(built()).not.toContain("Changed <time");
	silcrow(folder, ["build", "--allow-errors"]);
	expect(built()).toContain("Changed <time");
});
