import { execFileSync, spawnSync } from "node:child_process";
import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	rmSync,
	symlinkSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Discovered } from "../src/model/discovered.ts";
import type { KnownFile } from "../src/world/content.ts";
import { discover, readAsset, readAssetNow } from "../src/world/discover.ts";

let folder: string;
let root: string;

beforeEach(() => {
	folder = realpathSync(mkdtempSync(join(tmpdir(), "silcrow-discover-")));
	root = join(folder, "docs");
	write("book/01-intro.md", "# Intro\n");
});

afterEach(() => {
	rmSync(folder, { recursive: true });
});

function write(path: string, content: string | Uint8Array): string {
	const file = join(root, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, content);
	return file;
}

function link(target: string, path: string): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	symlinkSync(target, join(root, path));
}

const faults = ({ diagnostics }: Discovered) =>
	diagnostics.map(
		({ path, span: { start }, severity, code }) => `${path}:${start.line}:${start.column} ${severity} ${code}`,
	);
const paths = ({ sources }: Discovered) => sources.map(({ path }) => path);

test("finds every kind of file, sorted, and nothing that is not the book's", async () => {
	write("book/part two/02-b.md", "b");
	write("book/img/plan.svg", "<svg/>");
	write("book/book.yaml", "title: A book\n");
	write("book/book.lock.json", "{}\n");
	write("glossary/terms.md", "- **a**: b\n");
	write("public/robots.txt", "User-agent: *\n");
	write("public/readme.md", "a file like any other here");
	write("templates/chapter.eta", "<p>");
	for (const name of [".env", "a.md~", ".#a.md", "a.md.swp", "tls.key"]) write(`book/${name}`, "secret");
	write("book/x___jb_tmp___", "secret");
	write("book/node_modules/a.md", "secret");
	write("public/.git/config", "secret");
	write("public/ca.PEM", "secret");
	write("notes/a.md", "secret");
	const found = await discover(root);
	expect(found).toMatchObject({
		sources: [
			{ path: "book/01-intro.md", kind: "chapter", text: "# Intro\n" },
			{ path: "book/part two/02-b.md", kind: "chapter" },
			{ path: "glossary/terms.md", kind: "glossary" },
		],
		assets: [
			{ path: "book/img/plan.svg", size: 6, isPublic: false },
			{ path: "public/readme.md", isPublic: true },
			{ path: "public/robots.txt", isPublic: true },
		],
		templates: [{ path: "templates/chapter.eta", text: "<p>" }],
		settingsText: "title: A book\n",
		lockText: "{}\n",
		diagnostics: [],
	});
	expect(JSON.stringify(found)).not.toContain("secret");
});

test("what comes with Silcrow fills in for what the book has not", async () => {
	const defaults = join(folder, "silcrow");
	mkdirSync(join(defaults, "templates"), { recursive: true });
	mkdirSync(join(defaults, "public"));
	writeFileSync(join(defaults, "templates", "a.eta"), "theirs");
	writeFileSync(join(defaults, "templates", "b.eta"), "theirs");
	writeFileSync(join(defaults, "public", "book.css"), "theirs");
	write("templates/a.eta", "ours");
	const found = await discover(root, { defaults });
	expect(found.templates).toEqual([
		{ path: "templates/a.eta", text: "ours" },
		{ path: "templates/b.eta", text: "theirs", isDefault: true },
	]);
	expect(found.assets).toMatchObject([{ path: "public/book.css", isDefault: true }]);
	const [asset] = found.assets;
	if (!asset) throw new Error("no asset");
	expect(String(await readAsset(root, asset, defaults))).toBe("theirs");
});

test("what comes with Silcrow and cannot be read is no fault of the book", async () => {
	const defaults = join(folder, "defaults");
	mkdirSync(join(defaults, "templates"), { recursive: true });
	execFileSync("mkfifo", [join(defaults, "templates", "page.eta")]);
	await expect(discover(root, { defaults })).rejects.toThrow("Silcrow's own templates/page.eta");
});

test.each([
	["a folder that is not there", "nowhere"],
	["a folder without a book", "."],
])("%s is a mistake in the command", async (_, name) => {
	await expect(discover(join(folder, name))).rejects.toMatchObject({
		failure: "usage",
	});
});

test("links may not lead out of the book, not even to its sibling", async () => {
	mkdirSync(join(folder, "docs_secret"));
	writeFileSync(join(folder, "docs_secret", "x.md"), "canary");
	write(".env", "canary");
	link("../../docs_secret/x.md", "book/a.md");
	link("../../docs_secret", "book/dir");
	link("/etc/passwd", "book/b.md");
	link("b.md", "book/c.md");
	link("../.env", "book/d.md");
	link("/dev/zero", "book/zero.png");
	const found = await discover(root);
	expect(faults(found)).toEqual(
		["a.md", "b.md", "c.md", "d.md", "dir", "zero.png"].map((name) => `book/${name}:1:1 error symlink-escape`),
	);
	expect(JSON.stringify(found)).not.toContain("canary");
	expect(paths(found)).toEqual(["book/01-intro.md"]);
});

