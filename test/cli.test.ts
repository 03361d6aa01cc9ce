import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeBook, readTree, silcrow, write } from "./support/run.ts";

const good = { "book/01-a.md": "# A\n\nSee Chapter 2.\n", "book/02-b.md": "# B\n\nSee Chapter 1.\n" };
const bad = { ...good, "book/02-b.md": "# B\n\nSee Chapter 9.\n" };

const of = (folder: string, files: Record<string, string>) =>
	Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

describe("build", () => {
	test("a folder with nothing but numbered Markdown files builds", () => {
		const folder = makeBook(good);
		const { code, out } = silcrow(folder, ["build"]);
		expect(code).toBe(0);
		expect(out).toMatch(/^Wrote \d+ pages to .*dist/);
		expect(readFileSync(join(folder, "dist/ch01.html"), "utf8")).toContain('href="ch02.html"');
	});

	test("a book with an error is not published, and the earlier site stays", () => {
		const folder = makeBook(good);
		silcrow(folder, ["build"]);
		const before = readTree(join(folder, "dist"));
		write(folder, bad);
		const { code, out } = silcrow(folder, ["build"]);
		expect(code).toBe(1);
		expect(out).toContain("error[unknown-chapter]: there is no chapter 9\n  --> book/02-b.md:3:5\n");
		expect(out).toContain("Nothing was written to");
		expect(readTree(join(folder, "dist"))).toEqual(before);
	});

	test("a fault in a template of the book is the book's, and says where it is", () => {
		const folder = makeBook({ ...good, "templates/chapter.eta": "<p>\n<%= it.nothing.at.all %>" });
		const { code, err } = silcrow(folder, ["build"]);
		expect(code).toBe(1);
		expect(err).toMatch(/^silcrow: templates\/chapter\.eta:2: Cannot read .*\n {2}hint: mend the template/);
		expect(existsSync(join(folder, "dist"))).toBe(false);
	});

	test("--allow-errors publishes it, and the exit code tells", () => {
		const folder = makeBook(bad);
		expect(silcrow(folder, ["build", "--allow-errors"]).code).toBe(1);
		expect(existsSync(join(folder, "dist/ch02.html"))).toBe(true);
	});

	test("a folder and --out may be named", () => {
		const folder = makeBook(of("handbook", good));
		expect(silcrow(folder, ["build", "handbook", "--out", "site"]).code).toBe(0);
		expect(existsSync(join(folder, "site/index.html"))).toBe(true);
	});

	test("the same book gives the same bytes, wherever and whenever it is built", () => {
		const one = makeBook(good);
		const other = makeBook(good);
		silcrow(one, ["build"], { TZ: "Pacific/Kiritimati", LANG: "de_DE.UTF-8" });
		silcrow(other, ["build"], { TZ: "America/Anchorage", LANG: "C" });
		expect(readTree(join(one, "dist"))).toEqual(readTree(join(other, "dist")));
	});

	test.each(["check gone", "check book/01-a.md", "dev gone", "build --watch gone"])(
		"%s: that is no book, which is a wrong command",
		(line) => {
			const { code, err } = silcrow(makeBook(good), line.split(" "));
			expect(code).toBe(2);
			expect(err).toContain("a book is a folder with its chapters in `book/`");
		},
	);

	test("a folder that is not ours is never replaced", () => {
		const folder = makeBook({ ...good, "dist/thesis.doc": "years of work" });
		const { code, err } = silcrow(folder, ["build"]);
		expect(code).toBe(2);
		expect(err).toContain("dist");
		expect(readFileSync(join(folder, "dist/thesis.doc"), "utf8")).toBe("years of work");
	});

	test("a draft stays out of the site, and a reference to it is an error that says so", () => {
		const folder = makeBook({ ...good, "book/02-b.md": "---\nstatus: draft\n---\n\n# B\n" });
		const { code, out } = silcrow(folder, ["build"]);
		expect(code).toBe(1);
		expect(out).toMatch(/unknown-chapter[\s\S]*draft/);
	});
});

