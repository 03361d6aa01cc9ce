import { compile, compileUnparsed } from "../compile/compile.ts";
import { isSuspicious } from "../compile/parse/suspicion.ts";
import type { EngineOptions } from "../model/engine.ts";
import type { Unit } from "../model/unit.ts";
import type { CompileJob } from "./compile-job.ts";
import { type Compiler, type StartCompiler, startCompiler } from "./compiler.ts";
import { type PackedUnit, unpackUnit } from "./packed-unit.ts";

/** What one suspicious file may take, in seconds of computing and in megabytes. */
const ownGuard = { seconds: 10, megabytes: 512 };

/** What came of a file: as an object, or as the text in which another process told it. What takes too long on a busy machine may not on an idle one. */
export type Compiled = { unit: Unit; isChance?: true } | { packed: PackedUnit };

/** Give what came of a file as an object. */
export function unitOf(compiled: Compiled): Unit {
	return "packed" in compiled ? unpackUnit(compiled.packed) : compiled.unit;
}

/** Those who compile the files of one run. */
export interface Crew {
	/** Ask for a file; it is compiled when the crew works. */
	add(job: CompileJob): Promise<Compiled>;
	/** Compile what was asked for. */
	work(): Promise<void>;
}

interface Task extends CompileJob {
	done(compiled: Compiled): void;
	fail(error: unknown): void;
}

/**
 * Make a crew. This process compiles; with many files others help; a suspicious file is compiled in a process of its
 * own, whose death costs the file its colours at worst. Who compiles a file does not change what comes of it.
 */
export function makeCrew(
	helpers: EngineOptions["helpers"],
	start: StartCompiler = startCompiler,
	guard = ownGuard,
): Crew {
	const tasks: Task[] = [];
	return {
		add: (job) => new Promise((done, fail) => tasks.push({ ...job, done, fail })),
		async work() {
			const ordinary: Task[] = [];
			const suspicious: Task[] = [];
			for (const task of tasks.splice(0))
				(isSuspicious(task.source.text, task.options.parser) ? suspicious : ordinary).push(task);
			const others = helpers && ordinary.length >= helpers.from ? helpers.processes : 0;
			const help = Array.from({ length: others }, () => helpWith(ordinary, start()));
			const guarded = compileGuarded(suspicious, start, guard);
			await compileHere(ordinary);
			// What a helper died of is suspicious, whatever it looks like.
			await compileGuarded((await Promise.all(help)).flat(), start, guard);
			await guarded;
		},
	};
}

async function compileHere(tasks: Task[]): Promise<void> {
	for (let task = tasks.shift(); task; task = tasks.shift()) {
		await compile(task.source, task.options).then((unit) => task.done({ unit }), task.fail);
		await new Promise(setImmediate);
	}
}

/** Let a process compile from the end of the list, a few files at a time; give back what it died of. */
async function helpWith(tasks: Task[], compiler: Compiler): Promise<Task[]> {
	try {
		while (tasks.length > 1) {
			const taken = tasks.splice(-Math.min(16, Math.ceil(tasks.length / 4)));
			const units = await compiler.compile(taken.map(({ source, options }) => ({ source, options })));
			if (!units) return taken;
			for (const [index, task] of taken.entries()) task.done({ packed: units[index] as PackedUnit });
		}
		return [];
	} finally {
		compiler.end();
	}
}

async function compileGuarded(tasks: Task[], start: StartCompiler, guard: typeof ownGuard): Promise<void> {
	for (const { source, options, done, fail } of tasks) {
		try {
			done(await compileSafely({ source, options }, start, guard));
		} catch (error) {
			fail(error);
		}
	}
}

/** Compile a file in a process of its own: by the parser that is wanted, else by the slower one, else not at all. */
async function compileSafely(
	{ source, options }: CompileJob,
	start: StartCompiler,
	guard: typeof ownGuard,
): Promise<Compiled> {
	const distrust = "the native parser dies of this file or comes to no end: it is read by the slower parser";
	const attempts =
		options.parser === "native" ? [options, { ...options, parser: "reference" as const, distrust }] : [options];
	for (const attempt of attempts) {
		const compiler = start({ megabytes: guard.megabytes });
		const units = await compiler.compile([{ source, options: attempt }], guard.seconds);
		compiler.end();
		if (units?.[0]) return { packed: units[0] };
	}
	const message = `reading this file takes over ${guard.seconds} seconds of computing or ${guard.megabytes} MB: the text is not parsed`;
	return { unit: compileUnparsed(source, message), isChance: true };
}