test("links inside the book are followed, and loops come to an end", async () => {
	write("book/shared/note.md", "note");
	link("01-intro.md", "book/copy.md");
	link("../book/shared", "glossary/more");
	link("..", "book/shared/loop");
	link("self", "book/self");
	const found = await discover(root);
	expect(paths(found)).toEqual(["book/01-intro.md", "book/copy.md", "book/shared/note.md", "glossary/more/note.md"]);
	expect(faults(found)).toEqual(["book/self:1:1 error read"]);
});

test("what is no file is reported and never waited for", async () => {
	execFileSync("mkfifo", [join(root, "book", "pipe.md")]);
	mkdirSync(join(root, "book", "folder.md"));
	expect(faults(await discover(root))).toEqual([
		"book/folder.md:1:1 error special-file",
		"book/pipe.md:1:1 error special-file",
	]);
});

test("settings under another name are told, not passed over", async () => {
	write("book/book.yml", "title: A\n");
	expect(faults(await discover(root))).toEqual(["book/book.yml:1:1 error bad-settings"]);
	write("book/book.yaml", "title: A\n");
	expect(faults(await discover(root))).toEqual([]);
});

test.each(["book.yaml", "book.yml"])("settings beside the folder of the chapters are told: %s", async (name) => {
	write(name, "title: A\n");
	const { diagnostics } = await discover(root);
	expect(diagnostics).toMatchObject([
		{ code: "bad-settings", severity: "warning", path: name, hints: ["move it to book/book.yaml"] },
	]);
	write("book/book.yaml", "title: A\n");
	expect(faults(await discover(root))).toEqual([]);
});

const bytes = (...parts: (string | number[])[]) =>
	Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

test.each([
	["a Latin-1 byte", bytes("one\ncaf", [0xe9], " x"), "2:4 error"],
	["an overlong form", bytes("é", [0xc0, 0xaf]), "1:2 error"],
	["half a surrogate pair", bytes("a\n\n", [0xed, 0xa0, 0x80]), "3:1 error"],
	["the end of a sequence missing", bytes("ab", [0xe2, 0x82]), "1:3 error"],
	["NUL", bytes("a\r\nb\0"), "2:2 error"],
	["a noncharacter", bytes("😀\uFDD0"), "1:3 error"],
	["U+FFFE", bytes("a\uFFFE"), "1:2 error"],
	["UTF-16", Buffer.from("\uFEFF# A\n", "utf16le"), "1:1 error"],
	["UTF-16 without a mark", Buffer.from("# A\n", "utf16le"), "1:1 error"],
	["a mark in the middle", bytes("a\n\uFEFFb"), "2:1 warning"],
])("%s is reported where it stands", async (_, content, place) => {
	write("book/01-intro.md", content);
	const found = await discover(root);
	expect(faults(found)).toEqual([`book/01-intro.md:${place} encoding`]);
	expect(found.sources[0]?.text).not.toMatch(/[\0\uFDD0\uFFFE]/);
});

test("a byte order mark at the start is no part of the text", async () => {
	write("book/01-intro.md", "\uFEFF# A\r\n");
	const found = await discover(root);
	expect(found.sources[0]?.text).toBe("# A\r\n");
	expect(found.diagnostics).toEqual([]);
});

test("a file over the limit is not read", async () => {
	truncateSync(write("book/02-huge.md", ""), 5_000_000_000);
	const found = await discover(root);
	expect(faults(found)).toEqual(["book/02-huge.md:1:1 error file-too-large"]);
	expect(paths(found)).toEqual(["book/01-intro.md"]);
});

test("a name that is not UTF-8 is left out", async () => {
	const name = Buffer.concat([Buffer.from(join(root, "book/caf")), Buffer.from([0xff]), Buffer.from(".md")]);
	writeFileSync(name, "x");
	expect(faults(await discover(root))).toEqual(["book/caf\\xff.md:1:1 error name-encoding"]);
});

test.each(["con.md", "aux.txt.md", "a:b.md", "x .md", "x..md", "COM¹.md", "a\nb.md", "what?.md"])(
	"the name %j does not exist on every system",
	async (name) => {
		write(`book/${name}`, "x");
		const found = await discover(root);
		expect(faults(found)).toEqual([`book/${name}:1:1 warning portable-name`]);
		expect(paths(found)).toContain(`book/${name}`);
	},
);

