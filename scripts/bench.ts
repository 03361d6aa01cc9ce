/**
 * Measures how fast books are built: `npm run bench`, or `npm run bench -- 20 200 2000` for other numbers of chapters.
 * `npm run bench -- dev 20 200` measures what a writer waits for instead, in a browser.
 * CPU is that of all processes together; on a busy machine it says more than the time on the wall.
 */
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "../src/world/browser.ts";
import { fileOf, writeCorpus } from "./bench/corpus.ts";
import { measureDev } from "./bench/dev.ts";
import { type Measured, measure } from "./bench/measure.ts";

const bin = fileURLToPath(new URL("../bin/silcrow.js", import.meta.url));
const [first = "", ...rest] = process.argv.slice(2);
const isDev = first === "dev";
const given = (isDev ? rest : [first, ...rest]).filter(Boolean).map(Number);
const sizes = given.length > 0 ? given : [20, 200];
if (!sizes.every((size) => Number.isInteger(size) && size > 0))
	throw new Error("give numbers of chapters, as in 20 200");

const [{ model = "unknown" } = {}] = cpus();
const memory = Math.round(totalmem() / 2 ** 30);
console.log(
	`${cpus().length} cores (${model.trim()}), ${memory} GiB, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}\n`,
);
if (isDev) {
	console.log("| chapters | ready s | served ms | p95 | in the page ms | p95 | CPU ms | MB | peak | load |");
	console.log(`|${" ---: |".repeat(10)}`);
	for (const size of sizes) await measureDesk(size);
} else {
	console.log("| chapters | what | CPU s | wall s | MB |\n| ---: | --- | ---: | ---: | ---: |");
	row(0, "silcrow --version", await silcrow("--version"));
	for (const size of sizes) await measureBook(size);
}

async function measureDesk(size: number): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "silcrow-bench-"));
	try {
		writeCorpus(folder, size);
		const number = Math.ceil(size / 2);
		const file = join(folder, "book", fileOf(number));
		const page = `ch${String(number).padStart(2, "0")}.html`;
		const browser = findBrowser(process.env) ?? "chromium";
		for (const start of ["cold", "warm"]) {
			const { ready, served, shown, cpu, megabytes, peak } = await measureDev({
				bin,
				folder,
				file,
				page,
				saves: 20,
				browser,
			});
			const times = [served, shown].flatMap((one) => [0.5, 0.95].map((share) => quantile(one, share).toFixed(0)));
			const load = loadavg()[0]?.toFixed(1);
			console.log(
				`| ${size} ${start} | ${(ready / 1000).toFixed(2)} | ${times.join(" | ")} | ${cpu.toFixed(0)} | ${megabytes.toFixed(0)} | ${peak.toFixed(0)} | ${load} |`,
			);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function quantile(values: number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function measureBook(size: number): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "silcrow-bench-"));
	try {
		writeCorpus(folder, size);
		const build = ["build", folder, "--quiet", "--allow-errors", "--out", join(folder, "dist")];
		row(size, "cold build", await silcrow(...build));
		row(size, "nothing changed", await silcrow(...build));
		appendFileSync(join(folder, "book", fileOf(Math.ceil(size / 2))), "\nOne sentence more.\n");
		row(size, "one chapter edited", await silcrow(...build));
		// As on a fresh checkout: over a cache of its own, which is empty.
		row(size, "check", await silcrow("check", folder, "--quiet", "--cache", join(folder, "apart")));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function silcrow(...args: string[]): Promise<Measured> {
	return measure(process.execPath, [bin, ...args]);
}

function row(size: number, what: string, { cpu, wall, megabytes }: Measured): void {
	console.log(`| ${size || ""} | ${what} | ${cpu.toFixed(2)} | ${wall.toFixed(2)} | ${megabytes.toFixed(0)} |`);
}
