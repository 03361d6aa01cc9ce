import { spawn } from "node:child_process";
import { psql, startPsql } from "./postgres.ts";
import { type Bench, example, makeBook, query, runbook, runExample, until } from "./proof.ts";

/** The SQL of §26 and §27, state by state, on tables as goose makes them; goose itself is not needed. */
export async function proveRecovery(bench: Bench): Promise<void> {
	proveQueries(bench);
	proveTransaction(bench);
	proveErrorCodes(bench);
	proveRows(bench);
	proveInvalidIndex(bench);
	await proveIndexUnderConstruction(bench);
	await proveTwoWriters(bench);
	await proveLostClient(bench);
	await proveLocks(bench);
	proveLostTable(bench);
}

const one = (url: string, sql: string) => psql(url, ["-Atc", sql]).out.trim();

function proveQueries(bench: Bench): void {
	const url = makeBook(bench);
	bench.expect("§26", "Q1 returns one row", query(bench, url, "q1"), /^public$/);
	bench.expect("§26", "Q2 names the latest row first", query(bench, url, "q2"), /^2\|41\|t\|/);
	bench.expect("§26", "Q3 names the highest version", query(bench, url, "q3"), /^41$/);
	for (const name of ["q4", "q5", "q6"])
		bench.expect("§26", `${name.toUpperCase()} returns no rows`, query(bench, url, name), /^$/);
	bench.expect(
		"§26",
		"checks.sql prints (0 rows) three times",
		String(runExample(bench, url, "sql/checks.sql").out.split("(0 rows)").length - 1),
		/^3$/,
	);
	bench.expect(
		"§26",
		"sessions.sql runs and only reads",
		String(runExample(bench, url, "sql/sessions.sql").code),
		/^0$/,
	);
	psql(url, ["-c", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (40, true)"]);
	bench.expect(
		"§26",
		"Q2 and Q3 differ after an out-of-order apply",
		`${query(bench, url, "q2").split("|")[1]} ${query(bench, url, "q3")}`,
		/^40 41$/,
	);
}

function proveTransaction(bench: Bench): void {
	const url = makeBook(bench);
	const file =
		"BEGIN; ALTER TABLE task ADD COLUMN due date; CREATE UNIQUE INDEX ON task (title); INSERT INTO goose_db_version (version_id, is_applied) VALUES (43, true); COMMIT";
	const failed = psql(url, ["-c", file]);
	bench.expect("§27 A", "a file in a transaction that fails says so", failed.err, /could not create unique index/);
	bench.expect(
		"§27 A",
		"nothing of it is left, neither column nor row",
		one(
			url,
			"SELECT (SELECT count(*) FROM information_schema.columns WHERE table_name = 'task' AND column_name = 'due') || ' ' || (SELECT count(*) FROM goose_db_version WHERE version_id = 43)",
		),
		/^0 0$/,
	);
	const other = makeBook(bench);
	for (const statement of ["ALTER TABLE task ADD COLUMN due date", "CREATE UNIQUE INDEX ON task (title)"])
		psql(other, ["-c", statement]);
	bench.expect(
		"§27 C",
		"outside of a transaction every statement before the failing one stays",
		one(other, "SELECT count(*) FROM information_schema.columns WHERE table_name = 'task' AND column_name = 'due'"),
		/^1$/,
	);
}

/** The table of recipe A: a statement for each code. */
function proveErrorCodes(bench: Bench): void {
	const url = makeBook(bench);
	psql(url, [
		"-c",
		"CREATE TABLE child (task bigint REFERENCES task); CREATE ROLE nobody_at_all; ALTER TABLE task ADD CONSTRAINT short CHECK (length(title) < 9); CREATE UNIQUE INDEX one_b ON task (title) WHERE title = 'b'",
	]);
	const cases: Record<string, string> = {
		"42P01": "SELECT * FROM no_such_table",
		"42703": "SELECT no_such_column FROM task",
		"42P07": "CREATE TABLE task ()",
		"42701": "ALTER TABLE task ADD COLUMN title text",
		"23505": "INSERT INTO task (title) VALUES ('b')",
		"23502": "INSERT INTO task (title) VALUES (NULL)",
		"23514": "INSERT INTO task (title) VALUES ('much too long')",
		"23503": "INSERT INTO child VALUES (99)",
		"42501": "SET ROLE nobody_at_all; DROP TABLE task",
		"25001": "BEGIN; CREATE INDEX CONCURRENTLY ON task (title)",
	};
	for (const [code, sql] of Object.entries(cases)) {
		const { err } = psql(url, ["-v", "VERBOSITY=verbose", "-c", sql]);
		bench.expect("§27 A", `SQLSTATE ${code} is what the table says`, err, `ERROR:  ${code}`);
		bench.expect("§27 A", `the table has SQLSTATE ${code}`, runbook(), code);
	}
}

function proveRows(bench: Bench): void {
	const url = makeBook(bench);
	bench.expect(
		"§27 C",
		"record-version.sql says INSERT 0 1",
		runExample(bench, url, "sql/record-version.sql").out,
		/INSERT 0 1/,
	);
	bench.expect(
		"§27 C",
		"a second time it says INSERT 0 0",
		runExample(bench, url, "sql/record-version.sql").out,
		/INSERT 0 0/,
	);
	bench.expect(
		"§27 G",
		"forget-version.sql says DELETE 1",
		runExample(bench, url, "sql/forget-version.sql").out,
		/DELETE 1/,
	);
	const zero = runExample(bench, url, "sql/forget-version.sql", (text) => text.replaceAll("43", "0"));
	bench.expect("§27 G", "it never deletes the row of version 0", zero.out, /DELETE 0/);
	psql(url, ["-c", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (43, true), (43, true)"]);
	bench.expect("§27 I", "Q4 shows a version that was recorded twice", query(bench, url, "q4"), /^43\|2$/);
	bench.expect(
		"§27 I",
		"remove-duplicates.sql says as many as Q4 counted too many",
		runExample(bench, url, "sql/remove-duplicates.sql").out,
		/DELETE 1/,
	);
	bench.expect("§27 I", "then Q4 returns no rows", query(bench, url, "q4"), /^$/);
	psql(url, ["-c", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (44, false)"]);
	bench.expect("§26", "Q5 shows a row that says not applied", query(bench, url, "q5"), /\|44\|f\|/);
}

function proveInvalidIndex(bench: Bench): void {
	const url = makeBook(bench);
	const failed = psql(url, ["-c", "CREATE UNIQUE INDEX CONCURRENTLY task_title_idx ON task (title)"]);
	bench.expect("§27 D", "a failed CREATE INDEX CONCURRENTLY says why", failed.err, /could not create unique index/);
	bench.expect("§27 D", "Q6 shows the invalid index", query(bench, url, "q6"), /^task_title_idx\|task$/);
	const again = psql(url, ["-c", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS task_title_idx ON task (title)"]);
	bench.expect(
		"§27 D",
		"IF NOT EXISTS sees it, skips the build and succeeds",
		`${again.code} ${again.err}`,
		/^0 [\s\S]*already exists, skipping/,
	);
	const untouched = runExample(bench, url, "sql/drop-invalid-index.sql");
	bench.expect(
		"§27 D",
		"the file as it is is a syntax error and drops nothing",
		`${untouched.err} ${query(bench, url, "q6")}`,
		/syntax error[\s\S]*task_title_idx/,
	);
	runExample(bench, url, "sql/drop-invalid-index.sql", (text) => text.replace("<index>", "task_title_idx"));
	bench.expect("§27 D", "with the name in it, it removes the index", query(bench, url, "q6"), /^$/);
}

async function proveIndexUnderConstruction(bench: Bench): Promise<void> {
	const url = makeBook(bench);
	const holder = startPsql(url, "BEGIN; UPDATE task SET title = title; SELECT pg_sleep(4); COMMIT");
	await until(url, "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'BEGIN; UPDATE%' AND pid <> pg_backend_pid()");
	const builder = startPsql(url, "CREATE INDEX CONCURRENTLY task_title_idx ON task (title)");
	await until(url, "SELECT 1 FROM pg_stat_progress_create_index");
	bench.expect("§27 D", "an index under construction shows up in Q6 too", query(bench, url, "q6"), /task_title_idx/);
	const [, sql = ""] = /```sql\n\s*(SELECT pid, relid::regclass AS on_table[\s\S]*?)```/.exec(runbook()) ?? [];
	bench.expect("§27 D", "the progress view tells that it is being built", psql(url, ["-Atc", sql]).out, /\|task\|/);
	await Promise.all([holder.ended, builder.ended]);
	bench.expect("§27 D", "when it is finished Q6 is empty", query(bench, url, "q6"), /^$/);
}

async function proveTwoWriters(bench: Bench): Promise<void> {
	const url = makeBook(bench);
	const sql = example("sql/record-version.sql").replace(/^COMMIT;/m, "SELECT pg_sleep(1);\nCOMMIT;");
	const both = await Promise.all([startPsql(url, sql).ended, startPsql(url, sql).ended]);
	bench.expect(
		"§27 C",
		"two writers at once record a version once",
		one(url, "SELECT count(*) FROM goose_db_version WHERE version_id = 43"),
		/^1$/,
	);
	bench.expect("§27 C", "and both end well", both.map(({ code }) => code).join(" "), /^0 0$/);
}

async function proveLostClient(bench: Bench): Promise<void> {
	const url = makeBook(bench);
	const client = startPsql(url, "CREATE TABLE made AS SELECT 1 AS x FROM pg_sleep(2)");
	await until(url, "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'CREATE TABLE made%' AND pid <> pg_backend_pid()");
	client.process.kill("SIGKILL");
	await client.ended;
	bench.expect(
		"§27 E",
		"the session of a killed client is still at work",
		one(url, "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE TABLE made%' AND pid <> pg_backend_pid()"),
		/^1$/,
	);
	bench.expect(
		"§27 E",
		"outside of a transaction its statement is finished and stays",
		await until(url, "SELECT 1 FROM pg_tables WHERE tablename = 'made'"),
		/^1$/,
	);
	const inside = startPsql(url, "BEGIN; CREATE TABLE kept AS SELECT 1 AS x; SELECT pg_sleep(60); COMMIT");
	const pid = await until(
		url,
		"SELECT pid FROM pg_stat_activity WHERE query LIKE 'BEGIN; CREATE TABLE kept%' AND pid <> pg_backend_pid()",
	);
	psql(url, ["-c", `SELECT pg_terminate_backend(${pid})`]);
	await inside.ended;
	bench.expect(
		"§27 E",
		"a session that was ended in a transaction leaves nothing",
		one(url, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'"),
		/^0$/,
	);
}

async function proveLocks(bench: Bench): Promise<void> {
	const url = makeBook(bench);
	const holder = startPsql(url, "BEGIN; LOCK TABLE task; SELECT pg_sleep(60)");
	const pid = await until(
		url,
		"SELECT pid FROM pg_locks WHERE relation = 'task'::regclass AND mode = 'AccessExclusiveLock' AND granted",
	);
	const waiting = startPsql(url, "ALTER TABLE task ADD COLUMN due date");
	await until(url, "SELECT 1 FROM pg_locks WHERE relation = 'task'::regclass AND NOT granted");
	bench.expect(
		"§27 L",
		"sessions.sql names who blocks",
		runExample(bench, url, "sql/sessions.sql").out,
		new RegExp(`\\{${pid}\\}[\\s\\S]*ALTER TABLE task`),
	);
	const reader = psql(url, ["-c", "SET statement_timeout = '300ms'; SELECT count(*) FROM task"]);
	bench.expect("§27 L", "a later query queues behind the waiting ALTER TABLE", reader.err, /statement timeout/);
	const limited = psql(url, [
		"-v",
		"VERBOSITY=verbose",
		"-c",
		"BEGIN; SET LOCAL lock_timeout = '200ms'; ALTER TABLE task ADD COLUMN other date",
	]);
	bench.expect("§27 A", "lock_timeout ends the wait with SQLSTATE 55P03", limited.err, "55P03");
	psql(url, ["-c", `SELECT pg_terminate_backend(${pid})`]);
	await holder.ended;
	bench.expect("§27 L", "when the holder is ended the migration goes on", String((await waiting.ended).code), /^0$/);
	await proveIdle(bench, url);
}

/** A session that is idle in a transaction has nothing to cancel. */
async function proveIdle(bench: Bench, url: string): Promise<void> {
	const child = spawn("psql", [url, "-X"], { stdio: ["pipe", "ignore", "ignore"] });
	child.stdin.write("BEGIN;\nLOCK TABLE task;\n");
	const pid = await until(url, "SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaction'");
	psql(url, ["-c", `SELECT pg_cancel_backend(${pid})`]);
	bench.expect(
		"§27 L",
		"pg_cancel_backend does not end a session that is idle in transaction",
		one(url, `SELECT state FROM pg_stat_activity WHERE pid = ${pid}`),
		/^idle in transaction$/,
	);
	psql(url, ["-c", `SELECT pg_terminate_backend(${pid})`]);
	bench.expect(
		"§27 L",
		"pg_terminate_backend does",
		await until(url, `SELECT 'gone' WHERE NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pid = ${pid})`),
		/^gone$/,
	);
	child.kill();
}

function proveLostTable(bench: Bench): void {
	const url = makeBook(bench);
	const rows = `${bench.folder}/rows.csv`;
	const copied = psql(url, [
		"-c",
		`\\copy (SELECT version_id, is_applied, tstamp FROM goose_db_version ORDER BY id) TO ${rows} CSV`,
	]);
	psql(url, ["-c", "TRUNCATE goose_db_version"]);
	const back = psql(url, ["-c", `\\copy goose_db_version (version_id, is_applied, tstamp) FROM ${rows} CSV`]);
	bench.expect(
		"§27 K",
		"both copies print the same number of rows",
		`${copied.out.trim()}, ${back.out.trim()}`,
		/^COPY 2, COPY 2$/,
	);
	bench.expect("§27 K", "and the latest row is the latest again", query(bench, url, "q2"), /^\d+\|41\|t\|/);
	psql(url, ["-c", "CREATE SCHEMA other; CREATE TABLE other.goose_db_version (LIKE goose_db_version)"]);
	bench.expect(
		"§27 K",
		"Q1 shows two tables in two schemas",
		query(bench, url, "q1").split("\n").sort().join(" "),
		/^other public$/,
	);
	psql(url, ["-c", "DROP TABLE goose_db_version, other.goose_db_version"]);
	bench.expect("§27 K", "Q1 returns no row where the table is lost", query(bench, url, "q1"), /^$/);
}
