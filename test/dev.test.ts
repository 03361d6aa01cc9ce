import type { ChildProcess } from "node:child_process";
import { request } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { makeBook, start, write } from "./support/run.ts";

const running: ChildProcess[] = [];

afterEach(() => {
	for (const child of running.splice(0)) child.kill("SIGKILL");
});

/** Start the server on a free port. */
async function serve(folder: string, ...args: string[]) {
	const child = start(folder, ["dev", "--port", "0", ...args]);
	running.push(child);
	const said = { text: "" };
	child.stdout.on("data", (data) => {
		said.text += data;
	});
	child.stderr.on("data", (data) => {
		said.text += data;
	});
	const port = Number((await eventually(() => /localhost:(\d+)/.exec(said.text)?.[1])) ?? 0);
	return { child, said, port, get: (path: string, headers: Record<string, string> = {}) => get(port, path, headers) };
}

/** Ask until there is an answer, for at most ten seconds. */
async function eventually<Value>(
	ask: () => Value | undefined | Promise<Value | undefined>,
): Promise<Value | undefined> {
	for (let attempt = 0; attempt < 200; attempt++) {
		const value = await ask();
		if (value !== undefined) return value;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return undefined;
}

function get(port: number, path: string, headers: Record<string, string> = {}, method = "GET") {
	return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
		const asked = request({ host: "127.0.0.1", port, path, headers, method }, (response) => {
			let body = "";
			response.on("data", (data) => {
				body += data;
			});
			response.on("end", () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
		});
		asked.on("error", reject).end();
	});
}

/** Listen to the events of a page. */
function listen(port: number, page: string) {
	const events: { version: string; status: { total: number; isStale: boolean } }[] = [];
	const asked = request({ host: "127.0.0.1", port, path: `/__silcrow/events?page=${page}` }, (response) => {
		response.on("data", (data) => {
			for (const [, json = ""] of String(data).matchAll(/^data: (.*)$/gm)) events.push(JSON.parse(json));
		});
	});
	asked.on("error", () => events.splice(0)).end();
	return events;
}

const book = { "book/01-a.md": "# A\n\nOld text.\n", "book/02-b.md": "# B\n\nSee Chapter 1.\n" };

describe("silcrow dev", () => {
	test("a save reaches the open page", async () => {
		const folder = makeBook(book);
		const { port, get } = await serve(folder);
		const events = listen(port, "/ch01.html");
		const first = await eventually(() => events[0]);
		write(folder, { "book/01-a.md": "# A\n\nNew text.\n" });
		expect(await eventually(() => events.find(({ version }) => version !== first?.version))).toBeDefined();
		expect((await get("/ch01.html")).body).toContain("New text.");
	});

	test("an error is told to every page, and the last good text stays, until the book is clean", async () => {
		const folder = makeBook(book);
		const { port, get } = await serve(folder);
		const events = listen(port, "/ch01.html");
		await eventually(() => events[0]);
		write(folder, { "book/02-b.md": "# B\n\nSee Chapter 9.\n" });
		expect(await eventually(() => events.find(({ status }) => status.total === 1))).toMatchObject({
			status: { isStale: true },
		});
		expect((await get("/ch02.html")).body).toContain("Chapter 1");
		write(folder, { "book/02-b.md": "# B\n\nSee chapters 1 and 2.\n" });
		expect(await eventually(() => (events.at(-1)?.status.total === 0 ? true : undefined))).toBe(true);
	});

	test("a new chapter in a new folder is seen", async () => {
		const folder = makeBook(book);
		const { get } = await serve(folder);
		write(folder, { "book/part-two/03-c.md": "# C\n" });
		expect(await eventually(async () => ((await get("/ch03.html")).status === 200 ? true : undefined))).toBe(true);
	});

	test("a book that is wrong from the beginning is shown all the same", async () => {
		const { get } = await serve(makeBook({ "book/01-a.md": "# A\n\nSee Chapter 9.\n" }));
		expect((await get("/")).status).toBe(200);
	});

	test("the page of an address that is not there has status 404", async () => {
		const { get } = await serve(makeBook(book));
		expect((await get("/nowhere.html")).status).toBe(404);
	});

	test("other names for this machine are turned away, so no page elsewhere can read the book", async () => {
		const { port, get } = await serve(makeBook(book));
		expect((await get("/", { host: "evil.example" })).status).toBe(403);
		expect((await get("/", { host: `localhost:${port}` })).status).toBe(200);
		expect((await get("/__silcrow/events?page=/", { origin: "http://evil.example" })).status).toBe(403);
	});

	test.each(["/../package.json", "/..%2fpackage.json", "/%2e%2e/%2e%2e/etc/passwd", "/book/01-a.md", "//etc/passwd"])(
		"no path becomes a file: %s",
		async (path) => {
			const { get } = await serve(makeBook({ ...book, "package.json": "{}" }));
			expect([400, 404]).toContain((await get(path)).status);
		},
	);

	test("only GET and HEAD are answered", async () => {
		const { port } = await serve(makeBook(book));
		expect((await get(port, "/", {}, "POST")).status).toBe(405);
		expect((await get(port, "/", {}, "HEAD")).body).toBe("");
	});

	test.each([
		["SIGINT", 130],
		["SIGTERM", 143],
	] as const)("%s ends it with %d", async (signal, code) => {
		const { child } = await serve(makeBook(book));
		const ended = new Promise((resolve) => child.on("exit", (status) => resolve(status)));
		child.kill(signal);
		expect(await ended).toBe(code);
	});
});
