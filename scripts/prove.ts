/**
 * Proves what the runbook says of migrations: `npx tsx scripts/prove.ts`. It starts a PostgreSQL server of its own
 * (Debian's `postgresql`), makes each state of §27, runs the book's own statements and scripts, and compares what comes
 * out with what the book says. goose is used where it is on the path or named by GOOSE.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { proveBootstrap } from "./prove/bootstrap.ts";
import { proveClone } from "./prove/clone.ts";
import { proveFailedFiles } from "./prove/failed-files.ts";
import { proveGate } from "./prove/gate.ts";
import { findGoose, proveGoose } from "./prove/goose.ts";
import { proveGooseFacts } from "./prove/goose-facts.ts";
import { proveKilled } from "./prove/killed.ts";
import { proveKubectl } from "./prove/kubectl.ts";
import { proveKubectlFlags } from "./prove/kubectl-flags.ts";
import { proveManual } from "./prove/manual.ts";
import { startPostgres } from "./prove/postgres.ts";
import type { Bench } from "./prove/proof.ts";
import { proveRecovery } from "./prove/recovery.ts";
import { proveSecrets } from "./prove/secrets.ts";
import { proveVersionRows } from "./prove/version-rows.ts";
import { proveWaits } from "./prove/waits.ts";

const server = await startPostgres();
if (!server) {
	process.stderr.write("PostgreSQL is not installed: apt-get install postgresql\n");
	process.exit(2);
}
const goose = findGoose();
const folder = mkdtempSync(join(tmpdir(), "silcrow-proof-"));
const failures: string[] = [];
const counts = new Map<string, number>();
const skipped: string[] = [];
const bench: Bench = {
	server,
	folder,
	...(goose === undefined ? {} : { goose }),
	expect(entry, claim, actual, expected) {
		const isRight = typeof expected === "string" ? actual.includes(expected) : expected.test(actual.trim());
		process.stdout.write(`${isRight ? "ok   " : "WRONG"} ${entry.padEnd(10)} ${claim}\n`);
		counts.set(entry, (counts.get(entry) ?? 0) + 1);
		if (!isRight)
			failures.push(`${entry}: ${claim}\n  expected: ${expected}\n  found:    ${actual.trim().slice(0, 500)}`);
	},
	skip(entry, what, why) {
		process.stdout.write(`--    ${entry.padEnd(10)} ${what}: not run, ${why}\n`);
		skipped.push(`${entry.padEnd(10)} ${what}: ${why}`);
	},
};
const clean = () => {
	server.stop();
	rmSync(folder, { recursive: true, force: true });
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
	process.on(signal, () => {
		clean();
		process.exit(130);
	});
}
try {
	const gooseVersion = goose
		? spawnSync(goose, ["-version"], { encoding: "utf8" }).stdout.trim()
		: "goose is not installed";
	process.stdout.write(`${server.version}; ${gooseVersion}\n\n`);
	await proveRecovery(bench);
	await proveWaits(bench);
	proveGate(bench);
	await proveKubectl(bench);
	proveKubectlFlags(bench);
	proveSecrets(bench);
	if (goose) {
		proveManual(bench);
		proveGoose(bench);
		proveGooseFacts(bench);
		proveFailedFiles(bench);
		proveVersionRows(bench);
		proveClone(bench);
		proveBootstrap(bench);
		// It takes the server down for a moment, so it comes last.
		await proveKilled(bench);
	} else {
		for (const entry of ["§26", "§27", "§28"])
			bench.skip(entry, "what goose does and prints, and the steps that run it", "goose is not installed");
	}
	bench.skip("§26", "the pooled host of Neon", "there is no pooler here");
	bench.skip("§26–§28", "a cluster: its Jobs, pods and rolls", "there is none here");
	bench.skip("§28", "goose as a library", "it needs a Go program");
	bench.skip("§27 K", "branches at Neon", "they need an account");
} finally {
	clean();
}
process.stdout.write(`\nentry      proved  wrong\n${[...counts.keys()].sort().map(row).join("")}`);
process.stdout.write(`\nnot run\n${skipped.map((line) => `${line}\n`).join("")}`);
for (const failure of failures) process.stderr.write(`\n${failure}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;

function row(entry: string): string {
	const wrong = failures.filter((failure) => failure.startsWith(`${entry}:`)).length;
	return `${entry.padEnd(10)} ${String((counts.get(entry) ?? 0) - wrong).padStart(6)} ${String(wrong).padStart(6)}\n`;
}
