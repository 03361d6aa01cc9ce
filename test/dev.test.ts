import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { eventually, listen, startDev } from "./support/dev.ts";
import { helpersOf } from "./support/helpers-of.ts";
import { makeBook, start, write } from "./support/run.ts";

const book = {
	"book/01-a.md": "# A\n\nOld text.\n",
	"book/02-b.md": "# B\n\n## Part one\n\nFirst.\n\n## Part two\n\nSee Chapter 1.\n",
};

describe("an open page", () => {
	test("gets its new text after a save, and its version", async () => {
		const folder = makeBook(book);
		const { port, get } = await startDev(folder);
		const heard = listen(port, "/ch01.html");
		write(folder, { "book/01-a.md": "# A\n\nNew text.\n" });
		const news = await eventually(() =>
			heard.find((one) => one.name === "page" && one.data.html.includes("New text.")),
		);
		expect((await get("/ch01.html")).body).toContain(`data-version="${news.id}"`);
	});

	test("is told nothing where another page changed", async () => {
		const folder = makeBook(book);
		const { port } = await startDev(folder);
		const [heard, other] = [listen(port, "/ch02.html", "&version=x"), listen(port, "/ch01.html", "&version=x")];
		await eventually(() => heard.length === 2 && other.length === 2);
		write(folder, { "book/01-a.md": "# A\n\nNew text.\n" });
		await eventually(() => other.length === 3);
		expect(heard.map(({ name }) => name)).toEqual(["status", "page"]);
	});

	test("that knows the newest text is not sent it again", async () => {
		const { port, get } = await startDev(makeBook(book));
		const version = /data-version="([^"]+)"/.exec((await get("/ch01.html")).body)?.[1];
		const heard = listen(port, "/ch01.html", `&version=${version}`);
		await eventually(() => heard[0]);
		expect(heard.map(({ name }) => name)).toEqual(["status"]);
	});

	test("of an address where nothing was gets the page that comes into being", async () => {
		const folder = makeBook(book);
		const { port, get } = await startDev(folder);
		expect((await get("/ch03.html")).status).toBe(404);
		const heard = listen(port, "/ch03.html");
		write(folder, { "book/03-c.md": "# Come into being\n" });
		await eventually(() => heard.find((one) => one.name === "page" && one.data.html.includes("Come into being")));
	});

	test("is told which of its images changed", async () => {
		const folder = makeBook({ ...book, "public/plan.svg": "<svg/>", "book/01-a.md": "# A\n\n![Plan](/plan.svg)\n" });
		const { port, get } = await startDev(folder);
		const shows = (await get("/ch01.html")).body.includes("plan.svg");
		const heard = listen(port, "/ch01.html");
		await eventually(() => heard[0]);
		write(folder, { "public/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>' });
		await eventually(async () => (await get("/plan.svg")).body.includes("xmlns"));
		if (shows) await eventually(() => heard.find(({ name }) => name === "files"));
	});
});

