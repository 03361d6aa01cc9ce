/**
 * Kills a program that publishes, at random instants and at every system call that changes the disk, and looks at what is left.
 * `npx tsx scripts/trust-kill.ts [--random 1000] [--calls rename,unlink,…]` prints the figures.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { recover } from "../src/world/recover.ts";
import { publishTrial, versionIn } from "./trust-kill-site.ts";

/** What was found after the kills. */
export interface KillFigures {
	kills: number;
	/** The site that was there before the kill. */
	old: number;
	/** The site that was being published. */
	new: number;
	/** There was no site until the next run; none of these is left after it. */
	mended: number;
	/** What must never be. */
	broken: string[];
	/** The most staging folders that were ever left. */
	leftovers: number;
}

/** Kill a publishing program so many times, each time at another instant. */
export async function killAtRandom(kills: number): Promise<KillFigures> {
	const trial = await newTrial();
	for (let kill = 0; kill < kills; kill++) {
		const first = await startAfresh(trial);
		const done = await runAndKill(trial, first + 1, Math.random() * 60);
		await examine(trial, done ?? first);
	}
	return finish(trial);
}

/** Kill a publishing program at each of its calls of the given kinds in turn; undefined where `strace` is missing or may not trace. */
export async function killAtCalls(calls: string[]): Promise<KillFigures | undefined> {
	if (spawnSync("strace", ["-o", "/dev/null", "true"]).status !== 0) return undefined;
	const trial = await newTrial();
	for (const call of calls) {
		for (let when = 1; ; when++) {
			const first = await startAfresh(trial);
			const inject = `inject=${call}:signal=SIGKILL:when=${when}`;
			// One thread for all file work, because strace counts the calls of each thread.
			const env = { ...process.env, UV_THREADPOOL_SIZE: "1" };
			const { status } = spawnSync(
				"strace",
				[
					...["-f", "-qq", "-o", "/dev/null", "-e", `trace=${call}`],
					...["-e", inject, process.execPath, trial.child],
					...[trial.out, String(first + 1), "1"],
				],
				{ env, stdio: "ignore" },
			);
			if (status === 0) break;
			await examine(trial, first);
		}
	}
	return finish(trial);
}

/** The system calls by which Node changes the disk. */
export const diskCalls = [
	"rename",
	"mkdir",
	"unlink",
	"rmdir",
	"symlink",
	"link",
	"fsync",
	"fchmod",
	"write",
	"close",
	"openat",
];

interface Trial {
	folder: string;
	out: string;
	child: string;
	version: number;
	figures: KillFigures;
}

async function newTrial(): Promise<Trial> {
	const folder = mkdtempSync(join(tmpdir(), "silcrow-kill-"));
	mkdirSync(join(folder, "book-root", "book"), { recursive: true });
	const child = join(folder, "child.mjs");
	const source = new URL("trust-kill-child.ts", import.meta.url).pathname;
	await build({
		entryPoints: [source],
		outfile: child,
		bundle: true,
		platform: "node",
		format: "esm",
		logLevel: "error",
	});
	const figures = {
		kills: 0,
		old: 0,
		new: 0,
		mended: 0,
		broken: [],
		leftovers: 0,
	};
	const out = join(folder, "site");
	return { folder, out, child, version: 0, figures };
}

/** Publish a site that no kill can harm, and give its number. */
async function startAfresh(trial: Trial): Promise<number> {
	trial.version += 1000;
	await publishTrial(trial.out, trial.version);
	return trial.version;
}

/** Give the number of the last site that the program said it had published. */
async function runAndKill({ child, out }: Trial, first: number, delay: number): Promise<number | undefined> {
	const program = spawn(process.execPath, [child, out, String(first), "900"], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	let output = "";
	program.stdout.on("data", (data) => {
		// The instants are drawn from the time after the program has come up.
		if (output === "") setTimeout(() => program.kill("SIGKILL"), delay);
		output += data;
	});
	await new Promise((resolve) => program.on("close", resolve));
	const last = output.trim().split("\n").at(-1);
	return last ? Number(last) : undefined;
}

async function examine(trial: Trial, old: number): Promise<void> {
	const { figures, out, folder } = trial;
	figures.kills++;
	const work = join(folder, ".site.silcrow");
	const staged = readdirSync(folder).includes(".site.silcrow")
		? readdirSync(work).filter((name) => /next|previous|trash/.test(name))
		: [];
	figures.leftovers = Math.max(figures.leftovers, staged.length);
	const before = versionIn(out);
	await recover(out);
	const after = versionIn(out);
	if (before === "no site") figures.mended++;
	else if (typeof before === "string") figures.broken.push(before);
	if (after === old) figures.old++;
	else if (after === old + 1) figures.new++;
	else figures.broken.push(`${after} instead of ${old} or ${old + 1}`);
	const rest = readdirSync(folder).filter((name) => name.endsWith(".silcrow"));
	if (rest.length > 0) figures.broken.push(`left behind: ${rest.join(" ")}`);
}

function finish({ folder, figures }: Trial): KillFigures {
	rmSync(folder, { recursive: true });
	return figures;
}

function print(title: string, figures: KillFigures | undefined): void {
	if (!figures) {
		console.log(`${title}: not possible here`);
		return;
	}
	const { kills, old, new: next, mended, broken, leftovers } = figures;
	console.log(
		`${title}: ${kills} kills, ${old} old, ${next} new, ${broken.length} broken; ${mended} without a site until the next run; at most ${leftovers} staging folders`,
	);
	for (const line of broken) console.log(`  ${line}`);
	if (broken.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
	const { values } = parseArgs({
		options: {
			random: { type: "string", default: "200" },
			calls: { type: "string", default: diskCalls.join(",") },
		},
	});
	print("at random instants", await killAtRandom(Number(values.random)));
	const calls = values.calls.split(",").filter((call) => call !== "");
	print("at every system call", await killAtCalls(calls));
}
