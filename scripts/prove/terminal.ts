import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { ended, type Ran, ran } from "./postgres.ts";
import { type Bench, makeFolder } from "./proof.ts";

/** A shell in a checkout, as an operator has it: goose on the path, and the settings of §26, step 4. */
export interface Terminal {
	/** The folder of the checkout. */
	folder: string;
	/** Run commands in bash, with an answer for `read` and more variables. */
	run(script: string, answer?: string, env?: Record<string, string>): Ran;
	/** Run commands and do not wait for their end. */
	start(script: string): { process: ChildProcess; ended: Promise<Ran> };
}

/** Open a terminal in a new checkout with these files, for one database. */
export function openTerminal(bench: Bench, files: Record<string, string>, url: string): Terminal {
	const stub = `#!/bin/sh\nexec '${bench.goose ?? "false"}' "$@"\n`;
	const folder = makeFolder(bench, files);
	const bin = makeFolder(bench, { goose: stub, kubectl: "#!/bin/sh\n" });
	spawnSync("chmod", ["+x", join(bin, "goose"), join(bin, "kubectl")]);
	const settings = (more: Record<string, string> = {}) => ({
		...process.env,
		PATH: `${bin}:${process.env.PATH}`,
		GIT_CONFIG_GLOBAL: "/dev/null",
		GOOSE_DRIVER: "postgres",
		GOOSE_DBSTRING: url,
		GOOSE_MIGRATION_DIR: "./migrations",
		...more,
	});
	return {
		folder,
		run: (script, answer = "", env) =>
			ran(spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8", input: answer, env: settings(env) })),
		start(script) {
			const child = spawn("bash", ["-c", script], { cwd: folder, env: settings() });
			return { process: child, ended: ended(child) };
		},
	};
}
