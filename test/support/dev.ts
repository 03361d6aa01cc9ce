import type { ChildProcess } from "node:child_process";
import { request } from "node:http";
import { onTestFinished } from "vitest";
import type { LiveEvents } from "../../src/model/live.ts";
import { start } from "./run.ts";

/** A `silcrow dev` at work; it ends with its test. */
export interface Dev {
	child: ChildProcess;
	/** What it said so far. */
	said: { text: string };
	port: number;
	get(path: string, headers?: Record<string, string>, method?: string): Promise<Answer>;
}

/** What the server answered. */
export interface Answer {
	status: number;
	body: string;
	bytes: Buffer;
	headers: Record<string, unknown>;
}

/** Start the server, on a free port unless one is named, and wait until it is ready. */
export async function startDev(folder: string, ...args: string[]): Promise<Dev> {
	return await startDevBy([], folder, ...args);
}

/** Start the server by another program, such as one that takes rights away. */
export async function startDevBy(by: string[], folder: string, ...args: string[]): Promise<Dev> {
	const child = start(folder, ["dev", ...(args.includes("--port") ? [] : ["--port", "0"]), ...args], by);
	onTestFinished(() => void child.kill("SIGKILL"));
	const said = { text: "" };
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (data) => {
			said.text += data;
		});
	const port = await eventually(() => /localhost:(\d+)/.exec(said.text)?.[1]);
	return {
		child,
		said,
		port: Number(port),
		get: (path, headers, method) => get(Number(port), path, headers, method),
	};
}

/** Ask until there is an answer, for at most half a minute; then the test fails. */
export async function eventually<Value>(
	ask: () => Value | undefined | false | Promise<Value | undefined | false>,
): Promise<Value> {
	const end = Date.now() + 30_000;
	for (;;) {
		const value = await ask();
		if (value !== undefined && value !== false) return value;
		if (Date.now() > end) throw new Error(`never happened: ${ask}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** Ask a server on this machine for a path as it is written, which `fetch` would tidy. */
export function get(port: number, path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
	return new Promise((resolve, reject) => {
		// A connection that is kept may be closed by the other side while a test is busy with other things.
		const asked = request({ host: "127.0.0.1", port, path, headers, method, agent: false }, (response) => {
			const chunks: Buffer[] = [];
			response.on("data", (chunk) => chunks.push(chunk));
			response.on("end", () => {
				const bytes = Buffer.concat(chunks);
				resolve({ status: response.statusCode ?? 0, body: bytes.toString(), bytes, headers: response.headers });
			});
		});
		asked.on("error", reject).end();
	});
}

/** An event as an open page gets it. */
export type Heard = {
	[Name in keyof LiveEvents]: { name: Name; id: string; data: LiveEvents[Name] };
}[keyof LiveEvents];

/** Listen to the events of a page, as the browser does. */
export function listen(port: number, page: string, query = ""): Heard[] {
	const heard: Heard[] = [];
	let text = "";
	const asked = request({ host: "127.0.0.1", port, path: `/__silcrow/events?page=${page}${query}` }, (response) => {
		response.on("data", (data) => {
			text += data;
			const events = text.split("\n\n");
			text = events.pop() ?? "";
			for (const event of events) {
				const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(event)?.[1] ?? "";
				if (field("event"))
					heard.push({ name: field("event"), id: field("id"), data: JSON.parse(field("data")) } as Heard);
			}
		});
	});
	asked.on("error", () => undefined).end();
	onTestFinished(() => void asked.destroy());
	return heard;
}
