import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
	appendFileSync,
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { spoilAtRandom } from "../scripts/trust-cache.ts";
import { runProgram } from "../src/commands/program.ts";
import { eventually } from "./support/dev.ts";
import { bin, makeBook, type Ran, readTree, silcrow, start, write } from "./support/run.ts";

const files = {
	"book/01-a.md": "# A\n\nSee Chapter 2, and Chapter 9.\n",
	"book/02-b.md": "# B\n\nWords.\n",
	"book/notes.md": "# Notes\n",
	"public/robots-note.txt": "public",
};

/** Run a command on a book, in this process but with nothing that an earlier run left in it. */
async function run(command: "build" | "check", folder: string, ...options: string[]): Promise<Ran> {
	const ran: Ran = { code: null, out: "", err: "" };
	const terminal = {
		print(text: string) {
			ran.out += text;
		},
		note(line: string) {
			ran.err += `${line}\n`;
		},
		hasColor: false,
		width: undefined,
		env: {},
	};
	const own = command === "build" ? ["--allow-errors"] : [];
	ran.code = await runProgram([command, folder, ...own, ...options], terminal);
	return ran;
}

/** A book that has been built. */
async function built(): Promise<string> {
	const folder = makeBook(files);
	await run("build", folder);
	return folder;
}

/** Build a book, and expect what a build says and writes that knows of no other. */
async function expectSame(folder: string): Promise<Ran> {
	const warm = await run("build", folder);
	const out = join(folder, "cold");
	const cold = await run("build", folder, "--no-cache", "--out", out);
	expect([...readTree(join(folder, "dist"))]).toEqual([...readTree(out)]);
	rmSync(out, { recursive: true });
	const problems = (text: string) => text.split("\n").slice(0, -2);
	expect(problems(warm.out)).toEqual(problems(cold.out));
	expect(warm.code).toBe(cold.code);
	return warm;
}

/** The files of the cache that say something. */
function entries(folder: string): string[] {
	const cache = join(folder, ".cache/silcrow");
	return readdirSync(cache)
		.filter((name) => !name.startsWith("."))
		.map((name) => join(cache, name));
}

test("settings that come beside the chapters, and go, are told of as without a cache", async () => {
	const folder = await built();
	write(folder, { "book.yaml": "title: A\n" });
	expect((await expectSame(folder)).out).toContain("nothing reads book.yaml");
	rmSync(join(folder, "book.yaml"));
	expect((await expectSame(folder)).out).not.toContain("nothing reads book.yaml");
});

test("nothing changed: the same words again, and the site is not touched", async () => {
	const folder = await built();
	const before = statSync(join(folder, "dist")).ino;
	const warm = await expectSame(folder);
	expect(warm.out).toContain("chapter 9");
	expect(warm.out).toContain("up to date");
	expect(statSync(join(folder, "dist")).ino).toBe(before);
});

describe("a change is seen", () => {
	test.each<[string, (folder: string) => void]>([
		["words, at once, with the same length", (folder) => write(folder, { "book/02-b.md": "# B\n\nSword.\n" })],
		[
			"words, with the old time put back",
			(folder) => {
				const path = join(folder, "book/02-b.md");
				const { atime, mtime } = statSync(path);
				writeFileSync(path, "# B\n\nSword.\n");
				utimesSync(path, atime, mtime);
			},
		],
		["a new chapter", (folder) => write(folder, { "book/03-c.md": "# C\n" })],
		["a chapter less", (folder) => rmSync(join(folder, "book/notes.md"))],
		["a renamed chapter", (folder) => renameSync(join(folder, "book/notes.md"), join(folder, "book/other.md"))],
		["settings", (folder) => write(folder, { "book/book.yaml": "title: Other\n" })],
		["a template", (folder) => write(folder, { "templates/footer.eta": "<footer>Ours</footer>" })],
		["a public file", (folder) => write(folder, { "public/robots-note.txt": "other!" })],
		["a chapter that is a link now", (folder) => symlinkSync("02-b.md", join(folder, "book/04-d.md"))],
		["a file that nobody may read", (folder) => chmodSync(join(folder, "book/02-b.md"), 0o000)],
	])("%s", async (_, change) => {
		const folder = await built();
		await run("build", folder);
		change(folder);
		await expectSame(folder);
	});
});

