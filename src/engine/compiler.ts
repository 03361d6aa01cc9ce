import { join } from "node:path";
import { bundleFolder } from "../world/package.ts";
import type { CompileJob } from "./compile-job.ts";
import type { CompileAnswer, CompileOrder } from "./compile-process.ts";
import type { PackedUnit } from "./packed-unit.ts";

/** Another process that compiles files. */
export interface Compiler {
	/** Compile some files; undefined where the process died of them. */
	compile(jobs: CompileJob[], deadline?: number | undefined): Promise<PackedUnit[] | undefined>;
	end(): void;
}

/** Starts a compiler; a test may bring its own. */
export type StartCompiler = (limits?: { megabytes: number }) => Compiler;

/** Start a process that compiles files. It ends with `end`, or with this process. */
export const startCompiler: StartCompiler = (limits) => {
	// Loaded here, for most runs start none.
	const { fork } = process.getBuiltinModule("node:child_process");
	const child = fork(join(bundleFolder(), "compile-process.js"), {
		execArgv: limits ? [`--max-old-space-size=${limits.megabytes}`] : [],
		// Texts, and maps of texts, are sent as they are.
		serialization: "advanced",
		// Its last words, such as those of an abort, are no message to the writer.
		stdio: ["ignore", "ignore", "ignore", "ipc"],
	});
	const dead = new Promise<undefined>((resolve, reject) => {
		child.once("exit", () => resolve(undefined));
		child.once("error", (error) => reject(new Error("a process that compiles cannot be started", { cause: error })));
	});
	// It is looked at when a file is sent, and may be known before.
	dead.catch(() => {});
	return {
		async compile(jobs, deadline) {
			const answered = new Promise<CompileAnswer>((resolve) => {
				child.once("message", (answer) => resolve(answer as CompileAnswer));
			});
			if (child.connected) child.send({ jobs, deadline } satisfies CompileOrder, () => {});
			const answer = await Promise.race([answered, dead]);
			if (answer && "fault" in answer) throw new Error(answer.fault);
			return answer?.units;
		},
		end: () => void child.kill("SIGKILL"),
	};
};
