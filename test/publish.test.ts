import { spawn, spawnSync } from "node:child_process";
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { homedir, hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { killAtCalls, killAtRandom } from "../scripts/trust-kill.ts";
import { publish } from "../src/world/publish.ts";
import { recover, recoverAll } from "../src/world/recover.ts";
import { fingerprint } from "../src/world/seal.ts";
import { type Disk, realDisk, type SiteRecord } from "../src/world/stage.ts";
import { makeBook } from "./support/run.ts";

let folder: string;
let root: string;
let out: string;

beforeEach(() => {
	folder = realpathSync(mkdtempSync(join(tmpdir(), "silcrow-publish-")));
	root = join(folder, "root");
	out = join(root, "dist");
	mkdirSync(join(root, "book"), { recursive: true });
});

afterEach(() => {
	rmSync(folder, { recursive: true });
});

const oldSite = new Map([
	["index.html", "old"],
	["same.html", "same"],
	["gone/page.html", "gone"],
]);
const newSite = new Map<string, string | Uint8Array>([
	["index.html", "new"],
	["same.html", "same"],
	["runbook/1.html", new TextEncoder().encode("§1")],
]);

function filesIn(path: string): Record<string, string> {
	const files: Record<string, string> = {};
	for (const entry of readdirSync(path, {
		recursive: true,
		withFileTypes: true,
	})) {
		const file = join(entry.parentPath, entry.name);
		if (entry.isFile() && entry.name !== ".silcrow") files[file.slice(path.length + 1)] = readFileSync(file, "utf8");
	}
	return files;
}

const newFiles = {
	"index.html": "new",
	"same.html": "same",
	"runbook/1.html": "§1",
};

test("a site takes the place of the earlier one as a whole", async () => {
	const first = await publish(out, oldSite, { root });
	expect(first).toMatchObject({ isChanged: true, written: 4, kept: 0 });
	expect(filesIn(out)).toEqual(Object.fromEntries(oldSite));
	const second = await publish(out, newSite, { root });
	expect(second).toMatchObject({ isChanged: true, written: 2, kept: 2 });
	expect(filesIn(out)).toEqual(newFiles);
	expect(readdirSync(root).sort()).toEqual(["book", "dist"]);
});

test("the same site again touches nothing", async () => {
	await publish(out, newSite, { root });
	const before = statSync(out).ino;
	expect(await publish(out, newSite, { root })).toMatchObject({
		isChanged: false,
	});
	expect(statSync(out).ino).toBe(before);
	writeFileSync(join(out, "index.html"), "NEW");
	await publish(out, newSite, { root });
	expect(filesIn(out)).toEqual(newFiles);
});

test("the site before the last one becomes the next one, and only what differs is touched", async () => {
	const spare = join(folder, "cache", "spare");
	const publishNext = async (site: Map<string, string | Uint8Array>, record?: SiteRecord) => {
		const hashes = new Map([...site].map(([path, content]) => [path, fingerprint(content)]));
		const { record: next, ...published } = await publish(out, site, {
			root,
			hashes,
			spare,
			...(record ? { record } : {}),
		});
		expect(filesIn(out)).toEqual(
			Object.fromEntries([...site].map(([path, content]) => [path, String(Buffer.from(content))])),
		);
		// What has changed within one tick of the clock is not told from what changes a moment later.
		await new Promise((resolve) => setTimeout(resolve, 120));
		return { ...published, next };
	};
	const first = await publishNext(oldSite);
	const second = await publishNext(newSite, first.next);
	expect(filesIn(spare)).toEqual(Object.fromEntries(oldSite));
	const same = statSync(join(out, "same.html")).ino;
	const third = await publishNext(oldSite, second.next);
	expect(third).toMatchObject({ isChanged: true, written: 2, kept: 2 });
	expect(statSync(join(out, "same.html")).ino).toBe(same);
	expect(existsSync(join(out, "runbook"))).toBe(false);
	expect(readdirSync(root).sort()).toEqual(["book", "dist"]);
	// A spare site is not trusted: its files are taken, lost, foreign or of another time.
	rmSync(join(spare, "same.html"));
	writeFileSync(join(spare, "index.html"), "foreign");
	mkdirSync(join(spare, "more"));
	writeFileSync(join(spare, "more/page.html"), "more");
	const fourth = await publishNext(newSite, third.next);
	symlinkSync("/", join(spare, "link"));
	const fifth = await publishNext(oldSite, fourth.next);
	// A record that knows nothing of the last site, as after a kill, harms nothing either.
	await publishNext(newSite, fourth.next);
	await publishNext(oldSite, fifth.next);
});

test("everybody may read the site, whatever the mask of the builder", async () => {
	const mask = process.umask(0o077);
	try {
		await publish(out, newSite, { root });
	} finally {
		process.umask(mask);
	}
	expect(statSync(out).mode & 0o777).toBe(0o755);
	expect(statSync(join(out, "runbook")).mode & 0o777).toBe(0o755);
	expect(statSync(join(out, "index.html")).mode & 0o777).toBe(0o644);
});

test("an unchanged file that only its owner may read is written anew", async () => {
	await publish(out, newSite, { root });
	chmodSync(join(out, "same.html"), 0o600);
	await publish(out, newSite, { root });
	expect(statSync(join(out, "same.html")).mode & 0o777).toBe(0o644);
});

test.each([
	["the top of the file system", () => "/"],
	["the book's own folder", () => root],
	["a folder above the book", () => folder],
	["the home folder", () => homedir()],
	["a folder of sources", () => join(root, "book")],
	["a folder below the sources", () => join(root, "public", "site")],
])("never publishes to %s", async (_, path) => {
	await expect(publish(path(), newSite, { root })).rejects.toMatchObject({
		failure: "usage",
	});
	expect(readdirSync(root)).toEqual(["book"]);
});

test("never replaces a folder with files that Silcrow did not make", async () => {
	mkdirSync(out);
	writeFileSync(join(out, "thesis.doc"), "years of work");
	await expect(publish(out, newSite, { root })).rejects.toMatchObject({
		failure: "usage",
		message: expect.stringContaining("files that Silcrow did not make"),
	});
	expect(filesIn(out)).toEqual({ "thesis.doc": "years of work" });
});

test("never replaces a Git repository, even where Silcrow made the rest", async () => {
	await publish(out, oldSite, { root });
	mkdirSync(join(out, ".git"));
	await expect(publish(out, newSite, { root })).rejects.toMatchObject({
		failure: "usage",
	});
});

test("an empty folder may be published to", async () => {
	mkdirSync(out);
	await publish(out, newSite, { root });
	expect(filesIn(out)).toEqual(newFiles);
});

test("refuses a file and a link, and leaves them alone", async () => {
	writeFileSync(out, "a file");
	await expect(publish(out, newSite, { root })).rejects.toMatchObject({
		failure: "usage",
	});
	rmSync(out);
	mkdirSync(join(folder, "elsewhere"));
	symlinkSync(join(folder, "elsewhere"), out);
	await expect(publish(out, newSite, { root })).rejects.toMatchObject({
		failure: "usage",
	});
	expect(readdirSync(join(folder, "elsewhere"))).toEqual([]);
});

test("a link that was planted in the site is replaced, not followed", async () => {
	await publish(out, oldSite, { root });
	const victim = join(folder, "victim");
	writeFileSync(victim, "untouched");
	rmSync(join(out, "index.html"));
	symlinkSync(victim, join(out, "index.html"));
	await publish(out, newSite, { root });
	expect(readFileSync(victim, "utf8")).toBe("untouched");
	expect(filesIn(out)).toEqual(newFiles);
});

test.each(["../x.html", "/etc/x", "a//b", "a/./b", "a\\b", "", ".silcrow"])(
	"an address such as %j is our own mistake",
	async (path) => {
		await publish(out, oldSite, { root });
		const site = new Map([[path, "x"]]);
		const error = await publish(out, site, { root }).catch((e: unknown) => e);
		expect(error).toBeInstanceOf(Error);
		expect(error).not.toHaveProperty("failure");
		expect(filesIn(out)).toEqual(Object.fromEntries(oldSite));
		expect(readdirSync(root).sort()).toEqual(["book", "dist"]);
	},
);

function systemError(code: string): Error {
	return Object.assign(new Error(`${code}: injected`), {
		code,
		syscall: "write",
	});
}

/** Make the disk fail at its Nth operation that changes something. */
function failingDisk(code: string, when: number): Disk {
	let count = 0;
	const next = (): void => {
		count++;
		if (count === when) throw systemError(code);
	};
	return {
		openSync(...parameters) {
			next();
			return realDisk.openSync(...parameters);
		},
		async sync(file) {
			next();
			await realDisk.sync(file);
		},
		linkSync(...parameters) {
			next();
			realDisk.linkSync(...parameters);
		},
		mkdirSync: ((...parameters: Parameters<typeof realDisk.mkdirSync>) => {
			next();
			return realDisk.mkdirSync(...parameters);
		}) as typeof realDisk.mkdirSync,
		renameSync(...parameters) {
			next();
			realDisk.renameSync(...parameters);
		},
	};
}

test.each(["ENOSPC", "EIO", "EROFS", "EDQUOT"])(
	"%s at any operation leaves the old site and says where",
	async (code) => {
		await publish(out, oldSite, { root });
		for (let when = 1; ; when++) {
			const disk = failingDisk(code, when);
			const error = await publish(out, newSite, { root, disk }).then(
				() => undefined,
				(reason: unknown) => reason,
			);
			if (error === undefined) {
				expect(when).toBeGreaterThan(8);
				break;
			}
			expect(error).toMatchObject({
				failure: "machine",
				path: expect.any(String),
				message: expect.stringContaining(code),
			});
			expect(filesIn(out)).toEqual(Object.fromEntries(oldSite));
			expect(readdirSync(root).sort()).toEqual(["book", "dist"]);
		}
		expect(filesIn(out)).toEqual(newFiles);
	},
);

test("a disk quota that is used up is told by its name", async () => {
	const disk = failingDisk("Unknown system error -122", 1);
	await expect(publish(out, newSite, { root, disk })).rejects.toThrow("the disk quota is used up (EDQUOT)");
});

test("where few files may be open at once, fewer are", () => {
	const book = makeBook({ "book/01-a.md": "# A\n", "book/02-b.md": "# B\n", "book/03-c.md": "# C\n" });
	const program = fileURLToPath(new URL("../bin/silcrow.js", import.meta.url));
	const command = 'ulimit -n 40 && exec "$0" "$1" build -q';
	const { status, stderr } = spawnSync("sh", ["-c", command, process.execPath, program], { cwd: book });
	expect([status, String(stderr)]).toEqual([0, ""]);
});

test("a full disk leaves the old site", async () => {
	const disk = join(folder, "disk");
	mkdirSync(disk);
	const mount = ["-t", "tmpfs", "-o", "size=64k", "tmpfs", disk];
	// Only root can make a small disk; elsewhere the failures above have to do.
	if (spawnSync("mount", mount).status !== 0) return;
	try {
		const site = join(disk, "site");
		await publish(site, oldSite, { root });
		const large = new Map(oldSite).set("large.html", "x".repeat(100_000));
		await expect(publish(site, large, { root })).rejects.toMatchObject({
			failure: "machine",
			path: "large.html",
			message: expect.stringContaining("large.html of the new site: no space is left on the disk"),
			hints: ["make room there, or choose another place", "the site that was there is as it was"],
		});
		expect(filesIn(site)).toEqual(Object.fromEntries(oldSite));
		expect(readdirSync(disk)).toEqual(["site"]);
		await expect(publish(disk, oldSite, { root })).rejects.toMatchObject({
			failure: "machine",
			message: expect.stringContaining("mount point"),
		});
	} finally {
		spawnSync("umount", [disk]);
	}
});

const work = () => join(root, ".dist.silcrow");

function holdLock(pid: number, start: string, host = hostname()): void {
	mkdirSync(work());
	const text = ["1", pid, start, "", "0123456789abcdef", host].join(":");
	symlinkSync(text, join(work(), "lock"));
}

test("a second build waits a little and then gives up", async () => {
	const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
	try {
		holdLock(other.pid ?? 0, "");
		await expect(publish(out, newSite, { root, patience: 100 })).rejects.toMatchObject({
			failure: "machine",
			message: expect.stringContaining(`process ${other.pid}`),
		});
		expect(await recover(out)).toBe("nothing");
	} finally {
		other.kill("SIGKILL");
	}
});

test("the lock of a process that is gone is broken", async () => {
	const { pid } = spawnSync("true");
	holdLock(pid, "");
	await publish(out, newSite, { root, patience: 0 });
	expect(filesIn(out)).toEqual(newFiles);
	expect(existsSync(work())).toBe(false);
});

test("a later process with the same number does not hold the lock", async () => {
	holdLock(process.pid, "1");
	const published = publish(out, newSite, { root, patience: 0 });
	// Only Linux tells when a process started; elsewhere its number has to do.
	if (existsSync("/proc/self/stat")) await published;
	else await expect(published).rejects.toMatchObject({ failure: "machine" });
});

test("nobody breaks the lock of another machine", async () => {
	holdLock(1, "", "another-machine");
	await expect(publish(out, newSite, { root, patience: 0 })).rejects.toMatchObject({ failure: "machine" });
});

test("many builds at once leave one whole site", async () => {
	const sites = [1, 2, 3, 4, 5, 6].map((number) => new Map([["index.html", `site ${number}`]]));
	await Promise.all(sites.map((site) => publish(out, site, { root })));
	expect(Object.keys(filesIn(out))).toEqual(["index.html"]);
	expect(readdirSync(root).sort()).toEqual(["book", "dist"]);
});

test("a site that lost its name is put back by the next command", async () => {
	await publish(out, oldSite, { root });
	mkdirSync(work());
	spawnSync("mv", [out, join(work(), "previous")]);
	expect(await recoverAll(root)).toBe("site");
	expect(filesIn(out)).toEqual(Object.fromEntries(oldSite));
	expect(await recoverAll(root)).toBe("nothing");
});

test("killed at random instants, it leaves the old site or the new one", async () => {
	const { kills, broken, leftovers } = await killAtRandom(40);
	expect({ kills, broken }).toEqual({ kills: 40, broken: [] });
	expect(leftovers).toBeLessThanOrEqual(2);
});

test("killed at each rename, unlink, mkdir and rmdir, it leaves the old site or the new one", async () => {
	const calls = ["rename", "unlink", "mkdir", "rmdir"];
	const figures = await killAtCalls(calls);
	// Where strace may not trace, the random kills have to do.
	expect(figures?.broken ?? []).toEqual([]);
	expect(figures?.leftovers ?? 0).toBeLessThanOrEqual(2);
});