/** Build while the disk fails at one path; undefined where strace, which alone can make a single call fail, is missing or may not trace. */
function buildFailing(folder: string, path: string, call: string): Ran | undefined {
	const strace = ["-f", "-qq", "-o", "/dev/null", "-P", join(folder, path), "-e", `inject=${call}:error=EIO`];
	if (spawnSync("strace", ["-o", "/dev/null", "true"]).status !== 0) return undefined;
	const ran = spawnSync("strace", [...strace, process.execPath, bin, "build"], { cwd: folder, encoding: "utf8" });
	return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

test.each([
	["book/02-b.md", "pread64,read"],
	["glossary", "readlink"],
])("what the disk failed to give once is asked for again, though nothing has changed: %s", (path, call) => {
	const folder = makeBook({ "book/01-a.md": "# A\n", "book/02-b.md": "# B\n", "glossary/.keep": "" });
	const failed = buildFailing(folder, path, call);
	if (!failed) return;
	expect(failed).toMatchObject({ code: 1, out: expect.stringContaining("the disk failed (EIO)") });
	expect(silcrow(folder, ["build"])).toMatchObject({ code: 0, out: expect.stringContaining("Wrote") });
});

test("a text that cannot be read again is named, and the earlier site stays", async () => {
	const folder = makeBook({ "book/01-a.md": "# A\n", "book/02-b.md": "# B\n" });
	// Of what is that old the disk can tell whether it has changed, so that it is read when somebody needs it.
	await sleep(150);
	silcrow(folder, ["build"]);
	for (const path of entries(folder)) if (/pack-|index$/.test(path)) rmSync(path);
	write(folder, { "book/book.yaml": "title: T\n" });
	const before = readTree(join(folder, "dist"));
	const failed = buildFailing(folder, "book/02-b.md", "pread64,read");
	if (!failed) return;
	expect(failed).toMatchObject({ code: 3, err: "silcrow: cannot read book/02-b.md: the disk failed (EIO)\n" });
	expect([...readTree(join(folder, "dist"))]).toEqual([...before]);
});

describe("a site that somebody changed is made whole again", () => {
	test.each<[string, (site: string) => void]>([
		["a page with other words", (site) => appendFileSync(join(site, "ch01.html"), "!")],
		["a page with other words of the same length", (site) => swapFirst(join(site, "ch01.html"))],
		["a page less", (site) => rmSync(join(site, "ch01.html"))],
		["a page more", (site) => writeFileSync(join(site, "more.html"), "")],
		["no site", (site) => rmSync(site, { recursive: true })],
	])("%s", async (_, change) => {
		const folder = await built();
		change(join(folder, "dist"));
		await expectSame(folder);
	});
});

describe("a broken cache changes nothing", () => {
	test("cut off anywhere", async () => {
		const folder = await built();
		for (let part = 0; part < 12; part++) {
			for (const path of entries(folder)) truncateSync(path, Math.floor((statSync(path).size * part) / 12));
			await expectSame(folder);
		}
	});

	test("with a byte changed anywhere", async () => {
		const folder = await built();
		for (let part = 0; part < 12; part++) {
			for (const path of entries(folder)) {
				const bytes = readFileSync(path);
				const at = Math.floor((bytes.length * part) / 12);
				bytes[at] = (bytes[at] ?? 0) ^ 1;
				writeFileSync(path, bytes);
			}
			await expectSame(folder);
		}
	});

	test("damaged at random, between edits", async () => {
		const figures = await spoilAtRandom(40, 3, async (folder, args) => {
			const { code, out } = await run("build", folder, "--format", "json", ...args);
			return `${code} ${out}`;
		});
		expect(figures).toEqual({ trials: 40, broken: [] });
	});

	test.each<[string, (path: string) => void]>([
		["pipes", (path) => execFileSync("mkfifo", [path])],
		["folders", (path) => mkdirSync(join(path, "sub"), { recursive: true })],
		["links to what has no end", (path) => symlinkSync("/dev/zero", path)],
		["links in a circle", (path) => symlinkSync(path, path)],
	])("with %s in place of its files, and is whole again with the next build", async (_, replace) => {
		const folder = makeBook(files);
		const build = (...args: string[]) => silcrow(folder, ["build", "--allow-errors", ...args]);
		build();
		for (const path of entries(folder)) {
			if (path.includes("spare-")) continue;
			rmSync(path);
			replace(path);
		}
		write(folder, { "book/02-b.md": "# B\n\nOther words.\n" });
		expect(build()).toMatchObject({ code: 1, err: "" });
		build("--no-cache", "--out", "cold");
		expect([...readTree(join(folder, "dist"))]).toEqual([...readTree(join(folder, "cold"))]);
		expect(build()).toMatchObject({ code: 1, err: "", out: expect.stringContaining("up to date") });
	});

	test.each<[string, (pack: string) => void]>([
		["changed", (pack) => writeFileSync(pack, readFileSync(pack, "latin1").replaceAll("ords.", "ORDS."), "latin1")],
		["gone", (pack) => rmSync(pack)],
	])("and a pack that is %s is told of once, and then made anew", async (_, spoil) => {
		const folder = await built();
		write(folder, { "book/01-a.md": "# A\n\nOther words.\n" });
		for (const path of entries(folder)) if (path.includes("pack-")) spoil(path);
		expect((await expectSame(folder)).err).toMatch(
			/^Something in the cache in .* was not as it was written, and is gone\.$/m,
		);
		write(folder, { "book/01-a.md": "# A\n\nSee Chapter 2.\n" });
		expect((await expectSame(folder)).err).toBe("");
	});

	test("that came with the files of the book", async () => {
		const folder = await built();
		const other = makeBook({ ...files, "book/02-b.md": "# B\n\nOther.\n" });
		cpSync(join(folder, ".cache"), join(other, ".cache"), { recursive: true });
		const [entry = ""] = entries(folder);
		const [own = ""] = entries(await built());
		renameSync(
			join(other, ".cache/silcrow", entry.slice(entry.lastIndexOf("/"))),
			join(other, ".cache/silcrow", own.slice(own.lastIndexOf("/"))),
		);
		await expectSame(other);
	});

	test.each<[string, (cache: string) => void]>([
		["a file in its place", (cache) => writeFileSync(cache, "")],
		["a link in its place", (cache) => symlinkSync("..", cache)],
		["files of others in it", (cache) => write(cache, { "silcrow/mine.txt": "" })],
	])("%s costs a remark, and nothing there is touched", async (_, spoil) => {
		const folder = makeBook(files);
		spoil(join(folder, ".cache"));
		const warm = await expectSame(folder);
		expect(warm.err).toContain("No use could be made of the cache");
		expect((await run("check", folder, "--no-cache")).err).toBe("");
	});
});

test("--cache puts it elsewhere, and refuses a folder with other files", async () => {
	const folder = makeBook(files);
	mkdirSync(join(folder, "kept"));
	for (const _ of [1, 2]) await run("build", folder, "--cache", join(folder, "kept"));
	expect(readdirSync(join(folder, "kept"))).toContain(".silcrow");
	expect(readdirSync(folder)).not.toContain(".cache");
	await expect(run("check", folder, "--cache", join(folder, "book"))).rejects.toThrow("did not make");
});

test("builds at the same time do each other no harm", async () => {
	const folder = await built();
	write(folder, { "book/02-b.md": "# B\n\nOther words.\n" });
	await Promise.all(["one", "two", "three"].map((out) => run("build", folder, "--out", join(folder, out))));
	await expectSame(folder);
	for (const out of ["one", "two", "three"])
		expect([...readTree(join(folder, out))]).toEqual([...readTree(join(folder, "dist"))]);
});

test("a cache of another program says nothing, and makes room", async () => {
	const folder = await built();
	const packs = () => entries(folder).filter((path) => path.includes("pack-"));
	for (const path of entries(folder)) {
		if (statSync(path).isDirectory()) continue;
		const end = path.includes("pack-") ? /.{20}$/s : /^./;
		writeFileSync(path, readFileSync(path, "latin1").replace(end, "0".repeat(20)), "latin1");
	}
	const [before] = packs();
	await expectSame(folder);
	expect(packs()).toHaveLength(1);
	expect(packs()).not.toContain(before);
});

test("builds that are killed, one after the other, leave no more than one draft", async () => {
	const chapters = Array.from({ length: 60 }, (_, index) => [
		`book/${index + 10}-c.md`,
		`# C${index}\n\n${"Words. ".repeat(2000)}\n`,
	]);
	const folder = makeBook(Object.fromEntries(chapters));
	const cache = join(folder, ".cache/silcrow");
	const drafts = () => (existsSync(cache) ? readdirSync(cache).filter((name) => name.endsWith(".draft")) : []);
	for (let kill = 0; kill < 3; kill++) {
		const before = drafts();
		const build = start(folder, ["build"]);
		await eventually(() => drafts().some((name) => !before.includes(name)));
		build.kill("SIGKILL");
		await once(build, "close");
		expect(drafts()).toHaveLength(1);
	}
	expect(silcrow(folder, ["build"]).code).toBe(0);
	expect(drafts()).toEqual([]);
});

test("a build that fails leaves nothing half written in the cache", async () => {
	// The name of its page is longer than a name may be.
	const folder = makeBook({ ...files, [`book/${"x".repeat(251)}.md`]: "# X\n" });
	expect(silcrow(folder, ["build", "--allow-errors"]).code).toBe(3);
	expect(entries(folder).filter((path) => path.endsWith(".draft"))).toEqual([]);
});

test("what no run uses any more is let go", async () => {
	const folder = await built();
	for (let step = 0; step < 30; step++) {
		write(folder, { "book/02-b.md": `# B\n\nWords ${step}.\n` });
		await run("build", folder);
	}
	expect(entries(folder).length).toBeLessThan(20);
	await expectSame(folder);
});

test("what is kept of a site goes with the site", async () => {
	const folder = await built();
	const outs = ["dist", "other"].map((name) => join(folder, name));
	for (let step = 0; step < 2; step++) {
		write(folder, { "book/02-b.md": `# B\n\nWords ${step}.\n` });
		for (const out of outs) await run("build", folder, "--out", out);
	}
	const kept = () => entries(folder).filter((path) => /\/(?:spare|site)-\w+$/.test(path));
	expect(kept()).toHaveLength(4);
	rmSync(join(folder, "other"), { recursive: true });
	write(folder, { "book/02-b.md": "# B\n\nLast words.\n" });
	await run("build", folder);
	expect(kept()).toHaveLength(2);
	await expectSame(folder);
});

test("no book, no cache", async () => {
	const folder = makeBook({ "other.md": "" });
	await expect(run("build", folder)).rejects.toThrow("no book");
	expect(readdirSync(folder)).toEqual(["other.md"]);
});

function swapFirst(path: string): void {
	const text = readFileSync(path, "utf8");
	writeFileSync(path, text.replace("<!DOCTYPE", "<!doctype"));
}
