/**
 * Measures how fast books are built: `npm run bench`, or `npm run bench -- 20 200 2000` for other numbers of chapters.
 * CPU is that of all processes together; on a busy machine it says more than the time on the wall.
 */
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fileOf, writeCorpus } from "./bench/corpus.ts";
import { type Measured, measure } from "./bench/measure.ts";

const bin = fileURLToPath(new URL("../bin/silcrow.js", import.meta.url));
const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [20, 200];
if (!sizes.every((size) => Number.isInteger(size) && size > 0))
	throw new Error("give numbers of chapters, as in 20 200");

const [{ model = "unknown" } = {}] = cpus();
const memory = Math.round(totalmem() / 2 ** 30);
console.log(
	`${cpus().length} cores (${model.trim()}), ${memory} GiB, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}\n`,
);
console.log("| chapters | what | CPU s | wall s | MB |\n| ---: | --- | ---: | ---: | ---: |");
row(0, "silcrow --version", await silcrow("--version"));
for (const size of sizes) await measureBook(size);

async function measureBook(size: number): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "silcrow-bench-"));
	try {
		writeCorpus(folder, size);
		const build = ["build", folder, "--quiet", "--allow-errors", "--out", join(folder, "dist")];
		row(size, "cold build", await silcrow(...build));
		row(size, "nothing changed", await silcrow(...build));
		appendFileSync(join(folder, "book", fileOf(Math.ceil(size / 2))), "\nOne sentence more.\n");
		row(size, "one chapter edited", await silcrow(...build));
		row(size, "check", await silcrow("check", folder, "--quiet", "--no-cache"));
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
