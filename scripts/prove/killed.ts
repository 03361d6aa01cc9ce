import { fence, fill } from "./fences.ts";
import { psql, type Ran, startPsql } from "./postgres.ts";
import { type Bench, query, until } from "./proof.ts";
import { isMaintained, openTrial, outside, rows, said, type Trial, up } from "./trial.ts";

const slow = "CREATE TABLE made AS SELECT 1 AS x FROM pg_sleep(2);";
const atWork =
	"FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%made%'";

/** State E of §27, with each way to die, and state I, two runners at once. The last one takes the whole server down for a moment. */
export async function proveKilled(bench: Bench): Promise<void> {
	await proveKilledInside(bench);
	await proveKilledOutside(bench);
	await proveInterrupted(bench);
	proveTimeout(bench);
	await proveEndedBuild(bench);
	await proveTwoRunners(bench);
	await proveKilledBackend(bench);
}

/** A trial with one file, whose table 41 is there already. */
function trial(bench: Bench, file: string): Trial {
	const opened = openTrial(bench, { "00043_y.sql": file });
	opened.run("goose -env=none up-to 41");
	return opened;
}

/** What is left: the table that the file makes, and the highest version. */
const left = (url: string) =>
	`${rows(url, "SELECT count(*) FROM pg_tables WHERE tablename IN ('made', 'later')")} ${latest(url)}`;
const latest = (url: string) => rows(url, "SELECT max(version_id) FROM goose_db_version");

/** Start goose, send it a signal while its statement is at work, and wait until the session is gone. */
async function killed(bench: Bench, file: string, signal: string): Promise<{ url: string; end: Ran; went: string }> {
	const { start, url } = trial(bench, file);
	const goose = start("exec goose -env=none up");
	await until(url, `SELECT 1 ${atWork}`);
	goose.process.kill(signal as NodeJS.Signals);
	const end = await goose.ended;
	const went = rows(url, `SELECT count(*) ${atWork} AND state = 'active'`);
	await until(url, `SELECT 1 WHERE NOT EXISTS (SELECT ${atWork})`);
	return { url, end, went };
}

async function proveKilledInside(bench: Bench): Promise<void> {
	const { url, end, went } = await killed(bench, up(slow), "SIGKILL");
	bench.expect("§27 E", "a goose that is killed prints no line with ERROR", `${end.out}${end.err}`, /^$/);
	bench.expect("§27 E", "the server's side goes on for a while", went, /^1$/);
	bench.expect("§27 E", "in a transaction nothing is left, once the session is gone", left(url), /^0 41$/);
}

async function proveKilledOutside(bench: Bench): Promise<void> {
	const { url } = await killed(bench, outside(slow, "CREATE TABLE later ();"), "SIGKILL");
	bench.expect(
		"§27 E",
		"outside of one the running statement stays, the next is never sent, there is no row",
		left(url),
		/^1 41$/,
	);
}

async function proveInterrupted(bench: Bench): Promise<void> {
	for (const signal of ["SIGINT", "SIGTERM"]) {
		const { url, end } = await killed(bench, up(slow), signal);
		bench.expect("§27 E", `${signal} ends goose, and not with 0`, `${end.code}`, /^(?:[1-9]\d*|null)$/);
		bench.expect("§27 E", `after ${signal} in a transaction nothing is left`, left(url), /^0 41$/);
	}
}

/** What becomes of the statement is decided by which side is faster, so both ends are right; the book says so. */
function proveTimeout(bench: Bench): void {
	const { run, url } = trial(bench, outside(slow));
	const late = run("goose -env=none -timeout=500ms up; sleep 3");
	bench.expect("§27 E", "with -timeout goose says context deadline exceeded", late.err, "context deadline exceeded");
	const what = left(url);
	bench.expect(
		"§27 E",
		`its statement ${what === "1 41" ? "went on and stayed" : "was cancelled"} here; no row`,
		what,
		/^[01] 41$/,
	);
}

