/**
 * A process that compiles files for another one. The native parser can abort a process, and no parser can be stopped
 * while it works: here both cost one file, and not the build.
 */
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { compile } from "../compile/compile.ts";
import { optimiseLater } from "../world/warm-up.ts";
import type { CompileJob } from "./compile-job.ts";
import { type PackedUnit, packUnit } from "./packed-unit.ts";

/** What the process is told: files, and how long one may take. */
export interface CompileOrder {
	jobs: CompileJob[];
	/** In seconds of computing; undefined where the files are ordinary ones. */
	deadline?: number | undefined;
}

/** What the process answers. */
export type CompileAnswer = { units: PackedUnit[] } | { fault: string };

if (isMainThread) serve();
else watch(workerData as number);

function serve(): void {
	optimiseLater();
	process.on("message", async ({ jobs, deadline }: CompileOrder) => {
		const spent = process.cpuUsage();
		const watcher = deadline
			? new Worker(new URL(import.meta.url), { workerData: (spent.user + spent.system) / 1e6 + deadline, execArgv: [] })
			: undefined;
		process.send?.(await answerTo(jobs));
		await watcher?.terminate();
	});
	process.on("disconnect", () => process.exit());
}

async function answerTo(jobs: CompileJob[]): Promise<CompileAnswer> {
	try {
		const units: PackedUnit[] = [];
		for (const { source, options } of jobs) units.push(packUnit(await compile(source, options)));
		return { units };
	} catch (error) {
		return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}

/** End the process when it has computed for so many seconds; a thread can, for it runs while the parser does. */
function watch(end: number): void {
	setInterval(() => {
		const { user, system } = process.cpuUsage();
		if ((user + system) / 1e6 > end) process.kill(process.pid, "SIGKILL");
	}, 50);
}
