import { spawn } from "node:child_process";
import { psql, startPsql } from "./postgres.ts";
import { type Bench, example, makeBook, query, runbook, runExample, until } from "./proof.ts";
import { rows, said } from "./trial.ts";

/** What waits for whom in states E and L of §27: concurrent builds, sessions of other roles, clients that went silent. */
export async function proveWaits(bench: Bench): Promise<void> {
	await proveWaitingBuild(bench);
	await proveLimitedBuild(bench);
	await proveOtherRoles(bench);
	await proveSilentClient(bench);
	proveEmptyUrl(bench);
}

/** A session that has a transaction open and does nothing in it. */
async function openIdle(url: string, sql: string) {
	const child = spawn("psql", [url, "-X"], { stdio: ["pipe", "ignore", "ignore"] });
	child.stdin.write(`BEGIN;\n${sql};\n`);
	const pid = await until(url, "SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaction'");
	const ended = new Promise((resolve) => child.on("close", resolve));
	const end = () => {
		const { code, err } = psql(url, ["-Atc", `SELECT pg_terminate_backend(${pid})`]);
		// psql at its prompt does not notice that its session is gone.
		child.kill("SIGKILL");
		return `${code} ${err}`.trim();
	};
	return { child, pid, ended, end };
}

async function proveWaitingBuild(bench: Bench): Promise<void> {
	const url = makeBook(bench);
	const writer = await openIdle(url, "UPDATE task SET title = title WHERE id = 1");
	const builder = startPsql(url, "CREATE INDEX CONCURRENTLY task_title_idx ON task (title)");
	await until(url, "SELECT 1 FROM pg_locks WHERE locktype = 'virtualxid' AND NOT granted");
	bench.expect(
		"§27 L",
		"a concurrent build waits for a transaction that wrote to the table, and sessions.sql names it",
		runExample(bench, url, "sql/sessions.sql").out,
		new RegExp(`\\{${writer.pid}\\}[\\s\\S]*CREATE INDEX CONCURRENTLY`),
	);
	bench.expect("§27 L", "its index is in Q6 already", query(bench, url, "q6"), /^task_title_idx\|task$/);
	bench.expect(
		"§27 L",
		"readers and writers do not queue behind it",
		said(
			psql(url, [
				"-Atc",
				"SET statement_timeout = '300ms'; INSERT INTO task (title) VALUES ('c'); SELECT count(*) FROM task",
			]),
		),
		/^0 [\s\S]*4/,
	);
	writer.end();
	bench.expect("§27 L", "when the writer is gone it finishes", `${(await builder.ended).code}`, /^0$/);
	await writer.ended;
}

async function proveLimitedBuild(bench: Bench): Promise<void> {
	const url = makeBook(bench);
	const writer = await openIdle(url, "UPDATE task SET title = title WHERE id = 1");
	const build = [
		"-v",
		"VERBOSITY=verbose",
		"-c",
		"SET lock_timeout = '200ms'",
		"-c",
		"CREATE INDEX CONCURRENTLY task_title_idx ON task (title)",
	];
	bench.expect("Chapter 8", "a lock_timeout ends the wait of a concurrent build", psql(url, build).err, "55P03");
	bench.expect("Chapter 8", "and leaves an index that is not valid", query(bench, url, "q6"), /^task_title_idx\|task$/);
	writer.end();
	await writer.ended;
}

async function proveOtherRoles(bench: Bench): Promise<void> {
	const url = makeBook(bench);
	psql(url, ["-c", "CREATE ROLE app; GRANT SELECT, UPDATE ON task TO app"]);
	const holder = await openIdle(url, "LOCK TABLE task");
	const waiting = startPsql(url, "SET ROLE app; UPDATE task SET title = title");
	await until(url, "SELECT 1 FROM pg_locks WHERE relation = 'task'::regclass AND NOT granted");
	const seenBy = (role: string) =>
		psql(url, ["-At", "-c", `SET ROLE ${role}`, "-c", example("sql/sessions.sql").replace(/^--.*$/gm, "")]).out;
	bench.expect(
		"§27",
		"a role without rights is shown that another role's session is there, and not its state",
		seenBy("app"),
		new RegExp(`^${holder.pid}\\|[^|]*\\|[^|]*\\|\\|`, "m"),
	);
	bench.expect("§27", "and blocked_by names it all the same", seenBy("app"), `{${holder.pid}}`);
	psql(url, ["-c", "GRANT pg_read_all_stats TO app"]);
	bench.expect(
		"§27",
		"a member of pg_read_all_stats sees the state",
		seenBy("app"),
		new RegExp(`^${holder.pid}\\|.*\\|idle in transaction\\|`, "m"),
	);
	holder.end();
	await Promise.all([holder.ended, waiting.ended]);
	psql(url, ["-c", "DROP OWNED BY app", "-c", "DROP ROLE app"]);
}

/** Stopped, a client answers nothing and closes nothing, like one whose node is gone. */
async function proveSilentClient(bench: Bench): Promise<void> {
	const url = makeBook(bench);
	const silent = await openIdle(url, "LOCK TABLE task");
	silent.child.kill("SIGSTOP");
	const limited = "SET lock_timeout = '500ms'; SELECT count(*) FROM task";
	bench.expect(
		"§27 E",
		"a client that went silent in a transaction keeps its locks",
		psql(url, ["-c", limited]).err,
		"lock timeout",
	);
	bench.expect("§27 E", "pg_terminate_backend ends its session", silent.end(), /^0$/);
	bench.expect("§27 E", "and frees the table", said(psql(url, ["-c", limited])), /^0 /);
	await silent.ended;
}

function proveEmptyUrl(bench: Bench): void {
	const { hostname, port, username } = new URL(bench.server.makeDatabase());
	const before = { PGHOST: process.env.PGHOST, PGPORT: process.env.PGPORT, PGUSER: process.env.PGUSER };
	Object.assign(process.env, { PGHOST: hostname, PGPORT: port, PGUSER: username });
	bench.expect(
		"§26",
		"psql with an empty URL does not complain and takes the default database",
		rows("", "SELECT current_database()"),
		/^postgres$/,
	);
	for (const [name, value] of Object.entries(before)) {
		if (value === undefined) delete process.env[name];
		else process.env[name] = value;
	}
	bench.expect("§26", "the entry says so", runbook(), "`psql` with an empty URL does not complain");
}