/** A build that is ended in its last phase, while it waits for an older snapshot, has an index that writes maintain. */
async function proveEndedBuild(bench: Bench): Promise<void> {
	const { start, url } = trial(bench, outside("CREATE UNIQUE INDEX CONCURRENTLY made_idx ON made (x);"));
	psql(url, ["-c", "CREATE TABLE made (x int); CREATE TABLE other (); INSERT INTO made VALUES (1)"]);
	const holder = startPsql(
		url,
		"BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM other; SELECT pg_sleep(30)",
	);
	await until(url, "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
	const goose = start("goose -env=none up");
	const pid = await until(
		url,
		"SELECT pid FROM pg_stat_progress_create_index WHERE phase = 'waiting for old snapshots'",
	);
	psql(url, ["-c", `SELECT pg_terminate_backend(${pid})`]);
	bench.expect(
		"§27 E",
		"pg_terminate_backend ends a NO TRANSACTION build",
		said(await goose.ended),
		/^1 [\s\S]*(?:57P01|unexpected EOF|terminating connection)/,
	);
	bench.expect("§27 D", "an index that is not valid is left", query(bench, url, "q6"), /^made_idx\|made$/);
	bench.expect("§27 D", "it was in its last phase, so every write maintains it", isMaintained(url), /^t$/);
	bench.expect(
		"§27 D",
		"and as a unique one it refuses rows",
		psql(url, ["-c", "INSERT INTO made VALUES (1)"]).err,
		/made_idx/,
	);
	holder.process.kill();
	await holder.ended;
}

async function proveTwoRunners(bench: Bench): Promise<void> {
	const data = trial(bench, up("SELECT pg_sleep(1);", "UPDATE counter SET n = n + 1;"));
	psql(data.url, ["-c", "CREATE TABLE counter AS SELECT 0 AS n"]);
	const both = await Promise.all([data.start("goose -env=none up").ended, data.start("goose -env=none up").ended]);
	const what = `${both.map(({ code }) => code).join(" ")}, +${rows(data.url, "SELECT n FROM counter")}, ${query(bench, data.url, "q4")}`;
	bench.expect("§27 I", "a change of data ran twice: +2, two rows, and both ended with 0", what, /^0 0, \+2, 43\|2$/);
	const [older] = rows(data.url, "SELECT id FROM goose_db_version WHERE version_id = 43 ORDER BY id").split("\n");
	const removed = data.run(fill(fence("Recipe I", "remove-duplicates.sql").text));
	bench.expect("§27 I", "the printed command removes as many as Q4 counted too many", removed.out, /^DELETE 1$/);
	const kept = rows(data.url, "SELECT id FROM goose_db_version WHERE version_id = 43");
	bench.expect("§27 I", "and keeps the older row", kept, new RegExp(`^${older}$`));
	const ddl = trial(bench, up("SELECT pg_sleep(1);", "CREATE TABLE made ();"));
	const [first, second] = await Promise.all([
		ddl.start("goose -env=none up").ended,
		ddl.start("goose -env=none up").ended,
	]);
	bench.expect("§27 I", "of DDL one wins", [first.code, second.code].sort().join(" "), /^0 1$/);
	bench.expect(
		"§27 I",
		"the other fails as the table quotes",
		first.err + second.err,
		/already exists|pg_type_typname_nsp_index/,
	);
	bench.expect(
		"§27 I",
		"and is rolled back: one row",
		rows(ddl.url, "SELECT count(*) FROM goose_db_version WHERE version_id = 43"),
		/^1$/,
	);
}

/** A killed server process takes all sessions with it; the server recovers by itself. */
async function proveKilledBackend(bench: Bench): Promise<void> {
	const { start, url } = trial(bench, up("CREATE TABLE made AS SELECT 1 AS x;", "SELECT pg_sleep(30) /* made */;"));
	const goose = start("goose -env=none up");
	const pid = await until(url, `SELECT pid ${atWork} AND query LIKE '%pg_sleep(30)%'`);
	process.kill(Number(pid), "SIGKILL");
	bench.expect("§27 E", "a killed server process ends goose with 1", said(await goose.ended), /^1 /);
	bench.expect(
		"§27 E",
		"after the server's recovery nothing is left",
		await until(url, "SELECT count(*) FROM pg_tables WHERE tablename = 'made'"),
		/^0$/,
	);
	bench.expect("§27 E", "nor a row", latest(url), /^41$/);
}
