import { expect, test } from "vitest";
import { compile } from "../src/compile/compile.ts";
import { isSuspicious } from "../src/compile/parse/suspicion.ts";
import { unitOf } from "../src/engine/compile-all.ts";
import type { CompileJob } from "../src/engine/compile-job.ts";
import { makeHelperPool } from "../src/engine/helper-pool.ts";
import { type Helper, helperStarter, startHelper } from "../src/engine/helper-start.ts";
import type { Unit } from "../src/model/unit.ts";
import { readSettings } from "../src/schema/settings.ts";
import { helpersOf } from "./support/helpers-of.ts";

const { limits, runbook } = readSettings("", "book/book.yaml").settings;
/** As a writer may set them who does not know what they are for. */
const noLimits = { ...limits, inlineMarkers: 1e9, paragraphLines: 1e9 };

function job(text: string, parser: "native" | "reference" = "native", path = "book/01-a.md"): CompileJob {
	return {
		source: { path, kind: "chapter", text },
		options: { parser, limits: noLimits, runbook, includes: new Map() },
		key: path,
	};
}

/** Many files, each a little different. */
const files = Array.from({ length: 40 }, (_, index) =>
	job(
		`# A ${index}\n\nSee Chapter ${index}, §${index} and \`code\`.\n\n\`\`\`bash\nls ${index}\n\`\`\`\n`,
		"native",
		`book/${index}-a.md`,
	),
);

/** More than anybody writes without a blank line. */
const long = `# A\n\n${"Many words of Chapter 2. ".repeat(1_000)}\n`;

async function compileBy(pool: ReturnType<typeof makeHelperPool>, jobs: CompileJob[]): Promise<Unit[]> {
	const units = jobs.map((job) => pool.add(job, (one) => unitOf(one, job.key, undefined)));
	await pool.work();
	pool.end();
	return await Promise.all(units);
}

const plain = (units: Unit[]) => JSON.parse(JSON.stringify(units)) as unknown;
const compileHere = async (jobs: CompileJob[]) =>
	plain(await Promise.all(jobs.map(({ source, options }) => compile(source, options))));

test("whoever helps, the same comes of every file", async () => {
	let started = 0;
	const pool = makeHelperPool({
		helpers: { processes: 2, from: 10 },
		start() {
			started += 1;
			return startHelper();
		},
	});
	expect(plain(await compileBy(pool, files))).toEqual(await compileHere(files));
	expect(started).toBe(2);
});

test("nobody is asked for help with a small book", async () => {
	const pool = makeHelperPool({ helpers: { processes: 2, from: 41 }, start: () => expect.unreachable() });
	expect(plain(await compileBy(pool, files))).toEqual(await compileHere(files));
});

test("a helper that dies loses no file", async () => {
	const deaths: number[] = [];
	let guards = 0;
	const pool = makeHelperPool({
		helpers: { processes: 1, from: 10 },
		start(guarded) {
			const helper = startHelper(guarded);
			if (guarded) guards += 1;
			if (guarded) return helper;
			return {
				...helper,
				async ask(name, order) {
					deaths.push("jobs" in order ? order.jobs.length : 0);
					const answer = helper.ask(name, order);
					helper.end();
					return await answer;
				},
			};
		},
	});
	expect(plain(await compileBy(pool, files))).toEqual(await compileHere(files));
	// It died of the first order, and had not begun with the second.
	expect(deaths).toHaveLength(2);
	expect(guards).toBe(deaths[0]);
});

/** Send a signal to all processes that help this one. */
function signalHelpers(signal: NodeJS.Signals): number {
	const helpers = helpersOf(process.pid);
	for (const helper of helpers) process.kill(helper, signal);
	return helpers.length;
}

test("a helper that is stopped is waited for no longer than it may be silent", async () => {
	let stopped = 0;
	const pool = makeHelperPool({
		helpers: { processes: 1, from: 10 },
		start(guarded) {
			if (guarded) return startHelper(guarded);
			const helper = helperStarter(1)();
			stopped += signalHelpers("SIGSTOP");
			return helper;
		},
	});
	expect(plain(await compileBy(pool, files))).toEqual(await compileHere(files));
	expect(stopped).toBe(1);
});

test.each(["SIGKILL", "SIGTERM"] as const)(
	"a process that somebody ends by %s says nothing of the file it had",
	async (signal) => {
		let ends = 0;
		const pool = makeHelperPool({
			start(guarded) {
				const helper = startHelper(guarded);
				if (ends < 2) ends += signalHelpers(signal);
				return helper;
			},
		});
		const [unit] = await compileBy(pool, [job(long)]);
		expect(unit?.diagnostics).toEqual([]);
		expect(ends).toBe(2);
	},
);

test("a suspicious file is compiled apart, and the same comes of it", async () => {
	expect(isSuspicious(long, "native")).toBe(true);
	const guards: unknown[] = [];
	const pool = makeHelperPool({
		start(guarded) {
			guards.push(guarded);
			return startHelper(guarded);
		},
	});
	expect(plain(await compileBy(pool, [job(long), ...files]))).toEqual(await compileHere([job(long), ...files]));
	expect(guards).toEqual([{ megabytes: 512 }]);
});

test("a file that the native parser dies of is read by the slower parser, with a diagnostic", async () => {
	const dying = (helper: Helper): Helper => ({
		...helper,
		wasStopped: () => false,
		ask: async (name, order) =>
			"jobs" in order && order.jobs.some(({ options }) => options.parser === "native")
				? undefined
				: await helper.ask(name, order),
	});
	const pool = makeHelperPool({ start: (guarded) => dying(startHelper(guarded)) });
	const [unit] = await compileBy(pool, [job(long)]);
	expect(unit?.diagnostics.map(({ code }) => code)).toEqual(["parser-fallback"]);
	expect(plain([unit?.parts] as never)).toEqual(
		plain([(await compile(job(long).source, job(long).options)).parts] as never),
	);
});

test("a file that no parser comes to an end with is shown as it is, with a diagnostic", async () => {
	const pool = makeHelperPool({ guard: { seconds: 1, megabytes: 512 } });
	const [unit, other] = await compileBy(pool, [job(`# A\n\n${"*a_ ".repeat(25_000)}`, "reference"), ...files]);
	expect(unit?.diagnostics.map(({ code }) => code)).toEqual(["limit-time"]);
	expect(unit?.parts[0]?.segments[0]).toMatch(/^<pre># A\n\n\*a_/);
	expect(other?.diagnostics).toEqual([]);
});

test("a file that takes all the memory it may have costs nothing else", async () => {
	const pool = makeHelperPool({ guard: { seconds: 60, megabytes: 20 } });
	const table = `${"|a".repeat(180)}|\n${"|-".repeat(180)}|\n${"x\n".repeat(50)}\n\n`;
	const [unit] = await compileBy(pool, [job(table.repeat(300), "reference")]);
	expect(unit?.diagnostics.map(({ code }) => code)).toEqual(["limit-time"]);
});
