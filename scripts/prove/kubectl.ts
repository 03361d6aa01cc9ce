import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Job, startApiServer } from "./api-server.ts";
import { examplePath, fence } from "./fences.ts";
import { ended, type Ran } from "./postgres.ts";
import { type Bench, makeFolder } from "./proof.ts";

/** The questions of the gate, asked by the real kubectl: its jsonpath and its words for a Job that is gone. Its server is a stand-in. */
export async function proveKubectl(bench: Bench): Promise<void> {
	if (spawnSync("kubectl", ["version", "--client"]).status !== 0) {
		bench.skip("§26", "step 2 and wait-migrate.sh with the real kubectl", "kubectl is not installed");
		return;
	}
	let jobs: Job[] = [];
	const server = await startApiServer(() => jobs);
	const folder = makeFolder(bench, { config: kubeconfig(server.url) });
	const env = { ...process.env, KUBECONFIG: join(folder, "config"), HOME: folder };
	const bash = (script: string) => run(script, env);
	try {
		const step = fence("§26 Run migrations manually", "get jobs -l").text;
		const wait = (seconds: number) => bash(`${examplePath("wait-migrate.sh")} migrate-r1 ${seconds}`);
		jobs = [{ name: "migrate-r0", conditions: ["Complete"] }];
		bench.expect(
			"§26",
			"step 2, real kubectl: nothing is printed where no Job is active",
			said(await bash(step)),
			/^0$/,
		);
		jobs = [...jobs, { name: "migrate-r1", active: 1, conditions: [] }];
		bench.expect("§26", "an active one is named", said(await bash(step)), /^0 migrate-r1$/);
		bench.expect("§26", "wait-migrate.sh, real kubectl: an active Job ends with 2", said(await wait(1)), /^2 /);
		jobs = [{ name: "migrate-r1", conditions: ["SuccessCriteriaMet", "!Failed"] }];
		bench.expect("§26", "conditions that are not true, or only near the end, do not count", said(await wait(1)), /^2 /);
		jobs = [{ name: "migrate-r1", conditions: ["SuccessCriteriaMet", "Complete"] }];
		bench.expect("§26", "a complete one ends with 0", said(await wait(1)), /^0 /);
		jobs = [{ name: "migrate-r1", conditions: ["FailureTarget", "Failed"] }];
		const failed = said(await wait(1));
		bench.expect(
			"§26",
			"a failed one ends with 1, after its description and its log",
			failed,
			/^1 Name: +migrate-r1[\s\S]*the log of the Job/,
		);
		jobs = [];
		bench.expect(
			"Chapter 14",
			"real kubectl: a Job that is gone ends with 1",
			said(await wait(1)),
			/^1 [\s\S]*there is no Job/,
		);
		server.stop();
		bench.expect(
			"Chapter 14",
			"a server that does not answer is asked until the time is over",
			said(await wait(1)),
			/^2 /,
		);
	} finally {
		server.stop();
	}
}

function kubeconfig(server: string): string {
	const name = "stand-in";
	return JSON.stringify({
		apiVersion: "v1",
		kind: "Config",
		"current-context": name,
		clusters: [{ name, cluster: { server } }],
		contexts: [{ name, context: { cluster: name, user: name } }],
		users: [{ name, user: {} }],
	});
}

/** The server lives in this process, so nothing may wait for the command but the event loop. */
function run(script: string, env: NodeJS.ProcessEnv): Promise<Ran> {
	return ended(spawn("bash", ["-c", script], { env, stdio: ["ignore", "pipe", "pipe"] }));
}

function said({ code, out, err }: Ran): string {
	return `${code} ${out}${err}`;
}
