import { execFileSync, spawnSync } from "node:child_process";
import {
	chmodSync,
	closeSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	unlinkSync,
	writeFileSync,
	writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { type Dev, eventually, startDev, startDevBy } from "./support/dev.ts";
import { makeBook, readTree, silcrow, write } from "./support/run.ts";

const book = Object.fromEntries(
	Array.from({ length: 9 }, (_, index) => [
		`book/0${index + 1}-c.md`,
		`# Chapter ${index + 1}\n\nOld text. See Chapter 1.\n`,
	]),
);

/** Start the server over a book, wait until the watch is up, and count the rebuilds from then on. */
async function watched(files: Record<string, string> = book) {
	const folder = makeBook(files);
	const dev = await startDev(folder);
	write(folder, { "public/probe.txt": "1" });
	await eventually(async () => (await dev.get("/probe.txt")).status === 200);
	await sleep(400);
	const already = rebuilds(dev);
	return { folder, dev, count: () => rebuilds(dev) - already };
}

const rebuilds = ({ said }: Dev) => said.text.match(/ (?:changed|looked again) {3}/g)?.length ?? 0;

/** Look at a page again and again; gives what was seen, until it is stopped. */
async function observe({ get }: Dev, path: string) {
	const seen = new Set<string>();
	let isOver = false;
	const loop = (async () => {
		while (!isOver) {
			const { status, body } = await get(path);
			seen.add(`${status} ${/(?:Old|New) text[^.<]*|Empty/.exec(body)?.[0] ?? "nothing"}`);
			await sleep(2);
		}
	})().catch((error: unknown) => seen.add(String(error)));
	await eventually(() => seen.size > 0);
	return async () => {
		isOver = true;
		await loop;
		return [...seen];
	};
}

/** Expect that every address gives the bytes that a new build writes. */
async function expectFreshBuild(folder: string, { get }: Dev): Promise<void> {
	const out = join(mkdtempSync(join(tmpdir(), "silcrow-fresh-")), "site");
	expect(silcrow(folder, ["build", "--no-cache", "--out", out]).code).toBe(0);
	for (const [path, content] of readTree(out)) {
		if (/^\.|\/\./.test(path)) continue;
		const { bytes } = await get(`/${path}`);
		const shown = bytes.toString("latin1").replace(/<script src="\/__silcrow[^>]*><\/script>/, "");
		expect(shown === content, path).toBe(true);
	}
}

const chapter = (text: string) => `# Chapter 5\n\n${text}. See Chapter 1.\n`;
const path = "book/05-c.md";

test.each<[string, (folder: string, text: string) => void]>([
	["write in place", (folder, text) => writeFileSync(join(folder, path), text)],
	[
		"empty and write a moment later, as many do",
		(folder, text) => {
			const file = openSync(join(folder, path), "w");
			setTimeout(() => {
				writeSync(file, text);
				closeSync(file);
			}, 15);
		},
	],
	[
		"write in two pieces",
		(folder, text) => {
			const file = openSync(join(folder, path), "w");
			writeSync(file, text.slice(0, 20));
			setTimeout(() => {
				writeSync(file, text.slice(20));
				closeSync(file);
			}, 15);
		},
	],
	[
		"write a new file over the old one",
		(folder, text) => {
			writeFileSync(join(folder, `${path}.tmp`), text);
			renameSync(join(folder, `${path}.tmp`), join(folder, path));
		},
	],
	[
		"vim: the old file becomes a copy, a new one takes its name",
		(folder, text) => {
			writeFileSync(join(folder, "book/4913"), "");
			unlinkSync(join(folder, "book/4913"));
			renameSync(join(folder, path), join(folder, `${path}~`));
			writeFileSync(join(folder, path), text);
			unlinkSync(join(folder, `${path}~`));
		},
	],
	[
		"JetBrains: two renames",
		(folder, text) => {
			writeFileSync(join(folder, `${path}___jb_tmp___`), text);
			renameSync(join(folder, path), join(folder, `${path}___jb_old___`));
			renameSync(join(folder, `${path}___jb_tmp___`), join(folder, path));
			unlinkSync(join(folder, `${path}___jb_old___`));
		},
	],
	[
		"Emacs: a lock beside it, which is a link that leads nowhere",
		(folder, text) => {
			symlinkSync("me@host.1", join(folder, "book/.#05-c.md"));
			writeFileSync(join(folder, path), text);
			unlinkSync(join(folder, "book/.#05-c.md"));
		},
	],
	[
		"sed -i",
		(folder, text) =>
			void spawnSync("sed", ["-i", `s/Old text/${/New text \w+/.exec(text)?.[0]}/`, join(folder, path)]),
	],
])("a save is one rebuild, and no reader sees an empty page: %s", async (_, save) => {
	const { folder, dev, count } = await watched();
	const stop = await observe(dev, "/ch05.html");
	save(folder, chapter("New text one"));
	await eventually(async () => (await dev.get("/ch05.html")).body.includes("New text one"));
	await sleep(500);
	expect(count()).toBe(1);
	// The file is another one now, and is watched all the same.
	writeFileSync(join(folder, path), chapter("New text two"));
	await eventually(async () => (await dev.get("/ch05.html")).body.includes("New text two"));
	for (const seen of await stop()) expect(["200 New text one", "200 New text two", "200 Old text"]).toContain(seen);
	await expectFreshBuild(folder, dev);
});

test("fifty saves in a tenth of a second are few rebuilds, and the last one wins", async () => {
	const { folder, dev, count } = await watched();
	for (let save = 1; save <= 50; save++) {
		write(folder, { [path]: chapter(`New text ${save}`) });
		await sleep(2);
	}
	await eventually(async () => (await dev.get("/ch05.html")).body.includes("New text 50"));
	await sleep(500);
	expect(count()).toBeLessThanOrEqual(5);
	await expectFreshBuild(folder, dev);
});

const large = Object.fromEntries(
	Array.from({ length: 300 }, (_, index) => [
		`book/${String(index + 1).padStart(4, "0")}-c.md`,
		`# C ${index + 1}\n\nOld text.\n`,
	]),
);

test("git checkout of hundreds of files is few rebuilds", async () => {
	const { folder, dev, count } = await watched(large);
	const git = (...args: string[]) => {
		const { status, stderr } = spawnSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
			cwd: folder,
			encoding: "utf8",
		});
		expect(stderr === "" || status === 0, stderr).toBe(true);
	};
	git("init", "-q");
	git("add", ".");
	git("commit", "-qm", "old");
	const already = count();
	git("checkout", "-qb", "other");
	const files = Object.fromEntries(Object.entries(large).map(([name, text]) => [name, text.replace("Old", "New")]));
	write(folder, { ...files, "book/0400-c.md": "# Four hundred\n" });
	git("add", ".");
	git("commit", "-qm", "new");
	await eventually(async () => (await dev.get("/ch400.html")).status === 200);
	await sleep(800);
	const before = count();
	git("checkout", "-q", "-");
	await eventually(async () => (await dev.get("/ch299.html")).body.includes("Old text"));
	await eventually(async () => (await dev.get("/ch400.html")).status === 404);
	await sleep(800);
	// On a busy machine the writing itself takes so long that a rebuild may come in between.
	const few = Object.keys(large).length / 20;
	expect(before - already).toBeLessThanOrEqual(few);
	expect(count() - before).toBeLessThanOrEqual(few);
	await expectFreshBuild(folder, dev);
});

