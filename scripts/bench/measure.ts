import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** What a command took: seconds, and megabytes of all its processes together at the worst moment that was seen. */
export interface Measured {
	cpu: number;
	wall: number;
	megabytes: number;
}

/** Clock ticks in a second, which Linux has kept at 100 for its reports. */
const ticks = 100;

/** Run a command and measure it with every process that it starts; what it prints is thrown away. Linux only. */
export async function measure(command: string, args: string[]): Promise<Measured> {
	const before = waitedFor();
	const start = performance.now();
	const child = spawn(command, args, { stdio: "ignore", env: plainEnvironment() });
	const most = { kilobytes: 0 };
	const sampler = setInterval(() => {
		most.kilobytes = Math.max(most.kilobytes, memoryOf(child.pid ?? 0));
	}, 20);
	const code = await ended(child);
	clearInterval(sampler);
	const wall = (performance.now() - start) / 1000;
	if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}`);
	return { cpu: waitedFor() - before, wall, megabytes: most.kilobytes / 1024 };
}

/** Each start of Node reads the certificates that this variable names, which takes it 30 ms and is not the program's. */
export function plainEnvironment(): NodeJS.ProcessEnv {
	const { NODE_EXTRA_CA_CERTS: _, ...others } = process.env;
	return others;
}

function ended(child: ChildProcess): Promise<number | null> {
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("close", resolve);
	});
}

/** Seconds of computing of all processes that this one, and those below it, have waited for. */
function waitedFor(): number {
	const fields = statOf("self");
	return (Number(fields[13]) + Number(fields[14])) / ticks;
}

/** Seconds of computing of a process so far, without those below it. */
export function secondsOf(pid: number): number {
	const fields = statOf(pid);
	return (Number(fields[11]) + Number(fields[12])) / ticks;
}

/** The fields of what Linux says of a process, from the third on. */
function statOf(process: number | "self"): string[] {
	return readFileSync(`/proc/${process}/stat`, "utf8")
		.replace(/^.*\) /s, "")
		.split(" ");
}

/** Kilobytes of a process and those below it. */
export function memoryOf(pid: number): number {
	try {
		const own = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
		const below = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
			readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
		);
		return own + below.reduce((sum, child) => sum + memoryOf(Number(child)), 0);
	} catch (error) {
		// A process may end while it is looked at.
		if ((error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ESRCH")
			return 0;
		throw error;
	}
}
