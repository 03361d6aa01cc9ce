import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { eventually } from "./support/dev.ts";
import { makeBook, readTree, silcrow, start, write } from "./support/run.ts";

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

/** Give the site as a build makes it that knows of no other. */
function coldSite(folder: string): Map<string, string> {
	const out = join(mkdtempSync(join(tmpdir(), "silcrow-cold-")), "site");
	expect(silcrow(folder, ["build", "--no-cache", "--out", out]).code).toBe(0);
	return readTree(out);
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

function packsOf(folder: string): string[] {
	return readdirSync(join(folder, ".cache/silcrow")).filter((name) => name.startsWith("pack-"));
}

const birds = {
	"book/01-a.md": "# A\n\nOld text. See Chapter 2 and §1.\n",
	"book/02-b.md": "# B\n\nA goose flies. See Chapter 1.\n\n## Part\n\n```sh\nls # all\n```\n",
	"book/03-run.md":
		"---\nrunbook: true\n---\n# Run\n\n## §1 One\n\nSee Chapter 2.\n\n**Verify.** Look.\n\n**Roll back.** No.\n",
	"glossary/birds.md": "# Birds\n\n- **goose**: a bird (Chapter 2)\n",
	"public/note.txt": "note",
};

/** Saves, and what tells that they are published: a page and a text on it. Each leaves another part of the site as it is. */
const saves: [files: Record<string, string>, page: string, text: string][] = [
	[{ "book/01-a.md": "# A\n\nNew text. See Chapter 2 and §1.\n" }, "ch01.html", "New text."],
	[{ "book/02-b.md": birds["book/02-b.md"].replace("# B", "# Bee") }, "ch01.html", "Bee"],
	[{ "book/02-b.md": birds["book/02-b.md"].replace("ls", "ls -lart") }, "ch02.html", "-lart"],
	[{ "glossary/birds.md": `${birds["glossary/birds.md"]}- **gander**: its mate (Chapter 1)\n` }, "birds.html", "mate"],
	[{ "book/01-a.md": "# A\n\nA gander. See Chapter 2 and §1.\n" }, "ch01.html", "A gander"],
	[{ "book/book.yaml": "title: Fowls\n" }, "ch01.html", "Fowls"],
	[{ "public/note.txt": "another note" }, "note.txt", "another"],
	[{ "book/04-d.md": "# Delta\n" }, "ch01.html", "Delta"],
	[{ "templates/footer.eta": "<footer>Our own</footer>\n" }, "ch01.html", "Our own"],
];

test.each([[[]], [["--no-cache"]]])(
	"whatever is saved, the site is the one of a build that begins anew %s",
	async (args: string[]) => {
		const folder = makeBook(birds);
		const { page } = startWatch(folder, ...args);
		await eventually(() => page("ch01.html").includes("Old text."));
		for (const [files, address, text] of saves) {
			write(folder, files);
			await eventually(() => page(address).includes(text));
			expect([...readTree(join(folder, "dist"))], text).toEqual([...coldSite(folder)]);
		}
	},
);

test("what was worked out is kept for the next run, and a kill leaves nothing that harms it", async () => {
	const folder = makeBook(birds);
	const first = startWatch(folder);
	await eventually(() => first.page("ch01.html").includes("Old text."));
	write(folder, { "book/01-a.md": "# A\n\nNew text.\n" });
	await eventually(() => first.page("ch01.html").includes("New text."));
	first.child.kill("SIGTERM");
	expect(await once(first.child, "exit")).toEqual([143, null]);
	const packs = packsOf(folder);
	const second = startWatch(folder);
	await eventually(() => second.said.text.includes("dist is up to date"));
	second.child.kill("SIGTERM");
	await once(second.child, "exit");
	// Whatever it had worked out it would have kept.
	expect(packsOf(folder)).toEqual(packs);
	for (const [files, address, text] of saves) {
		const next = startWatch(folder);
		await eventually(() => next.said.text.includes("dist"));
		write(folder, files);
		await eventually(() => next.page(address).includes(text));
		next.child.kill("SIGKILL");
		await once(next.child, "exit");
	}
	expect(silcrow(folder, ["build"]).code).toBe(0);
	expect([...readTree(join(folder, "dist"))]).toEqual([...coldSite(folder)]);
});

test("a site or a cache that others changed or removed meanwhile is put right with the next save", async () => {
	const folder = makeBook(birds);
	const { page, said } = startWatch(folder);
	await eventually(() => said.text.includes("dist"));
	const harms: Record<string, () => void> = {
		"page changed": () => writeFileSync(join(folder, "dist/ch02.html"), "other"),
		"page away": () => rmSync(join(folder, "dist/ch02.html")),
		"site away": () => rmSync(join(folder, "dist"), { recursive: true }),
		"other build": () => void silcrow(folder, ["build"]),
		"packs spoiled": () => {
			const cache = join(folder, ".cache/silcrow");
			for (const name of packsOf(folder)) writeFileSync(join(cache, name), readFileSync(join(cache, name)).fill("x"));
		},
		"cache away": () => rmSync(join(folder, ".cache"), { recursive: true }),
		"site away again": () => rmSync(join(folder, "dist"), { recursive: true }),
	};
	for (const [name, harm] of Object.entries(harms)) {
		harm();
		write(folder, { "book/01-a.md": `# A\n\nThen: ${name}. See §1.\n`, "book/02-b.md": `# B ${name}\n\nA goose.\n` });
		await eventually(() => page("ch01.html").includes(`Then: ${name}.`) && page("ch02.html").includes(`B ${name}`));
		expect([...readTree(join(folder, "dist"))], name).toEqual([...coldSite(folder)]);
	}
	expect(said.text).not.toContain("error");
});

test("what a large book has made is written down while it is watched, and nobody is told twice", async () => {
	const chapters = Array.from({ length: 160 }, (_, at) => [`book/${at + 1}-a.md`, `# A ${at}\n\nSee Chapter 2.\n`]);
	const folder = makeBook(Object.fromEntries(chapters));
	const { page, said } = startWatch(folder);
	await eventually(() => said.text.includes("dist"));
	await eventually(() => packsOf(folder).some((name) => !name.includes(".")));
	write(folder, { "book/2-a.md": "# New\n\nText.\n" });
	await eventually(() => page("ch02.html").includes("New"));
	expect([...readTree(join(folder, "dist"))]).toEqual([...coldSite(folder)]);
	write(folder, { "book/3-a.md": "# Newer\n\nText.\n" });
	await eventually(() => said.text.includes("book/3-a.md changed"));
	expect(said.text.match(/dist/g)).toHaveLength(3);
});