test("a book that is deleted and put back is never shown empty", async () => {
	const { folder, dev } = await watched();
	const stop = await observe(dev, "/ch05.html");
	const copy = mkdtempSync(join(tmpdir(), "silcrow-copy-"));
	cpSync(join(folder, "book"), join(copy, "book"), { recursive: true });
	rmSync(join(folder, "book"), { recursive: true });
	await sleep(20);
	cpSync(join(copy, "book"), join(folder, "book"), { recursive: true });
	writeFileSync(join(folder, path), chapter("New text"));
	await eventually(async () => (await dev.get("/ch05.html")).body.includes("New text"));
	for (const seen of await stop()) expect(["200 New text", "200 Old text"]).toContain(seen);
	await sleep(1500);
	writeFileSync(join(folder, path), chapter("New text two"));
	await eventually(async () => (await dev.get("/ch05.html")).body.includes("New text two"));
	await expectFreshBuild(folder, dev);
});

test("folders that are made, filled at once, renamed and moved in are seen with all their files", async () => {
	const { folder, dev } = await watched();
	const exists = async (address: string) => (await dev.get(address)).status === 200;
	write(folder, { "book/part/deep/11-d.md": "# Eleven\n", "book/part/12-d.md": "# Twelve\n" });
	await eventually(async () => (await exists("/ch11.html")) && (await exists("/ch12.html")));
	write(folder, { "book/part/deep/11-d.md": "# Eleven\n\nNew text.\n" });
	await eventually(async () => (await dev.get("/ch11.html")).body.includes("New text."));
	renameSync(join(folder, "book/part"), join(folder, "book/renamed"));
	write(folder, { "book/renamed/12-d.md": "# Twelve\n\nNew text.\n" });
	await eventually(async () => (await dev.get("/ch12.html")).body.includes("New text."));
	const outside = mkdtempSync(join(tmpdir(), "silcrow-outside-"));
	onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
	mkdirSync(join(outside, "moved"));
	writeFileSync(join(outside, "moved/13-e.md"), "# Thirteen\n");
	renameSync(join(outside, "moved"), join(folder, "book/moved"));
	await eventually(() => exists("/ch13.html"));
	// Of a folder that is moved away nothing tells but its own name, once a new one is looked at no more.
	await sleep(1500);
	renameSync(join(folder, "book/moved"), join(outside, "away"));
	await eventually(async () => !(await exists("/ch13.html")));
	renameSync(join(outside, "away"), join(folder, "book/moved"));
	await eventually(() => exists("/ch13.html"));
	rmSync(join(folder, "book/moved"), { recursive: true });
	await eventually(async () => !(await exists("/ch13.html")));
	await expectFreshBuild(folder, dev);
});