describe("errors", () => {
	const broken = { "book/02-b.md": "# B\n\nSee Chapter 9.\n" };

	test("are told to every page with the lines they are about, while the last good text stays", async () => {
		const folder = makeBook(book);
		const { port, get } = await startDev(folder);
		const heard = listen(port, "/ch01.html");
		const status = () => heard.findLast((one) => one.name === "status")?.data;
		await eventually(status);
		write(folder, broken);
		await eventually(() => status()?.errors === 1);
		expect(status()).toMatchObject({
			goodAt: expect.any(Number),
			problems: [
				{
					code: "unknown-chapter",
					place: "book/02-b.md:3:5",
					frame: ["  |", "3 | See Chapter 9.", "  |     ^^^^^^^^^"],
				},
			],
		});
		expect((await get("/ch02.html")).body).toContain("Part one");
		write(folder, { "book/02-b.md": "# B\n\nSee chapters 1 and 2.\n" });
		await eventually(() => status()?.errors === 0);
		expect(status()).not.toHaveProperty("goodAt");
		expect((await get("/ch02.html")).body).not.toContain("Part one");
	});

	test("of a book that was never clean do not keep its pages from being shown", async () => {
		const { port, get } = await startDev(makeBook(broken));
		expect((await get("/ch02.html")).status).toBe(200);
		const heard = listen(port, "/ch02.html");
		const status = await eventually(() => heard.find((one) => one.name === "status")?.data);
		expect(status).not.toHaveProperty("goodAt");
	});

	test("of the settings and of templates are told too", async () => {
		const folder = makeBook(book);
		const { port, get, said } = await startDev(folder);
		const heard = listen(port, "/ch01.html");
		const status = () => heard.findLast((one) => one.name === "status")?.data;
		const errors = () => status()?.errors;
		await eventually(() => errors() === 0);
		write(folder, { "templates/chapter.eta": "<% layout('page') %><%= it.nothing.at.all %>" });
		await eventually(() => errors() === 1);
		expect(status()?.problems[0]?.message).toMatch(/^templates\/chapter\.eta:1: /);
		// A new folder is looked at once more a second later, and what fails is said once.
		await sleep(1500);
		expect(said.text.match(/^silcrow: .*/gm)).toEqual([expect.stringMatching(/^silcrow: templates\/chapter\.eta:1: /)]);
		expect((await get("/ch01.html")).body).toContain("Old text.");
		write(folder, { "templates/chapter.eta": "<% layout('page') %><p>Own.</p>" });
		await eventually(async () => (await get("/ch01.html")).body.includes("<p>Own.</p>"));
		await eventually(() => errors() === 0);
		write(folder, { "book/book.yaml": "title: [\n" });
		await eventually(() => (errors() ?? 0) > 0);
	});

	test("of templates are told too where no open page shows them, and pages stay as they were", async () => {
		const folder = makeBook({ ...book, "book/03-c.md": "---\nowner: Mika\n---\n# C\n" });
		const { port, get, said } = await startDev(folder);
		const heard = listen(port, "/ch01.html");
		const status = () => heard.findLast((one) => one.name === "status")?.data;
		await eventually(() => status()?.errors === 0);
		const own = "<% layout('page') %><p>Own.</p>";
		write(folder, { "templates/chapter.eta": `${own}<%= it.page.number === "3" ? it.nothing.at : "" %>` });
		await eventually(() => status()?.problems[0]?.message.startsWith("templates/chapter.eta:1: "));
		await sleep(1500);
		expect(said.text.match(/^silcrow: /gm)).toHaveLength(1);
		for (const page of ["/ch01.html", "/ch03.html"]) {
			const { status: code, body } = await get(page);
			expect([code, body.includes("Own.")]).toEqual([200, false]);
		}
		write(folder, { "templates/chapter.eta": own });
		await eventually(async () => (await get("/ch03.html")).body.includes("Own."));
		await eventually(() => status()?.errors === 0);
	});

	test("of templates from the beginning stand on the page itself, which comes right when they are mended", async () => {
		const folder = makeBook({ ...book, "templates/chapter.eta": "<%= it.nothing.at.all %>" });
		const { port, get } = await startDev(folder);
		const heard = listen(port, "/ch01.html");
		const { status, body } = await get("/ch01.html");
		expect(status).toBe(500);
		expect(body).toContain("templates/chapter.eta:1: ");
		await eventually(() => heard.some(({ name, data }) => name === "status" && data.errors === 1));
		write(folder, { "templates/chapter.eta": "<% layout('page') %><p>Own.</p>" });
		await eventually(() => heard.some(({ name, data }) => name === "page" && data.html.includes("Own.")));
	});

	test("link to an editor only where one is named, or where its terminal is at hand", async () => {
		const folder = makeBook(broken);
		const place = `${folder}/book/02-b.md`;
		for (const [args, program, link] of [
			[[], "xterm", undefined],
			[[], "zed", `zed://file${place}:3:5`],
			[["--editor", "vscode"], "zed", `vscode://file${place}:3:5`],
		] as const) {
			vi.stubEnv("TERM_PROGRAM", program);
			vi.stubEnv("TERMINAL_EMULATOR", "");
			const { port } = await startDev(folder, ...args);
			const heard = listen(port, "/");
			const status = await eventually(() => heard.find((one) => one.name === "status")?.data);
			expect(status.problems[0]?.editor).toBe(link);
		}
		vi.unstubAllEnvs();
	});
});

test("--follow leads to what the writer edits", async () => {
	const folder = makeBook({
		...book,
		"book/17-run.md": "---\nrunbook: true\n---\n# R\n\n## §1 One\n\nDo.\n\n## §2 Two\n\nDo.\n",
	});
	const { port } = await startDev(folder, "--follow");
	const heard = listen(port, "/ch01.html", "&serial=0");
	const target = (address: string) =>
		eventually(() => heard.find((one) => one.name === "target" && one.data.address === address)?.data);
	write(folder, { "book/02-b.md": book["book/02-b.md"].replace("See", "Read") });
	expect(await target("ch02.html")).toMatchObject({ anchor: "part-two" });
	const run = "---\nrunbook: true\n---\n# R\n\n## §1 One\n\nDo.\n\n## §2 Two\n\nDo more.\n";
	write(folder, { "book/17-run.md": run });
	await target("runbook/2.html");
});

