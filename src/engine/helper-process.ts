/**
 * A process that compiles files for another one. The native parser can abort a process, and no parser can be stopped
 * while it works: here both cost one file, and not the build. Later it links files, indexes words for the search, and draws pages.
 */
import { writeSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { compile } from "../compile/compile.ts";
import { isSpoiled } from "../model/spoiled.ts";
import type { Unit } from "../model/unit.ts";
import { systemCode } from "../world/failure.ts";
import { openPacks } from "../world/packs.ts";
import { noRows } from "../world/shelved-rows.ts";
import { optimiseLater } from "../world/warm-up.ts";
import type { BookWork } from "./book-work.ts";
import type { BookOrder, CompileAnswer, CompileOrder } from "./helper-orders.ts";
import { type HelperMessage, type HelperReply, signs, signsPlace } from "./helper-start.ts";
import { packUnit } from "./packed-unit.ts";
import { type Kept, keepUnit, makeKept } from "./stored-unit.ts";

if (isMainThread) serve();
else watch(workerData as number);

/** What the process remembers from one order to the next. */
interface Desk {
	kept?: Kept;
	/** What it has compiled and kept, by key. */
	units: Map<string, Unit>;
	book?: BookWork | undefined;
}

function serve(): void {
	optimiseLater();
	const desk: Desk = { units: new Map() };
	// One after another: who asks has the next order sent before the first is done.
	let last = Promise.resolve();
	process.on("message", (message: HelperMessage) => {
		last = last.then(async () => void process.send?.(await replyTo(message, desk)));
	});
	process.on("disconnect", () => process.exit());
}

async function replyTo(message: HelperMessage, desk: Desk): Promise<HelperReply> {
	try {
		return { answer: await answerTo(message, desk) };
	} catch (error) {
		const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
		return { fault, isSpoiled: isSpoiled(error) };
	}
}

async function answerTo({ name, order }: HelperMessage, desk: Desk): Promise<unknown> {
	if (name === "compile") return await compileGuarded(order, desk);
	if (name === "learn") return await learn(order, desk);
	if (name === "work") return desk.book?.work(order);
	if (name === "show") return desk.book?.show(order);
	return desk.book?.draw(order);
}

async function compileGuarded(order: CompileOrder, desk: Desk): Promise<CompileAnswer> {
	const { deadline } = order;
	const spent = process.cpuUsage();
	const watcher = deadline
		? new Worker(new URL(import.meta.url), { workerData: (spent.user + spent.system) / 1e6 + deadline, execArgv: [] })
		: undefined;
	try {
		return await compileAll(order, desk);
	} finally {
		await watcher?.terminate();
	}
}

async function compileAll({ jobs, place }: CompileOrder, desk: Desk): Promise<CompileAnswer> {
	// Nobody helps with a small book, and of a large one nothing is held.
	if (place !== undefined) desk.kept ??= makeKept(openPacks({ ...place, words: "", problems: [] }, nothing), 0);
	const units: CompileAnswer["units"] = [];
	for (const { source, options, key } of jobs) {
		const unit = await compile(source, options);
		if (desk.kept) desk.units.set(key, keepUnit(key, { unit }, desk.kept));
		// A full disk takes nothing.
		units.push(desk.kept?.store.find(key) ? undefined : packUnit(unit));
	}
	return { units, rows: desk.kept?.store.shared?.news() ?? [] };
}

async function learn(order: BookOrder, desk: Desk): Promise<boolean> {
	// Most helpers end before that, or compile only one file.
	const { startBookWork } = await import("./book-work.ts");
	if (desk.kept) desk.book = startBookWork(order, desk.units, desk.kept);
	return desk.book !== undefined;
}

/** Of what earlier runs have kept it knows what it is told. */
const nothing = { index: noRows, rows: new Map(), packs: [] };

/** Give signs of life, and end the process when it has computed for so many seconds; a thread can, for it runs while the parser does. */
function watch(end: number): void {
	setInterval(() => {
		const { user, system } = process.cpuUsage();
		const isSpent = (user + system) / 1e6 > end;
		if (!giveSign(isSpent ? signs.spent : signs.life) || isSpent) process.kill(process.pid, "SIGKILL");
	}, 50);
}

/** Tell whether there is still somebody who waits. */
function giveSign(sign: string): boolean {
	try {
		writeSync(signsPlace, sign);
		return true;
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return systemCode(error) === "EAGAIN";
	}
}
