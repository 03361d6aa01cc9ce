import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { psql, type Ran, ran } from "./postgres.ts";
import { type Bench, book, example, makeFolder, query, runbook, runExample } from "./proof.ts";

/** Find goose: what GOOSE names, or what is on the path; undefined where it is not installed. */
export function findGoose(): string | undefined {
	const candidates = [process.env.GOOSE, "goose"].flatMap((name) => name ?? []);
	return candidates.find((name) => spawnSync(name, ["-version"]).status === 0);
}

/** What §26 to §28 say that goose does and prints. */
export function proveGoose(bench: Bench): void {
	proveOutput(bench);
	proveFailures(bench);
	proveOutOfOrder(bench);
	proveDown(bench);
	proveNewFiles(bench);
}

const create =
	"-- +goose Up\nCREATE TABLE task (id bigint PRIMARY KEY, title text NOT NULL);\n-- +goose Down\nDROP TABLE task;\n";
const migrations = {
	"migrations/00041_create_task.sql": create,
	"migrations/00042_add_task_due.sql": example("migrations/00042_add_task_due.sql"),
	"migrations/00043_index_task_due.sql": example("migrations/00043_index_task_due.sql"),
	"migrations/00044_task_touch_function.sql": example("migrations/00044_task_touch_function.sql"),
};

function goose(bench: Bench, folder: string, url: string, ...args: string[]): Ran {
	const env = { ...process.env, GOOSE_DRIVER: "postgres", GOOSE_DBSTRING: url, GOOSE_MIGRATION_DIR: "./migrations" };
	return ran(spawnSync(bench.goose ?? "", ["-env=none", ...args], { cwd: folder, encoding: "utf8", env }));
}

function proveOutput(bench: Bench): void {
	const url = bench.server.makeDatabase();
	const folder = makeFolder(bench, migrations);
	const valid = goose(bench, folder, url, "validate");
	bench.expect("§26", "validate prints nothing when all is well", `${valid.code}${valid.out}${valid.err}`, /^0$/);
	const up = goose(bench, folder, url, "up");
	bench.expect(
		"§26",
		"up prints a line for each file, behind date and time",
		up.err,
		/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d OK {3}00042_add_task_due\.sql \(.+\)$/m,
	);
	bench.expect("§26", "and the version at the end", up.err, "goose: successfully migrated database to version: 44");
	bench.expect("§26", "it prints to standard error alone", up.out, /^$/);
	bench.expect(
		"§26",
		"a second up finds nothing to do",
		goose(bench, folder, url, "up").err,
		"goose: no migrations to run. current version: 44",
	);
	const byOne = goose(bench, folder, url, "up-by-one");
	bench.expect(
		"§26",
		"up-by-one with nothing pending ends with 1",
		`${byOne.code} ${byOne.err}`,
		/^1 [\s\S]*no next version found/,
	);
	bench.expect(
		"§26",
		"four files make five rows",
		psql(url, ["-Atc", "SELECT count(*) FROM goose_db_version"]).out,
		/^5$/m,
	);
	bench.expect(
		"§28",
		"nothing is pending",
		goose(bench, folder, url, "status").err.match(/Pending/)?.[0] ?? "none",
		/^none$/,
	);
	bench.expect(
		"§26",
		"Q1 to Q6 are clean",
		["q1", "q4", "q5", "q6"].map((name) => query(bench, url, name)).join(),
		/^public,,,$/,
	);
	proveComparison(bench, folder, url);
	const nowhere = goose(bench, makeFolder(bench, { "readme.txt": "" }), url, "up");
	bench.expect(
		"§26",
		"a wrong directory ends with 1",
		`${nowhere.code} ${nowhere.err}`,
		/^1 [\s\S]*directory does not exist/,
	);
	const empty = goose(bench, makeFolder(bench, { "migrations/readme.txt": "" }), bench.server.makeDatabase(), "up");
	bench.expect(
		"§26",
		"a directory without migrations ends with 1",
		`${empty.code} ${empty.err}`,
		/^1 [\s\S]*no migration files found/,
	);
	const round = [goose(bench, folder, url, "down-to", "0"), goose(bench, folder, url, "up")];
	bench.expect("§28", "down-to 0 and up again both succeed", round.map(({ code }) => code).join(), /^0,0$/);
}

function proveComparison(bench: Bench, folder: string, url: string): void {
	const compare = (where: string) =>
		ran(
			spawnSync("bash", [join(book, "examples/compare-migrations.sh")], {
				cwd: where,
				encoding: "utf8",
				env: { ...process.env, GOOSE_DBSTRING: url },
			}),
		);
	bench.expect(
		"§26",
		"the comparison prints nothing when files and rows agree",
		`${compare(folder).code}${compare(folder).out}`,
		/^0$/,
	);
	const other = makeFolder(bench, { "migrations/00041_create_task.sql": create, "migrations/00050_later.sql": create });
	const found = compare(other);
	bench.expect(
		"§26",
		"pending at the left, unknown versions indented, exit code 1",
		`${found.code}\n${found.out}`,
		/^1\n\t42\n\t43\n\t44\n50$/,
	);
}