describe("the terminal", () => {
	test("counts terms as the cover does, without those that only send the reader to others", async () => {
		const glossary = "# Glossary\n\n## Words\n\n- **goose**: a tool (Chapter 1)\n- **geese**: See Words section.\n";
		const { said } = await startDev(makeBook({ ...book, "glossary/glossary.md": glossary }));
		expect(said.text).toMatch(/ {3}2 chapters · 1 term · \d+ pages\n/);
	});

	test("says what the book is, then a line for each change", async () => {
		const folder = makeBook({ ...book, "book/book.yaml": "title: My book\n" });
		const { port, said } = await startDev(folder);
		expect(said.text).toMatch(/My book {3}2 chapters · \d+ pages\n {2}ready in \d+ ms {3}http:\/\/localhost:\d+\/\n/);
		const heard = listen(port, "/ch01.html");
		await eventually(() => heard[0]);
		write(folder, { "book/01-a.md": "# A\n\nNew text.\n" });
		const line = /^ {2}\d\d:\d\d:\d\d {2}book\/01-a\.md changed {3}rebuilt in \d+ ms {3}1 tab$/m;
		await eventually(() => line.test(said.text));
	});

	test("shows each error once, with its lines", async () => {
		const folder = makeBook(book);
		const { said } = await startDev(folder);
		write(folder, { "book/01-a.md": "# A\n\nSee §9.\n" });
		await eventually(() => said.text.includes("1 error, showing the last good pages"));
		await eventually(() => said.text.includes("3 | See §9."));
		write(folder, { "book/01-a.md": "# A\n\nMore.\n\nSee §9.\n" });
		await eventually(() => said.text.match(/showing the last good pages/g)?.length === 2);
		expect(said.text.match(/error\[/g)).toHaveLength(1);
		expect(said.text).not.toContain("\u001b");
	});

	test("names files as they are seen from where it was called", async () => {
		const folder = makeBook({ "tools/notes.txt": "", "handbook/book/01-a.md": "# A\n" });
		const { said } = await startDev(join(folder, "tools"), "../handbook");
		write(folder, { "handbook/book/01-a.md": "# A\n\nSee §9.\n" });
		await eventually(() => said.text.includes("--> ../handbook/book/01-a.md:3:5"));
		expect(said.text).toContain("  ../handbook/book/01-a.md changed   1 error");
		expect(said.text).toContain("3 | See §9.");
	});

	test("shows errors alone with --quiet", async () => {
		const folder = makeBook(book);
		const { said, get } = await startDev(folder, "--quiet");
		write(folder, { "book/01-a.md": "# A\n\nNew text.\n" });
		await eventually(async () => (await get("/ch01.html")).body.includes("New text."));
		write(folder, { "book/01-a.md": "# A\n\nSee §9.\n" });
		await eventually(() => said.text.includes("error["));
		expect(said.text).not.toContain("changed");
	});

	test("says no to an editor that it does not know", async () => {
		const { silcrow } = await import("./support/run.ts");
		const ran = silcrow(makeBook(book), ["dev", "--port", "0", "--editor", "javascript:alert({path})"]);
		expect(ran.code).toBe(2);
		expect(ran.err).toContain("no editor");
	});
});

test.each([
	["SIGINT", 130],
	["SIGTERM", 143],
] as const)("%s ends it with %d", async (signal, code) => {
	const { child } = await startDev(makeBook(book));
	const ended = new Promise((resolve) => child.on("exit", (status) => resolve(status)));
	child.kill(signal);
	expect(await ended).toBe(code);
});

test.each([
	["dev", "--port", "0"],
	["build", "--watch"],
])("%s is ended by a signal also while it compiles for the first time", async (...args) => {
	// A page that a parser needs all of its seconds for.
	const slow = {
		"book/book.yaml": "limits:\n  inlineMarkers: 1000000\n  paragraphLines: 1000000\n",
		"book/02-b.md": `# B\n\n${"*a_ ".repeat(25_000)}`,
	};
	const child = start(makeBook({ ...book, ...slow }), args);
	let said = "";
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (data) => {
			said += data;
		});
	await eventually(() => helpersOf(child.pid).length > 0);
	child.kill("SIGTERM");
	expect(await once(child, "exit")).toEqual([null, "SIGTERM"]);
	expect(said).not.toMatch(/localhost|dist/);
});