test.each([
	["Intro.md", "intro.md"],
	["e\u0301.md", "\u00e9.md"],
	["a/index.md", "a.md"],
])("%j and %j cannot both have a page", async (first, second) => {
	write(`book/${first}`, "x");
	write(`book/${second}`, "x");
	const { diagnostics } = await discover(root);
	expect(diagnostics).toHaveLength(1);
	const [fault] = diagnostics;
	expect(fault).toMatchObject({ code: "output-collision", severity: "error" });
	expect([fault?.path, fault?.related[0]?.path].sort()).toEqual([`book/${first}`, `book/${second}`].sort());
});

/** Run `discover` in a process of its own, which a command may limit or disturb. */
function discoverUnder(command: string[]): string {
	const script = join(folder, "discover.mjs");
	buildSync({
		entryPoints: ["src/world/discover.ts"],
		outfile: script,
		bundle: true,
		platform: "node",
		format: "esm",
	});
	const program = `import { discover } from ${JSON.stringify(script)};
		const { sources, diagnostics } = await discover(${JSON.stringify(root)});
		console.log(sources.length, ...diagnostics.map((d) => d.path + " " + d.code + ": " + d.message));`;
	const node = [process.execPath, "--input-type=module", "-e", program];
	const [first = "", ...rest] = [...command, ...node];
	return spawnSync(first, rest, { encoding: "utf8" }).stdout;
}

test("a file that nobody may read is a diagnostic, and the others are read", () => {
	chmodSync(write("book/02-secret.md", "x"), 0);
	chmodSync(folder, 0o755);
	// Root may read everything, so somebody else has to try.
	const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
	expect(discoverUnder(process.getuid?.() === 0 ? nobody : [])).toBe(
		"1 book/02-secret.md read: this file or folder cannot be read: permission denied (EACCES)\n",
	);
});

test("few open files are enough for many chapters", () => {
	for (let number = 2; number < 300; number++) write(`book/${number}-x.md`, `# ${number}`);
	expect(discoverUnder(["sh", "-c", 'ulimit -n 32; exec "$@"', "sh"])).toBe("299\n");
});

test.each([
	["retval=0", "this file changed while it was read, each time anew"],
	["error=EIO", "this file or folder cannot be read: the disk failed (EIO)"],
])("a read that ends with %s does not make an empty page", (fault, message) => {
	const file = write("book/02-b.md", "x");
	const inject = ["-e", "trace=pread64", "-e", `inject=pread64:${fault}`];
	const strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-P", file];
	const isPossible = spawnSync("strace", ["-o", "/dev/null", "true"]);
	// Only strace can make a single read fail; most systems have it or allow it.
	if (isPossible.status !== 0) return;
	expect(discoverUnder([...strace, ...inject])).toBe(`1 book/02-b.md read: ${message}\n`);
});

test("a file that did not change is the same object, and one that did is read", async () => {
	const past = new Date(Date.now() - 60_000);
	for (const name of ["02-a.md", "03-b.md", "pic.png"]) utimesSync(write(`book/${name}`, name), past, past);
	const known = new Map<string, KnownFile>();
	const first = await discover(root, { known });
	const same = await discover(root, { known });
	expect(same.sources.every((s, i) => s === first.sources[i])).toBe(true);
	expect(same.assets[0]).toBe(first.assets[0]);
	// The same size and the same time of change: only the file itself can tell.
	utimesSync(write("book/02-a.md", "02-A.md"), past, past);
	rmSync(join(root, "book/03-b.md"));
	const second = await discover(root, { known });
	expect(second.sources.map(({ text }) => text)).toEqual(["# Intro\n", "02-A.md"]);
	expect(second.sources[0]).toBe(first.sources[0]);
	expect([...known.keys()]).not.toContain(join(root, "book/03-b.md"));
});

test("an asset is checked again when it is read", async () => {
	const file = write("book/plan.png", "plan");
	const { assets } = await discover(root);
	const [asset] = assets;
	if (!asset) throw new Error("no asset");
	expect(String(await readAsset(root, asset))).toBe("plan");
	expect(String(readAssetNow(root, asset))).toBe("plan");
	const refused = expect.objectContaining({ failure: "machine", path: "book/plan.png" });
	rmSync(file);
	expect(() => readAssetNow(root, asset)).toThrow(refused);
	symlinkSync("/etc/passwd", file);
	await expect(readAsset(root, asset)).rejects.toEqual(refused);
	expect(() => readAssetNow(root, asset)).toThrow(refused);
});

test("a file that goes away between the look at its folder and the reading of it is not there", async () => {
	const file = write("book/02-b.md", "# B\n");
	const vanish = (path: string) => {
		if (path === file) rmSync(path);
		return undefined;
	};
	const { sources, diagnostics } = await discover(root, { trusted: vanish });
	expect(sources.map(({ path }) => path)).toEqual(["book/01-intro.md"]);
	expect(diagnostics).toEqual([]);
});
