import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { openEventStream } from "../src/world/event-stream.ts";
import { eventually, get, startDev } from "./support/dev.ts";
import { makeBook, write } from "./support/run.ts";

const canary = "CANARY-OUTSIDE-OF-THE-SITE";
const book = {
	"book/01-a.md": "# A\n\nWords.\n",
	"book/.env": canary,
	"book/notes.txt": canary,
	"package.json": canary,
	"dist/old.html": canary,
	"templates/own.eta": canary,
};

/** Send bytes as they are, and give all that comes back until the server ends the connection. */
function raw(port: number, text: string): Promise<string> {
	return new Promise((resolve) => {
		let answer = "";
		const socket = connect(port, "127.0.0.1", () => socket.write(text, "latin1"));
		socket.setEncoding("latin1");
		socket.on("data", (data) => {
			answer += data;
		});
		socket.on("close", () => resolve(answer));
		socket.on("error", () => resolve(answer));
	});
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
const ask = (port: number, target: string, more = `Host: localhost:${port}\r\n`, method = "GET") =>
	raw(port, `${method} ${target} HTTP/1.1\r\n${more}Connection: close\r\n\r\n`);

const ups = [
	"..",
	"%2e%2e",
	"%2E.",
	"..%2f..",
	"..%5c..",
	"..\\..",
	"%252e%252e",
	"%c0%ae%c0%ae",
	"....//....",
	"..;",
	".%00.",
];
const files = ["package.json", "book/.env", "book/notes.txt", "templates/own.eta", "etc/passwd"];
const spellings = [
	...ups.flatMap((up) => files.flatMap((file) => [`/${up}/${file}`, `/assets/${up}/${up}/${file}`])),
	...files.flatMap((file) => [
		`/${file}`,
		`//${file}`,
		`/./${file}`,
		`/@fs/${file}`,
		`/${file}?raw??`,
		`/${file}?.svg?.wasm?init`,
	]),
	...files.flatMap((file) => [
		`/${file}::$DATA`,
		`/${file}%00.html`,
		`/#/../../${file}`,
		`/file:///${file}`,
		`/%2f${file}`,
	]),
	"/PACKAG~1.JSO",
	"/%",
	"/%zz",
	"/%ff%fe",
	"/__silcrow/",
	"/__silcrow/../package.json",
	"/__silcrow/events/../../package.json",
	"*",
	"package.json",
	"http://localhost/package.json",
	"//127.0.0.1/package.json",
	"/constructor",
	"/__proto__",
];

test(`no spelling of a path leads to a file: ${spellings.length} tried`, async () => {
	const { port } = await startDev(makeBook(book));
	for (const target of spellings) {
		const answer = await ask(port, target);
		expect([400, 404], target).toContain(statusOf(answer));
		expect(answer, target).not.toContain(canary);
		expect(answer, target).not.toContain("root:");
	}
	expect(statusOf(await ask(port, "/ch01.html"))).toBe(200);
});

test("only names of this machine are served, each once", async () => {
	const { port } = await startDev(makeBook(book), "--allowed-host", "desk.example.com");
	const of = (host: string) => ask(port, "/ch01.html", `Host: ${host}\r\n`);
	for (const host of [
		`localhost:${port}`,
		"localhost",
		"LOCALHOST",
		`127.0.0.1:${port}`,
		`[::1]:${port}`,
		"desk.example.com",
	])
		expect(statusOf(await of(host)), host).toBe(200);
	for (const host of [
		"evil.example",
		"127.0.0.1.evil.example",
		"localhost.evil.example",
		"evil.example:127.0.0.1",
		"localhost@evil.example",
		"evil.example#localhost",
		"2130706433",
		"0x7f.1",
		"localhost.",
		"",
		" ",
		"[::1",
		"10.0.0.1",
	])
		expect([400, 403], host).toContain(statusOf(await of(host)));
	const both = "Host: localhost\r\nHost: evil.example\r\n";
	expect(statusOf(await ask(port, "/", both))).toBe(400);
	expect([400, 403]).toContain(statusOf(await ask(port, "/", "")));
	expect([400, 403]).toContain(statusOf(await raw(port, "GET / HTTP/1.0\r\n\r\n")));
});

test("pages elsewhere can neither listen nor embed nor read", async () => {
	const { port } = await startDev(makeBook(book));
	const events = "/__silcrow/events?page=/ch01.html";
	const from = (headers: string) => ask(port, events, `Host: localhost:${port}\r\n${headers}`);
	for (const headers of [
		"Origin: http://evil.example\r\n",
		"Origin: null\r\n",
		`Origin: http://localhost:${port + 1}\r\n`,
		`Origin: https://localhost:${port}\r\n`,
		"Sec-Fetch-Site: cross-site\r\n",
		"Sec-Fetch-Site: same-site\r\n",
	])
		expect(statusOf(await from(headers)), headers).toBe(403);
	for (const target of ["/ch01.html", "/nowhere", "/__silcrow/dev.js", "/%zz"]) {
		const answer = await ask(port, target, `Host: localhost:${port}\r\nOrigin: http://evil.example\r\n`);
		const head = answer.slice(0, answer.indexOf("\r\n\r\n")).toLowerCase();
		expect(head).not.toContain("access-control");
		expect(head).toContain("cross-origin-resource-policy: same-origin");
		expect(head).toContain("x-content-type-options: nosniff");
		expect(head).toContain("frame-ancestors 'self'");
	}
});

test("nothing but GET and HEAD does anything", async () => {
	const { port } = await startDev(makeBook(book));
	for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY"])
		for (const target of ["/ch01.html", "/__silcrow/events", "/__open-in-editor?file=book/01-a.md"])
			expect([400, 405], `${method} ${target}`).toContain(statusOf(await ask(port, target, undefined, method)));
	const upgrade = `Host: localhost\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n`;
	expect(await raw(port, `GET / HTTP/1.1\r\n${upgrade}Connection: Upgrade\r\n\r\n`)).not.toContain("101");
	expect(await ask(port, "/ch01.html", undefined, "HEAD")).toMatch(/\r\n\r\n$/);
});

test("it listens on this machine alone, unless it is told otherwise, and then says so", async () => {
	// Only Linux tells without help who listens where.
	if (process.platform !== "linux") return;
	const listening = (port: number) =>
		["tcp", "tcp6"].flatMap((table) =>
			readFileSync(`/proc/net/${table}`, "utf8")
				.split("\n")
				.map((line) => line.trim().split(/\s+/))
				.filter(
					([, local, , state]) =>
						state === "0A" && local?.endsWith(`:${port.toString(16).toUpperCase().padStart(4, "0")}`),
				)
				.map(([, local]) => local?.split(":")[0]),
		);
	const closed = await startDev(makeBook(book));
	const loopback = ["0100007F", "00000000000000000000000001000000"];
	for (const address of listening(closed.port)) expect(loopback).toContain(address);
	expect(closed.said.text).not.toContain("warning");
	const open = await startDev(makeBook(book), "--host");
	expect(listening(open.port)).toContain("00000000");
	expect(open.said.text).toContain("everybody who can reach this machine");
});

test("a port that is in use is said to be, with what to do", async () => {
	const { port } = await startDev(makeBook(book));
	const { silcrow } = await import("./support/run.ts");
	const ran = silcrow(makeBook(book), ["dev", "--port", String(port)]);
	expect(ran.code).toBe(3);
	expect(ran.err).toContain(`port ${port} is in use`);
	expect(ran.err).toContain("--port");
});

/** Open sockets that do something, and close them after the test. */
async function many(count: number, open: () => Socket): Promise<Socket[]> {
	const sockets: Socket[] = [];
	onTestFinished(() => {
		for (const socket of sockets) socket.destroy();
	});
	for (let index = 0; index < count; index++) {
		sockets.push(open().on("error", () => undefined));
		if (index % 50 === 0) await sleep(1);
	}
	return sockets;
}

test("clients that send slowly, and clients that vanish in the middle of an answer, harm nobody", async () => {
	const { port, child } = await startDev(makeBook({ ...book, "public/large.txt": "x".repeat(10_000_000) }));
	await many(200, () => {
		const socket = connect(port, "127.0.0.1", () => socket.write("GET /ch01.html HTTP/1.1\r\nHo"));
		return socket;
	});
	await many(200, () => {
		const socket = connect(port, "127.0.0.1", () => socket.write("GET /large.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"));
		return socket.once("data", () => socket.resetAndDestroy());
	});
	await many(100, () => {
		const target = "/__silcrow/events?page=/ch01.html";
		const socket = connect(port, "127.0.0.1", () => socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`));
		return socket.once("data", () => socket.resetAndDestroy());
	});
	expect((await get(port, "/ch01.html")).status).toBe(200);
	expect(child.exitCode).toBe(null);
});

test("a thousand open pages all get a change", async () => {
	const folder = makeBook(book);
	const { port } = await startDev(folder);
	const told = { first: 0, change: 0 };
	await many(1000, () => {
		const target = "/__silcrow/events?page=/ch01.html";
		const socket = connect(port, "127.0.0.1", () => socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`));
		let text = "";
		return socket.on("data", (data) => {
			const before = text;
			text += data;
			if (!before.includes("event: status") && text.includes("event: status")) told.first += 1;
			if (!before.includes("New words.") && text.includes("New words.")) told.change += 1;
		});
	});
	await eventually(() => told.first === 1000);
	const started = performance.now();
	write(folder, { "book/01-a.md": "# A\n\nNew words.\n" });
	await eventually(() => told.change === 1000);
	console.log(`1000 pages were told in ${Math.round(performance.now() - started)} ms`);
	// Nobody was put off on the way.
	expect(told.change).toBe(1000);
});

test("a page that does not read is dropped before it fills the memory", async () => {
	const stream = openEventStream<string>();
	const server = createServer((_, response: ServerResponse) => {
		response.writeHead(200, { "content-type": "text/event-stream" });
		stream.add(response, "page");
	});
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	const socket = connect(port, "127.0.0.1", () => socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
	socket.pause();
	await eventually(() => stream.listeners().length === 1);
	const event = `data: ${"x".repeat(1_000_000)}\n\n`;
	let sent = 0;
	for (; sent < 100 && stream.listeners().length > 0; sent++) {
		stream.send(() => event);
		await sleep(1);
	}
	expect(stream.listeners()).toEqual([]);
	expect(sent).toBeLessThan(20);
});
