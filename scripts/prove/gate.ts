import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Ran, ran } from "./postgres.ts";
import { type Bench, book, makeFolder } from "./proof.ts";

/** The scripts of the deploy gate, with a stand-in for kubectl that answers as a cluster would. */
export function proveGate(bench: Bench): void {
	const wait = (answer: string, ...args: string[]) =>
		runWith(bench, answer, join(book, "examples/wait-migrate.sh"), args);
	const complete = wait("complete", "migrate-r1", "5");
	bench.expect("§26", "wait-migrate.sh: a complete Job ends with 0", String(complete.code), /^0$/);
	const failed = wait("failed", "migrate-r1", "5");
	bench.expect(
		"§26",
		"a failed Job ends with 1, after printing its log",
		`${failed.code} ${failed.out}`,
		/^1 [\s\S]*the log of the Job/,
	);
	bench.expect("§26", "a Job that never ends, with 2", String(wait("active", "migrate-r1", "1").code), /^2$/);
	bench.expect(
		"Chapter 14",
		"conditions with similar names do not count",
		String(wait("target", "migrate-r1", "1").code),
		/^2$/,
	);
	bench.expect("Chapter 14", "a Job that is gone ends with 1", String(wait("gone", "migrate-r1", "1").code), /^1$/);
	bench.expect(
		"Chapter 14",
		"an API server that does not answer is asked again",
		String(wait("refused", "migrate-r1", "1").code),
		/^2$/,
	);
	bench.expect("Chapter 14", "wrong arguments end with 64", String(wait("complete").code), /^64$/);
	const manifest = join(
		makeFolder(bench, { "job.yaml": "kind: Job\nmetadata:\n  name: migrate-<release>\n" }),
		"job.yaml",
	);
	const deploy = (answer: string, release = "r1") =>
		runWith(bench, answer, join(book, "examples/deploy.sh"), [release, manifest], { WAIT_SECONDS: "1" });
	const done = deploy("complete");
	bench.expect(
		"Chapter 14",
		"deploy.sh rolls worker, then api, behind a complete Job",
		`${done.code} ${done.out}`,
		/^0 [\s\S]*set image deploy\/worker[\s\S]*set image deploy\/api/,
	);
	const stopped = deploy("failed");
	bench.expect(
		"Chapter 14",
		"behind a failed Job it rolls nothing",
		`${stopped.code} ${stopped.out.includes("set image")}`,
		/^1 false$/,
	);
	bench.expect("Chapter 14", "nor behind one that does not end", `${deploy("active").code}`, /^2$/);
	bench.expect("Chapter 14", "it refuses to begin while a migrate Job is active", `${deploy("busy").code}`, /^3$/);
	bench.expect("Chapter 14", "and refuses the release latest", `${deploy("complete", "latest").code}`, /^3$/);
}

function runWith(bench: Bench, answer: string, script: string, args: string[], more: Record<string, string> = {}): Ran {
	const folder = makeFolder(bench, {});
	writeFileSync(join(folder, "kubectl"), kubectl, { mode: 0o755 });
	const env = { ...process.env, ...more, PATH: `${folder}:${process.env.PATH}`, ANSWER: answer };
	return ran(spawnSync("bash", [script, ...args], { encoding: "utf8", env }));
}

const kubectl = `#!/usr/bin/env bash
# Answers the questions of the gate's scripts.
case "$*" in
  *"get jobs "*) [ "$ANSWER" != busy ] || echo migrate-r0 ;;
  *create*) cat > /dev/null; echo migrate-r1 ;;
  *"containers[0].image"*) echo registry.example.com/app:r1 ;;
  *"get job "*)
    case "$ANSWER" in
      complete) printf 'SuccessCriteriaMet\\nComplete\\n' ;;
      failed) printf 'FailureTarget\\nFailed\\n' ;;
      target) printf 'SuccessCriteriaMet\\n' ;;
      gone) echo 'Error from server (NotFound): jobs.batch "migrate-r1" not found' >&2; exit 1 ;;
      refused) echo 'The connection to the server was refused' >&2; exit 1 ;;
    esac ;;
  *logs*) echo "the log of the Job" ;;
  *describe*) echo "the description of the Job" ;;
  *) echo "$*" ;;
esac
`;
