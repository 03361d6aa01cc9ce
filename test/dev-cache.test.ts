import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Dev, eventually, startDev } from "./support/dev.ts";
import { makeBook, readTree, start, write } from "./support/run.ts";

const book = {
	"book/01-a.md": "# A\n\nOld text. See Chapter 2 and §1.\n",
	"book/02-b.md": "# B\n\nA goose flies. See Chapter 1.\n\n## Part\n\nText.\n",
	"book/03-run.md":
		"---\nrunbook: true\n---\n# Run\n\n## §1 One\n\nSee Chapter 2.\n\n**Verify.** Look.\n\n**Roll back.** No.\n",
	"glossary/birds.md": "# Birds\n\n- **goose**: a bird (Chapter 2)\n",
};

/** Show the book once, so that the next run finds what was kept. */
async function shownOnce(): Promise<string> {
	const folder = makeBook(book);
	const { child } = await startDev(folder);
	child.kill("SIGTERM");
	await once(child, "exit");
	return folder;
}

async function expectFreshBuild(folder: string, { get }: Dev): Promise<void> {
	const out = join(mkdtempSync(join(tmpdir(), "silcrow-fresh-")), "site");
	// A connection that is kept must not time out unseen meanwhile.
	const [code] = await once(start(folder, ["build", "--no-cache", "--out", out]), "exit");
	expect(code).toBe(0);
	for (const [path, content] of readTree(out)) {
		if (/^\.|\/\./.test(path)) continue;
		const shown = (await get(`/${path}`)).bytes
			.toString("latin1")
			.replace(/<script src="\/__silcrow[^>]*><\/script>/, "");
		expect(shown === content, path).toBe(true);
	}
}

/** Spoil each pack behind its beginning, without another size or another file. */
function spoil(folder: string): void {
	const cache = join(folder, ".cache/silcrow");
	for (const name of readdirSync(cache).filter((one) => one.startsWith("pack-"))) {
		const bytes = readFileSync(join(cache, name));

		writeFileSync(join(cache, name), bytes.fill("x", 1, bytes.length >> 1));
	}
}

test("a book that is shown over what an earlier run has kept is the book as it is built anew, after each edit", async () => {
	const folder = await shownOnce();
	const dev = await startDev(folder);
	await expectFreshBuild(folder, dev);
	// Each edit leaves another part of what was kept as it is.
	const edits: [Record<string, string>, string, string][] = [
		[{ "book/01-a.md": "# A\n\nNew text. See Chapter 2 and §1.\n" }, "/ch01.html", "New text."],
		[{ "book/02-b.md": book["book/02-b.md"].replace("# B", "# Bee") }, "/ch01.html", "Bee"],
		[{ "book/02-b.md": book["book/02-b.md"].replace("See", "A swan. See") }, "/ch02.html", "A swan"],
		[
			{ "glossary/birds.md": `${book["glossary/birds.md"]}- **swan**: another (Chapter 2)\n` },
			"/birds.html",
			"another",
		],
		[{ "book/book.yaml": "title: Birds\n" }, "/ch01.html", "Birds"],
		[{ "book/01-a.md": "# A\n\nLast text, without references.\n" }, "/ch01.html", "Last text"],
	];
	for (const [files, page, text] of edits) {
		write(folder, files);
		await eventually(async () => (await dev.get(page)).body.includes(text));
		await expectFreshBuild(folder, dev);
	}
});

test("what was kept and is spoiled is done without, before and while the book is shown", async () => {
	const folder = await shownOnce();
	const dev = await startDev(folder);
	spoil(folder);
	await eventually(async () => (await dev.get("/ch02.html")).status === 200);
	write(folder, { "book/01-a.md": "# A\n\nNew text. See Chapter 2 and §1.\n" });
	await eventually(async () => (await dev.get("/ch01.html")).body.includes("New text."));
	await expectFreshBuild(folder, dev);
	const next = await startDev(folder);
	await expectFreshBuild(folder, next);
	expect(dev.said.text + next.said.text).not.toContain("silcrow:");
});

test("--no-cache keeps nothing", async () => {
	const folder = makeBook(book);
	await startDev(folder, "--no-cache");
	expect(readdirSync(folder)).not.toContain(".cache");
});

test("a cache that cannot be used is told, and the book is shown all the same", async () => {
	const folder = makeBook({ ...book, ".cache": "" });
	const { said, get } = await startDev(folder);
	expect((await get("/ch01.html")).status).toBe(200);
	await eventually(() => /No use could be made of the cache in .*is not a folder/.test(said.text));
});
