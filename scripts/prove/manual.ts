import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { examplePath, fence, fill, outputFence, printed } from "./fences.ts";
import { psql } from "./postgres.ts";
import { type Bench, example, query } from "./proof.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

const entry = "§26 Run migrations manually";

/** The checkout that §26 is written for: 41 is applied, 42 and 43 are pending. */
export const checkout: Record<string, string> = {
	"migrations/00041_create_task.sql":
		"-- +goose Up\nCREATE TABLE task (id bigint PRIMARY KEY, title text NOT NULL);\n-- +goose Down\nDROP TABLE task;\n",
	"migrations/00042_add_task_due.sql": example("migrations/00042_add_task_due.sql"),
	"migrations/00043_index_task_due.sql": example("migrations/00043_index_task_due.sql"),
};

/** The steps of §26 as the book prints them, one after the other, against one database. */
export function proveManual(bench: Bench): void {
	const url = bench.server.makeDatabase();
	const terminal = openTerminal(bench, checkout, url);
	terminal.run("goose -env=none up-to 41");
	const time = terminal.run(fence(entry, "date -u").text);
	bench.expect("§26", "step 1: the time", time.out, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
	proveCheckout(bench, terminal);
	proveUrl(bench, terminal, url);
	const where = terminal.run(fence(entry, "SELECT current_database()").text);
	bench.expect("§26", "step 5: which database this is", where.out, /\(1 row\)/);
	// The server itself refuses whatever would write.
	const readOnly = { PGOPTIONS: "-c default_transaction_read_only=on" };
	const look = terminal.run(fill(fence(entry, "sql/sessions.sql").text), "", readOnly);
	bench.expect("§26", "step 6: both files run where nothing may be written", `${look.code}${look.err}`, /^0$/);
	const comparison = fence(entry, "compare-migrations.sh");
	const pending = terminal.run(fill(comparison.text));
	bench.expect("§26", "step 7: 42 and 43 are pending", pending.out, printed(comparison.output ?? ""));
	const parsed = terminal.run(fence(entry, "goose -env=none validate").text);
	bench.expect(
		"§26",
		"step 8: the NO TRANSACTION file is named, and validate is silent",
		`${parsed.code} ${parsed.out}${parsed.err}`,
		/^0 migrations\/00043_index_task_due\.sql$/,
	);
	proveUp(bench, terminal, url);
	proveAfter(bench, terminal, url);
}

/** Step 3, in a clone of a repository that is made for it. */
function proveCheckout(bench: Bench, { folder, run }: Terminal): void {
	if (spawnSync("git", ["--version"]).status !== 0) {
		bench.skip("§26", "step 3", "git is not installed");
		return;
	}
	const clone = join(bench.folder, "clone");
	run(`git init -q && git add . && git ${author} commit -qm files && git tag r1 && git clone -q . ${clone}`);
	const step = fence(entry, "git checkout <release>");
	const done = run(fill(step.text, { repo: clone, release: "r1" }));
	bench.expect("§26", `step 3: the checkout is clean`, done.out.trim(), printed(step.output ?? ""));
	run("rm -rf .git");
	bench.expect("§26", "and it has the migrations", run(`ls ${clone}/migrations | wc -l`, folder).out, /^3$/);
}

const author = "-c user.name=Prover -c user.email=prover@example.com";

function proveUrl(bench: Bench, { run }: Terminal, url: string): void {
	const step = `${fence(entry, "read -rsp").text}\nprintf '%s' "\${GOOSE_DBSTRING-unset}"`;
	const direct = "postgres://u@ep-x.region.aws.neon.tech/db";
	bench.expect("§26", "step 4: the direct URL is kept", run(step, `${direct}\n`).out, new RegExp(`${direct}$`));
	const pooled = run(step, "postgres://u@ep-x-pooler.region.aws.neon.tech/db\n");
	bench.expect("§26", "the pooled host is refused", `${pooled.err} ${pooled.out}`, /pooled host, stop\s+unset$/);
	const both = "goose -env=none version && psql \"$GOOSE_DBSTRING\" -X -c 'SELECT 1'";
	bench.expect("§26", "goose and psql both take PGPASSWORD", String(run(both, "").code), /^0$/);
	const neither = run(both.replace("&&", "||"), "", { GOOSE_DBSTRING: url, PGPASSWORD: "another" });
	bench.expect(
		"§26",
		"and neither works with another",
		`${neither.err.match(/password authentication failed/g)?.length}`,
		/^[2-9]$/,
	);
}

function proveUp(bench: Bench, { run }: Terminal, url: string): void {
	const one = run(fence(entry, "up-by-one").text);
	bench.expect("§26", "step 11: up-by-one applies 42 alone", one.err, /OK {3}00042_add_task_due\.sql \(\S+\)/);
	bench.expect("§26", "and no more", query(bench, url, "q3"), /^42$/);
	bench.expect("§26", "down takes it back", run(fence(entry, "goose -env=none down").text).err, /OK {3}00042_/);
	const up = run(fence(entry, "-timeout=15m up").text);
	const output = outputFence(entry, "OK   00042_add_task_due.sql");
	bench.expect("§26", "step 12: up prints what the book shows", up.err.trim(), printed(output));
	bench.expect("§26", "and nothing to standard output", up.out, /^$/);
}

function proveAfter(bench: Bench, { run }: Terminal, url: string): void {
	const same = run(fill(fence(entry, "compare-migrations.sh").text));
	bench.expect("§26", "Verify: the comparison prints nothing", `${same.code}${same.out}`, /^0$/);
	const latest = `${query(bench, url, "q2").split("|")[1]} ${query(bench, url, "q3")}`;
	bench.expect("§26", "Q2 and Q3 name the same version, the highest file", latest, /^43 43$/);
	const checks = psql(url, ["-f", examplePath("sql/checks.sql")]).out.split(
		outputFence("The verification queries", "row"),
	);
	bench.expect("§26", "Q4, Q5 and Q6 return no rows", String(checks.length - 1), /^3$/);
	const task = run(fence(entry, "'\\d+ task'").text).out;
	bench.expect("§26", "the objects are as the files say", task, /due +\| date[\s\S]*"task_due_idx" btree \(due\)/);
	const again = run("goose -env=none -timeout=14m up");
	bench.expect("§26", "a second up says so", again.err.trim(), printed(outputFence(entry, "no migrations to run")));
	bench.expect("§26", "and ends with 0", String(again.code), /^0$/);
	const back = run(fence(entry, "goose -env=none down").text);
	bench.expect(
		"§26",
		"Roll back: the Down section is shown, and 43 undone",
		back.out + back.err,
		/DROP INDEX[\s\S]*OK {3}00043_/,
	);
	bench.expect("§26", "42 stays", query(bench, url, "q3"), /^42$/);
}
