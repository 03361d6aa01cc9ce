import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";
import { memoryOf, plainEnvironment, secondsOf } from "./measure.ts";

/** What a writer waits for: milliseconds, each of all saves. */
export interface MeasuredDev {
	/** From the start of the command to the line that says where the book is shown. */
	ready: number;
	/** From before the file is written until the event with its new text has come. */
	served: number[];
	/** From before the file is written until an open page has the new text in its document. */
	shown: number[];
	/** Milliseconds of computing of the server for a save. */
	cpu: number;
	megabytes: number;
	/** The most that was seen, which is while it starts. */
	peak: number;
}

/** Which book is shown, and the chapter that is written on and open. */
export interface Desk {
	bin: string;
	folder: string;
	/** The path of the chapter's file. */
	file: string;
	/** Its address, from the root of the site. */
	page: string;
	saves: number;
	browser: string;
}

/** Show a book, open a page, and write a paragraph of it again and again. All times are taken by this process, from outside of the server and the browser. */
export async function measureDev({ bin, folder, file, page: address, saves, browser }: Desk): Promise<MeasuredDev> {
	const began = performance.now();
	const child = spawn(process.execPath, [bin, "dev", folder, "--port", "0"], {
		stdio: ["ignore", "pipe", "pipe"],
		env: plainEnvironment(),
	});
	const chrome = await chromium.launch({ executablePath: browser, args: ["--no-sandbox", "--disable-gpu"] });
	try {
		const port = await portOf(child);
		const ready = performance.now() - began;
		const page = await chrome.newPage();
		const heard = listen(`http://127.0.0.1:${port}/__silcrow/events?page=/${address}`);
		const seen = await observe(page, `http://127.0.0.1:${port}/${address}`);
		const text = readFileSync(file, "utf8");
		const save = async (number: number): Promise<[number, number]> => {
			const mark = `Savedagain${number}x`;
			const [inEvent, inPage] = [heard(mark), seen(mark)];
			const start = performance.now();
			writeFileSync(file, text.replace(/\n\n(?=[A-Z])/, `\n\n${mark} while `));
			return [(await inEvent) - start, (await inPage) - start];
		};
		// What runs the first times is not yet compiled by the engine of JavaScript, and the start may still be at work.
		await sleep(1500);
		for (let number = 0; number < 3; number += 1) {
			await save(number);
			await sleep(400);
		}
		const computed = secondsOf(child.pid ?? 0);
		const times: [number, number][] = [];
		for (let number = 3; number < saves + 3; number += 1) {
			times.push(await save(number));
			await sleep(400);
		}
		const cpu = ((secondsOf(child.pid ?? 0) - computed) / saves) * 1000;
		writeFileSync(file, text);
		const peak = Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024;
		const megabytes = memoryOf(child.pid ?? 0) / 1024;
		return { ready, served: times.map(([one]) => one), shown: times.map(([, one]) => one), cpu, megabytes, peak };
	} finally {
		await chrome.close();
		child.kill("SIGTERM");
		if (child.exitCode === null) await once(child, "exit");
	}
}

/** Resolves, with the time, when a text has come. */
type Until = (text: string) => Promise<number>;

async function portOf(child: ChildProcess): Promise<string> {
	let said = "";
	return await new Promise((resolve, reject) => {
		const hear = (data: Buffer): void => {
			said += data;
			const port = /localhost:(\d+)/.exec(said)?.[1];
			if (port !== undefined) resolve(port);
		};
		for (const stream of [child.stdout, child.stderr]) stream?.on("data", hear);
		child.on("exit", () => reject(new Error(`the server ended: ${said}`)));
	});
}

/** Listen to the events that a page gets. */
function listen(url: string): Until {
	let come = "";
	let look = (): void => undefined;
	get(url, (response) =>
		response.on("data", (data) => {
			come = (come + data).slice(-1_000_000);
			look();
		}),
	).on("error", () => look());
	return (text) =>
		new Promise((resolve) => {
			come = "";
			look = () => {
				if (come.includes(text)) resolve(performance.now());
			};
		});
}

/** Look at the document of an open page whenever it changes. */
async function observe(page: Page, url: string): Promise<Until> {
	let wanted = "";
	let found = (): void => undefined;
	await page.exposeFunction("silcrowBenchSees", (text: string) => {
		if (text === wanted) found();
	});
	await page.goto(url);
	await page.evaluate(() => {
		const sees = Reflect.get(globalThis, "silcrowBenchSees") as (text: string) => void;
		new MutationObserver(() => {
			const text = /Savedagain\d+x/.exec(document.body.textContent ?? "")?.[0];
			if (text !== undefined) sees(text);
		}).observe(document.body, { subtree: true, childList: true, characterData: true });
	});
	return (text) =>
		new Promise((resolve) => {
			wanted = text;
			found = () => resolve(performance.now());
		});
}