describe("check", () => {
	test.each([["check"], ["check", "--no-cache"], ["check", "--alerts", "none.yaml"], ["lock"]])(
		"%s runs no code of the book",
		(...args) => {
			const code = '<% process.getBuiltinModule("fs").writeFileSync("ran", "") %>';
			const folder = makeBook({ ...good, "templates/chapter.eta": code, "templates/page.eta": code });
			silcrow(folder, args);
			expect(readTree(folder).has("ran")).toBe(false);
			silcrow(folder, ["build"]);
			expect(readTree(folder).has("ran")).toBe(true);
		},
	);

	test("writes no site", () => {
		const folder = makeBook(good);
		const { code, out } = silcrow(folder, ["check"]);
		expect([code, out]).toEqual([0, "Checked 2 files: 2 references resolve.\n"]);
		expect(existsSync(join(folder, "dist"))).toBe(false);
	});

	test("of a book in a folder, the report names files as they are seen from here", () => {
		const folder = makeBook({ ...of("handbook", bad), "deploy/rules.yml": "- alert: A\n  expr: up\n" });
		const places = (...args: string[]) => silcrow(folder, ["check", ...args]).out.match(/--> \S+|file=[^,]+/g);
		expect(places("handbook")).toEqual(["--> handbook/book/02-b.md:3:5"]);
		expect(places("handbook", "--format", "github")).toEqual(["file=handbook/book/02-b.md"]);
		expect(places("./handbook/", "--alerts", "deploy/*.yml")).toEqual([
			"--> handbook/book/02-b.md:3:5",
			"--> deploy/rules.yml:1:10",
		]);
		expect(silcrow(folder, ["check", "handbook"]).out).toContain("\n3 | See Chapter 9.\n");
		const beside = (...args: string[]) => silcrow(join(folder, "deploy"), ["check", "../handbook", ...args]).out;
		expect(beside()).toContain("--> ../handbook/book/02-b.md:3:5");
		// No service looks for files above its working folder.
		expect(beside("--format", "github")).toContain("file=book/02-b.md,");
	});

	test("the last line says what is wrong in how many files, and how many references resolve", () => {
		const lastLine = (files: Record<string, string>) =>
			silcrow(makeBook(files), ["check"]).out.trim().split("\n").at(-1);
		const broken = { ...bad, "book/03-c.md": "# C\n\n[No](none.md), [A](01-a.md), Chapter 8 and Chapter 1.\n" };
		expect(lastLine(broken)).toBe(
			"3 errors in 2 files (unknown-chapter 2, broken-link 1). Checked 3 files: 3 of 6 references resolve.",
		);
	});

	test("--strict takes warnings for errors", () => {
		const folder = makeBook({ ...good, "book/notes.md": "# Notes\n" });
		expect(silcrow(folder, ["check"]).code).toBe(0);
		expect(silcrow(folder, ["check", "--strict"]).code).toBe(1);
	});

	test("--quiet shows errors only", () => {
		const folder = makeBook({ ...good, "book/notes.md": "# Notes\n" });
		expect(silcrow(folder, ["check", "--quiet"])).toEqual({ code: 0, out: "", err: "" });
	});

	test.each(["json", "sarif"])("--format %s can be parsed, and goes where --output-file says", (format) => {
		const folder = makeBook(bad);
		expect(silcrow(folder, ["check", "--format", format, "--output-file", "report.json"]).code).toBe(1);
		const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
		expect(JSON.stringify(report)).toContain("unknown-chapter");
	});

	test("faulty settings are a mistake of their own", () => {
		expect(silcrow(makeBook({ ...good, "book/book.yaml": "language: [1]\n" }), ["check"]).code).toBe(2);
	});

	test("no colours where nobody asked for them, colours where somebody did", () => {
		const folder = makeBook(bad);
		expect(silcrow(folder, ["check"]).out).not.toContain("\u001b[");
		expect(silcrow(folder, ["check"], { FORCE_COLOR: "1" }).out).toContain("\u001b[1;31m");
		expect(silcrow(folder, ["check"], { NO_COLOR: "1" }).out).not.toContain("\u001b[");
	});

	test("on GitHub the summary of the job says what is wrong, where, and what readers will notice", () => {
		const folder = makeBook(bad);
		const summary = join(folder, "summary.md");
		const env = { GITHUB_STEP_SUMMARY: summary };
		const { out } = silcrow(folder, ["check", "--format", "github"], env);
		expect(out).toContain("::error file=book/02-b.md,line=3,endLine=3,col=5,endColumn=14,title=unknown-chapter::");
		const written = readFileSync(summary, "utf8");
		expect(written).toMatch(/^### Book check: 1 error in 1 file \(unknown-chapter 1\)\n/);
		expect(written).toContain("- error at `book/02-b.md:3:5`: there is no chapter 9\n");

		const published = makeBook(good);
		silcrow(published, ["lock"]);
		silcrow(published, ["lock", "--check"], env);
		expect(readFileSync(summary, "utf8")).toMatch(/None is lost: all \d+ entries of the record/);
		write(published, { "book/05-new.md": "# A [new one\n" });
		silcrow(published, ["lock", "--check"], env);
		expect(readFileSync(summary, "utf8")).toContain(
			"### What readers will notice\n\n- Chapter 5 is new: “A \\[new one”\n",
		);
	});
});

describe("the command line", () => {
	test.each([
		[["--version"], 0],
		[["--help"], 0],
		[["help", "build"], 0],
		[["explain", "unknown-section"], 0],
		[["explain"], 0],
		[["explain", "unknown-sektion"], 2],
		[["biuld"], 2],
		[["help", "biuld"], 2],
		[["build", "--nonsense"], 2],
		[["check", "--format", "xml"], 2],
		[["check", "nowhere"], 2],
		[["dev", "--port", "many"], 2],
	])("%j ends with %d", (args, code) => {
		const ran = silcrow(makeBook(good), args);
		expect(ran.code).toBe(code);
		expect(ran.err === "").toBe(code === 0);
	});

	test("without a command it shows its help, line by line", () => {
		const { err, code } = silcrow(makeBook(good), []);
		expect([code, err.split("\n")[0]]).toEqual([2, "Usage: silcrow [options] [command]"]);
		expect(err).toMatch(/^ {2}build \[options\] \[folder\] {2}write the site/m);
		expect(err).toMatch(/^Examples:$/m);
	});

	test("a misspelt command is met with the one that was meant", () => {
		expect(silcrow(makeBook(good), ["biuld"]).err).toContain("\n  hint: did you mean build?\n");
		expect(silcrow(makeBook(good), ["help", "biuld"]).err).toContain("\n  hint: did you mean build?\n");
	});

	test("a code is explained with an example, and a misspelt one is met with the one that was meant", () => {
		const folder = makeBook({});
		expect(silcrow(folder, ["explain", "unknown-section"]).out).toMatch(
			/^unknown-section \(error\)\n\n[\s\S]*\nExample:\n\n {2}book\/01-history.md\n {4}# History\n[\s\S]*\^\^ there is no §2/,
		);
		expect(silcrow(folder, ["explain", "unknown-sektion"]).err).toContain("did you mean unknown-section?");
	});

	test("a folder without a book says what a book is", () => {
		expect(silcrow(makeBook({ "readme.md": "" }), ["build"]).err).toMatch(
			/there is no book[\s\S]*hint: a book is a folder/,
		);
	});

	test("a book without a chapter is a wrong command, and its earlier site stays", () => {
		const folder = makeBook({ "book/01-a.md": "# A\n" });
		silcrow(folder, ["build"]);
		renameSync(join(folder, "book/01-a.md"), join(folder, "01-a.md"));
		const { code, err } = silcrow(folder, ["build"]);
		expect([code, err]).toEqual([2, expect.stringMatching(/is empty: `book` has no Markdown file\n {2}hint: write a/)]);
		expect(existsSync(join(folder, "dist/ch01.html"))).toBe(true);
	});

	test("a file of the book that was refused is told, though there is no other", () => {
		const { code, out } = silcrow(makeBook({ "book/01-a.md": "\0" }), ["check"]);
		expect([code, out]).toEqual([1, expect.stringMatching(/^error\[\w+\]/)]);
	});

	test("in the folder of the chapters it asks for the one above", () => {
		const { code, err } = silcrow(join(makeBook(good), "book"), ["check"]);
		expect([code, err]).toEqual([2, expect.stringContaining("name the one above it, as in `silcrow check ..`")]);
	});

	test("nothing that a file says can command the terminal", () => {
		const folder = makeBook({ "book/01-a.md": "# A\n\nSee Chapter 9 \u001b]0;owned\u0007 \u009b31m \u202e.\n" });
		const { out } = silcrow(folder, ["check"]);
		expect(out).toContain("unknown-chapter");
		expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
	});
});

// Node's own way to make folders never ends there.
test("an output on a file system that makes no folders is a fault of the machine", () => {
	const ran = silcrow(makeBook({ "book/01-a.md": "# A\n" }), ["build", "--out", "/proc/site"]);
	expect(ran.code).toBe(3);
	expect(ran.err).toContain("cannot write beside /proc/site");
});
