import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { eventually } from "./support/dev.ts";
import { makeBook, silcrow, start, write } from "./support/run.ts";

const book = { "book/01-a.md": "# A\n\nOld text.\n", "book/02-b.md": "# B\n\nSee Chapter 1.\n" };

function startWatch(folder: string, ...args: string[]) {
	const child = start(folder, ["build", "--watch", ...args]);
	onTestFinished(() => void child.kill("SIGKILL"));
	const said = { text: "" };
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (data) => {
			said.text += data;
		});
	const page = (name: string) => {
		const path = join(folder, "dist", name);
		return existsSync(path) ? readFileSync(path, "utf8") : "";
	};
	return { child, said, page };
}

test("silcrow build --watch publishes after every change, and keeps the last good site while there are errors", async () => {
	const folder = makeBook(book);
	const { child, said, page } = startWatch(folder);
	await eventually(() => page("ch01.html").includes("Old text."));
	write(folder, { "book/01-a.md": "# A\n\nNew text.\n" });
	await eventually(() => page("ch01.html").includes("New text."));
	await eventually(() => /book\/01-a\.md changed {3}\d+ files written to dist in \d+ ms/.test(said.text));
	write(folder, { "book/02-b.md": "# B\n\nSee Chapter 9.\n" });
	await eventually(() => said.text.includes("1 error   dist keeps the last good site"));
	await eventually(() => said.text.includes("3 | See Chapter 9."));
	expect(page("ch02.html")).toContain("Chapter 1");
	write(folder, { "book/02-b.md": "# B\n\nFine again.\n" });
	await eventually(() => page("ch02.html").includes("Fine again."));
	const ended = new Promise((resolve) => child.on("exit", resolve));
	child.kill("SIGINT");
	expect(await ended).toBe(130);
	expect(silcrow(folder, ["build", "--no-cache"]).out).toContain("was up to date");
});

test("a book that has errors from the beginning is written when it has none", async () => {
	const folder = makeBook({ "book/01-a.md": "# A\n\nSee §9.\n" });
	const { said, page } = startWatch(folder);
	await eventually(() => said.text.includes("error[unknown-section]"));
	expect(page("ch01.html")).toBe("");
	write(folder, { "book/01-a.md": "# A\n\nNo more.\n" });
	await eventually(() => page("ch01.html").includes("No more."));
});
