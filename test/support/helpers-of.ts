import { execFileSync } from "node:child_process";

/** List the processes that help another one. */
export function helpersOf(parent: number | undefined): number[] {
	const all = execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], { encoding: "utf8" });
	const processes = all.split("\n").map((line) => line.trim().split(/\s+/));
	const helpers = processes.filter(
		([, its, ...command]) => Number(its) === parent && command.some((word) => word.includes("helper-process")),
	);
	return helpers.map(([pid]) => Number(pid));
}
