import { hostname } from "node:os";
import { systemCode } from "./failure.ts";
import { readIfThere } from "./read-if-there.ts";

/** What tells one process from every other one, also from a later one that got the same number. */
export interface ProcessIdentity {
	pid: number;
	/** In clock ticks since the machine started; empty where the system does not tell. */
	start: string;
	/** Of this start of the machine; empty where the system does not tell. */
	boot: string;
	host: string;
}

/** Describe the process that runs this. */
export function ownIdentity(): ProcessIdentity {
	const { pid } = process;
	return { pid, start: startOf(pid), boot: bootId(), host: hostname() };
}

/** Tell whether a process is certainly gone; of another machine's processes nothing is certain. */
export function isGone(other: ProcessIdentity): boolean {
	if (other.host !== hostname()) return false;
	const boot = bootId();
	if (other.boot !== "" && boot !== "" && other.boot !== boot) return true;
	if (!isRunning(other.pid)) return true;
	const start = startOf(other.pid);
	return other.start !== "" && start !== "" && other.start !== start;
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// It runs, but belongs to somebody else.
		if (systemCode(error) === "EPERM") return true;
		if (systemCode(error) === "ESRCH") return false;
		throw error;
	}
}

/** Only Linux tells it, and a process may end at any time. */
function startOf(pid: number): string {
	const stat = readIfThere(`/proc/${pid}/stat`);
	// The name in the second field may hold anything, even spaces and brackets.
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return fields[19] ?? "";
}

function bootId(): string {
	return readIfThere("/proc/sys/kernel/random/boot_id").trim();
}