function proveFailures(bench: Bench): void {
	const url = bench.server.makeDatabase();
	const folder = makeFolder(bench, {
		...migrations,
		"migrations/00045_bad.sql":
			"-- +goose Up\nALTER TABLE task ADD COLUMN one int;\nALTER TABLE task ADD COLUMN title text;\n",
	});
	const failed = goose(bench, folder, url, "up");
	bench.expect(
		"§27 A",
		"a failing file: message, SQLSTATE and exit code",
		`${failed.code} ${failed.err}`,
		/^1 [\s\S]*goose run: ERROR 00045_bad\.sql: failed to run SQL migration: failed to execute SQL query ".*": .*\(SQLSTATE 42701\)/,
	);
	bench.expect("§27 B", "the files before it stay applied", query(bench, url, "q3"), /^44$/);
	const slow = makeFolder(bench, { ...migrations, "migrations/00045_slow.sql": "-- +goose Up\nSELECT pg_sleep(5);\n" });
	const late = goose(bench, slow, url, "-timeout=1s", "up");
	bench.expect(
		"§26",
		"the time is over: context deadline exceeded, exit code 1",
		`${late.code} ${late.err}`,
		/^1 [\s\S]*context deadline exceeded/,
	);
	const block = makeFolder(bench, {
		"migrations/00045_block.sql":
			"-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\nSELECT 1;\nCREATE INDEX CONCURRENTLY task_block_idx ON task (title);\n-- +goose StatementEnd\n",
	});
	bench.expect(
		"§27",
		"several statements in one block are one transaction",
		goose(bench, block, url, "up").err,
		"SQLSTATE 25001",
	);
	psql(url, ["-c", "TRUNCATE goose_db_version"]);
	bench.expect("§27 K", "an empty version table", goose(bench, folder, url, "up").err, "no next version found");
	psql(url, ["-c", "DROP TABLE goose_db_version"]);
	goose(bench, folder, url, "status");
	bench.expect("§26", "status creates the version table where there is none", query(bench, url, "q1"), /^public$/);
}

function proveOutOfOrder(bench: Bench): void {
	const url = bench.server.makeDatabase();
	const later = { ...migrations, "migrations/00045_later.sql": "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 1;\n" };
	const { "migrations/00043_index_task_due.sql": missing, ...without } = later;
	goose(bench, makeFolder(bench, without), url, "up");
	const folder = makeFolder(bench, { ...without, "migrations/00043_index_task_due.sql": missing });
	bench.expect(
		"§27 H",
		"a missing file is refused",
		goose(bench, folder, url, "up").err,
		"found 1 missing migrations before current version 45",
	);
	const allowed = goose(bench, folder, url, "-allow-missing", "up");
	bench.expect(
		"§27 H",
		"-allow-missing applies it",
		allowed.err,
		/OK {3}00043_index_task_due\.sql[\s\S]*successfully migrated database to version: 43/,
	);
	bench.expect(
		"§27 H",
		"then the latest row is 43 and the highest version 45",
		`${query(bench, url, "q2").split("|")[1]} ${query(bench, url, "q3")}`,
		/^43 45$/,
	);
	bench.expect(
		"§27 F",
		"down takes the row that was written last",
		goose(bench, folder, url, "down").err,
		"OK   00043_index_task_due.sql",
	);
	psql(url, ["-c", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, true)"]);
	bench.expect(
		"§27 J",
		"a version that the checkout does not know",
		goose(bench, folder, url, "down").err,
		"migration 99: no current version found",
	);
}

function proveDown(bench: Bench): void {
	const url = bench.server.makeDatabase();
	const folder = makeFolder(bench, {
		"migrations/00041_create_task.sql": create,
		"migrations/00042_one.sql": "-- +goose Up\nALTER TABLE task ADD COLUMN one int;\n",
	});
	goose(bench, folder, url, "up");
	const down = goose(bench, folder, url, "down");
	bench.expect(
		"§26",
		"down without a Down section prints EMPTY and ends with 0",
		`${down.code} ${down.err}`,
		/^0 [\s\S]*EMPTY 00042_one\.sql/,
	);
	bench.expect("§26", "and deletes the row all the same", query(bench, url, "q3"), /^41$/);
	bench.expect(
		"§27 G",
		"the next up fails on what is there",
		goose(bench, folder, url, "up").err,
		/already exists \(SQLSTATE 42701\)/,
	);
	bench.expect(
		"§27 G",
		"recording the version by hand mends it",
		runExample(bench, url, "sql/record-version.sql", (text) => text.replaceAll("43", "42")).out,
		/INSERT 0 1/,
	);
	bench.expect(
		"§27 G",
		"then up has nothing to do",
		goose(bench, folder, url, "up").err,
		"no migrations to run. current version: 42",
	);
}

function proveNewFiles(bench: Bench): void {
	const url = bench.server.makeDatabase();
	const folder = makeFolder(bench, migrations);
	goose(bench, folder, url, "-s", "create", "add_task_due", "sql");
	bench.expect(
		"§28",
		"create -s takes the next five-digit number",
		readdirSync(join(folder, "migrations")).join(),
		"00045_add_task_due.sql",
	);
	goose(bench, folder, url, "create", "other");
	bench.expect(
		"§28",
		"create without the word sql writes a Go file",
		readdirSync(join(folder, "migrations")).join(),
		/\d{14}_other\.go/,
	);
	const twice = makeFolder(bench, { "migrations/00041_a.sql": create, "migrations/00041_b.sql": create });
	bench.expect(
		"§28",
		"two files with one number: duplicate version",
		goose(bench, twice, url, "up").err,
		"duplicate version",
	);
	const unknown = goose(bench, folder, url, "force");
	bench.expect("§27", "there is no command force", `${unknown.code}`, /^1$/);
	bench.expect("§27", "the runbook says so", runbook(), "no such flag, no `force`");
}