test("a link to a folder above is not followed in circles: one save is one rebuild", async () => {
	const files = { ...book };
	const folder = makeBook(files);
	symlinkSync("..", join(folder, "book/loop"));
	const dev = await startDev(folder);
	await sleep(700);
	const already = rebuilds(dev);
	write(folder, { [path]: chapter("New text") });
	await eventually(async () => (await dev.get("/ch05.html")).body.includes("New text"));
	await sleep(500);
	expect(rebuilds(dev) - already).toBe(1);
});

test("a file that is shown under a second name by a link changes under both", async () => {
	const folder = makeBook({ ...book, "book/shared/part.txt": "Old text." });
	symlinkSync("shared/part.txt", join(folder, "book/alias.txt"));
	write(folder, { [path]: "# Chapter 5\n\n```txt file=alias.txt\n```\n" });
	const dev = await startDev(folder);
	await eventually(async () => (await dev.get("/ch05.html")).body.includes("Old text."));
	await sleep(400);
	write(folder, { "book/shared/part.txt": "New text." });
	await eventually(async () => (await dev.get("/ch05.html")).body.includes("New text."));
	expect(readFileSync(join(folder, "book/alias.txt"), "utf8")).toBe("New text.");
});

test("a file that is refused is forgotten when it goes, and so is the folder of one", async () => {
	const folder = makeBook(book);
	const dev = await startDev(folder);
	for (const name of ["away.md", "part/away.md"]) {
		mkdirSync(join(folder, "book", dirname(name)), { recursive: true });
		symlinkSync("/nowhere/at/all.md", join(folder, "book", name));
		const before = dev.said.text.length;
		await eventually(() => dev.said.text.slice(before).includes("1 error, showing"));
		rmSync(join(folder, "book", name.replace("/away.md", "")), { recursive: true });
		await eventually(() => /rebuilt in/.test(dev.said.text.slice(before)));
	}
});

test("settings beside the chapters are told of as they come, and read as soon as they are moved", async () => {
	const { folder, dev } = await watched();
	write(folder, { "book.yaml": "title: Its Title\n" });
	await eventually(() => dev.said.text.includes("1 warning"));
	renameSync(join(folder, "book.yaml"), join(folder, "book/book.yaml"));
	await eventually(async () => (await dev.get("/")).body.includes("Its Title"));
});

test("a folder that may not be read at first is watched like the others as soon as it may", async () => {
	const folder = makeBook({ ...book, "book/locked/20-l.md": "# L\n\nFirst text.\n" });
	chmodSync(join(folder, "book/locked"), 0);
	// Root may read everything, so somebody else has to try.
	const isRoot = process.getuid?.() === 0;
	if (isRoot) execFileSync("chown", ["-R", "65534:65534", folder]);
	const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
	const dev = await startDevBy(isRoot ? nobody : [], folder);
	await eventually(() => dev.said.text.includes("permission denied"));
	write(folder, { "public/probe.txt": "1" });
	await eventually(async () => (await dev.get("/probe.txt")).status === 200);
	await sleep(400);
	const shows = (text: string) => eventually(async () => (await dev.get("/ch20.html")).body.includes(text));
	chmodSync(join(folder, "book/locked"), 0o755);
	await shows("First text.");
	write(folder, { "book/locked/20-l.md": "# L\n\nOther text.\n" });
	await shows("Other text.");
	write(folder, { "book/01-c.md": "# Chapter 1\n\nOther text.\n" });
	await eventually(async () => (await dev.get("/ch01.html")).body.includes("Other text."));
	expect(dev.said.text).not.toContain("more slowly");
});
