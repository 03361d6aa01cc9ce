import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeBook, readTree, silcrow, write } from "./support/run.ts";

test("a new book has nothing amiss, and becomes a site with an entry that alerts may link to", () => {
	const folder = makeBook({});
	expect(silcrow(folder, ["init", "handbook"])).toEqual({
		code: 0,
		out: [
			"  book/01-system.md",
			"  book/02-runbook.md",
			"  book/book.yaml",
			"  glossary/glossary.md",
			"  .gitignore",
			"Began a book. `npx silcrow dev handbook` shows it while you write.\n",
		].join("\n"),
		err: "",
	});
	const book = join(folder, "handbook");
	expect(silcrow(book, ["build", "--strict", "-q"])).toEqual({ code: 0, out: "", err: "" });
	expect(readFileSync(join(book, "dist/runbook/1.txt"), "utf8")).toContain("sudo systemctl restart gateway");
	expect(readFileSync(join(book, ".gitignore"), "utf8").split("\n")).toEqual(
		expect.arrayContaining(["dist/", ".dist.silcrow/"]),
	);
});

test.each([
	["book", { "book/notes.txt": "mine\n" }],
	["glossary", { "glossary/a.md": "- **A:** B.\n" }],
	["book", { book: "a file\n" }],
])("where there is something called %s, nothing is written", (name, files) => {
	const folder = makeBook(files);
	const before = readTree(folder);
	expect(silcrow(folder, ["init"])).toEqual({
		code: 2,
		out: "",
		err: [
			`silcrow: ${name} is there already; nothing was written`,
			"  hint: `silcrow init` begins a book where there is none",
			"  hint: `silcrow check` says what the one that is there lacks\n",
		].join("\n"),
	});
	expect(readTree(folder)).toEqual(before);
});

test("a .gitignore that is there stays as it is", () => {
	const folder = makeBook({ ".gitignore": "*.log\n" });
	const { code, err } = silcrow(folder, ["init"]);
	expect([code, err]).toEqual([0, ".gitignore is as it was: let it name dist/ and node_modules/.\n"]);
	expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("*.log\n");
});

test("a place that cannot be written to is told, and nothing is left behind", () => {
	const folder = makeBook({});
	write(folder, { file: "" });
	expect(silcrow(folder, ["init", "file"])).toEqual({
		code: 3,
		out: "",
		err: "silcrow: cannot write the book to file: it is not a folder (ENOTDIR)\n",
	});
	expect(existsSync(join(folder, "file"))).toBe(true);
	expect([...readTree(folder).keys()]).toEqual(["file"]);
});
