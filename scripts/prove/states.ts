import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { examplePath, fence, fill, messagesOf, outputFence, printed, quoted } from "./fences.ts";
import { checkout } from "./manual.ts";
import { psql, type Ran } from "./postgres.ts";
import { type Bench, query } from "./proof.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

const one = (url: string, sql: string) => psql(url, ["-Atc", sql]).out.trim();
const said = ({ code, out, err }: Ran) => `${code} ${out}${err}`;
const up = (...statements: string[]) => `-- +goose Up\n${statements.join("\n")}\n`;
const table: Record<string, string> = {
	"migrations/00041_create_task.sql": checkout["migrations/00041_create_task.sql"] ?? "",
};

/** Whether writes maintain the index that is not valid. */
export const maintained = (url: string) => one(url, "SELECT indisready FROM pg_index WHERE NOT indisvalid");

/** The table of §27, row by row: goose makes each state, its message is held against the row, and the printed recipe mends it. */
export function proveStates(bench: Bench): void {
	proveA(bench);
	proveB(bench);
	proveC(bench);
	proveD(bench);
	proveF(bench);
	proveG(bench);
	proveH(bench);
	proveJ(bench);
	proveK(bench);
	proveL(bench);
}

interface State extends Terminal {
	url: string;
}

/** A checkout with these files behind the one that makes the table, on a database of its own. */
function state(bench: Bench, files: Record<string, string>): State {
	const named = Object.entries(files).map(([name, text]) => [`migrations/${name}`, text]);
	const url = bench.server.makeDatabase();
	return { ...openTerminal(bench, { ...table, ...Object.fromEntries(named) }, url), url };
}

function proveA(bench: Bench): void {
	const { run, url, folder } = state(bench, {
		"00043_y.sql": up("ALTER TABLE task ADD COLUMN due date;", "SELECT * FROM nowhere;"),
	});
	const failed = run("goose -env=none up");
	bench.expect("§27 A", "goose says what the table quotes", failed.err, quoted(messagesOf("A")[0] ?? "?"));
	bench.expect("§27 A", "and ends with 1", String(failed.code), /^1$/);
	const left = one(
		url,
		"SELECT count(*) FROM information_schema.columns WHERE table_name = 'task' AND column_name = 'due'",
	);
	bench.expect("§27 A", "nothing of 43 is left, nor a row", `${left} ${query(bench, url, "q3")}`, /^0 41$/);
	writeFileSync(join(folder, "migrations/00043_y.sql"), up("ALTER TABLE task ADD COLUMN due date;"));
	bench.expect("§27 A", "the corrected file is applied", said(run("goose -env=none up")), /^0 [\s\S]*version: 43/);
}

function proveB(bench: Bench): void {
	const files = {
		"00042_a.sql": up("ALTER TABLE task ADD COLUMN a int;"),
		"00043_b.sql": up("SELECT 1/0;"),
		"00044_c.sql": up("SELECT 1;"),
	};
	const { run, url, folder } = state(bench, files);
	run("goose -env=none up");
	bench.expect("§27 B", "the files before it are applied, the run stops at it", query(bench, url, "q3"), /^42$/);
	writeFileSync(join(folder, "migrations/00043_b.sql"), up("SELECT 1;"));
	const on = run("goose -env=none up").err;
	bench.expect("§27 B", "up goes on at 43", on, /^\S+ \S+ OK {3}00043_b\.sql .*\n.*OK {3}00044_c\.sql/);
}

function proveC(bench: Bench): void {
	const file = `-- +goose NO TRANSACTION\n${up("ALTER TABLE task ADD COLUMN due date;", "CREATE INDEX nothing ON task (nowhere);", "CREATE INDEX task_due_idx ON task (due);")}`;
	const { run, url } = state(bench, { "00043_y.sql": file });
	bench.expect(
		"§27 C",
		"the message is the one of A",
		run("goose -env=none up").err,
		quoted(messagesOf("A")[0] ?? "?"),
	);
	const task = run(fence("Recipe C", "'\\d+ task'").text.split("\n")[0] ?? "").out;
	bench.expect("§27 C", "what came before the failing statement is there", task, /due +\| date/);
	bench.expect(
		"§27 C",
		"what came behind it is not, and there is no row",
		`${task.includes("task_due_idx")} ${query(bench, url, "q3")}`,
		/^false 41$/,
	);
	bench.expect(
		"§27 C",
		"a second up fails on what is there",
		run("goose -env=none up").err,
		"already exists (SQLSTATE 42701)",
	);
	psql(url, ["-c", "CREATE INDEX task_due_idx ON task (due)"]);
	const record = fill(fence("Recipe C", "record-version.sql").text, { version: "43" });
	const [first = "", second = ""] = outputFence("Recipe C", "INSERT 0 1").split("\n");
	bench.expect("§27 C", "C2: the version is recorded by the printed commands", run(record).out, first);
	bench.expect("§27 C", "a second time they say that it was", run(record).out, second);
	bench.expect("§27 C", "goose goes on behind 43", said(run("goose -env=none up")), /^0 [\s\S]*current version: 43/);
}

function proveD(bench: Bench): void {
	const file = `-- +goose NO TRANSACTION\n${up("CREATE UNIQUE INDEX CONCURRENTLY task_title_idx ON task (title);")}`;
	const { run, url, folder } = state(bench, { "00043_y.sql": file });
	run("goose -env=none up-to 41");
	psql(url, ["-c", "INSERT INTO task VALUES (1, 'a'), (2, 'a')"]);
	bench.expect("§27 D", "a duplicate makes the build fail with 23505", run("goose -env=none up").err, "SQLSTATE 23505");
	bench.expect("§27 D", "Q6 shows the index", query(bench, url, "q6"), /^task_title_idx\|task$/);
	const plan = one(url, "SET enable_seqscan = off; EXPLAIN SELECT * FROM task WHERE title = 'a'");
	bench.expect("§27 D", "the planner does not use it", plan, /Seq Scan on task/);
	bench.expect("§27 D", "it failed in its first scan, so writes leave it alone", maintained(url), /^f$/);
	writeFileSync(join(folder, "migrations/00043_y.sql"), file.replace("CONCURRENTLY", "CONCURRENTLY IF NOT EXISTS"));
	bench.expect(
		"§27 D",
		"with IF NOT EXISTS goose records success",
		said(run("goose -env=none up")),
		/^0 [\s\S]*version: 43/,
	);
	bench.expect("§27 D", "over an index that is not valid", query(bench, url, "q6"), /^task_title_idx\|task$/);
	run("goose -env=none down");
	writeFileSync(join(folder, "migrations/00043_y.sql"), file);
	psql(url, ["-c", "DELETE FROM task WHERE id = 2"]);
	run(fill(fence("Recipe D", "cp <book>").text));
	run("sed -i 's/<index>/task_title_idx/' drop-index.sql");
	bench.expect("§27 D", "the printed commands drop it", run(fence("Recipe D", "psql").text).out, "DROP INDEX");
	bench.expect("§27 D", "then the unchanged file is applied", said(run("goose -env=none up")), /^0 [\s\S]*version: 43/);
	bench.expect("§27 D", "and Q6 returns no rows", query(bench, url, "q6"), /^$/);
}

function proveF(bench: Bench): void {
	const { run, url } = state(bench, {
		"00043_y.sql": `${up("ALTER TABLE task ADD COLUMN due date;")}-- +goose Down\nALTER TABLE task DROP COLUMN due;\n`,
	});
	run("goose -env=none up");
	const down = run(fence("Recipe F", "goose -env=none down").text);
	bench.expect(
		"§27 F",
		"the printed commands show the file and undo the latest row",
		said(down),
		/^0 [\s\S]*DROP COLUMN[\s\S]*OK {3}00043_y\.sql/,
	);
	bench.expect("§27 F", "that one alone", query(bench, url, "q3"), /^41$/);
	bench.expect(
		"§27 F",
		"the next gate of that release applies it again",
		said(run("goose -env=none up")),
		/^0 [\s\S]*version: 43/,
	);
}

function proveG(bench: Bench): void {
	const { run, url } = state(bench, {
		"00043_y.sql": up("ALTER TABLE task ADD COLUMN due date;"),
		"00045_z.sql": up("SELECT 1;"),
	});
	run("goose -env=none up-to 43");
	psql(url, ["-c", "ALTER TABLE task DROP COLUMN due"]);
	bench.expect(
		"§27 G",
		"goose notices nothing of a dropped object",
		said(run("goose -env=none up-to 43")),
		/^0 [\s\S]*no migrations to run/,
	);
	const forget = fence("Recipe G", "forget-version.sql");
	const done = run(fill(forget.text, { version: "43" }));
	bench.expect(
		"§27 G",
		"the printed commands delete the row",
		done.out.split("\n").at(-2) ?? "",
		printed(forget.output ?? outputFence("Recipe G", "DELETE")),
	);
	bench.expect(
		"§27 G",
		"then goose applies the file again",
		said(run("goose -env=none up")),
		/^0 [\s\S]*OK {3}00043_y\.sql/,
	);
	psql(url, ["-c", "ALTER TABLE task DROP COLUMN due"]);
	run(fill(forget.text, { version: "43" }));
	bench.expect(
		"§27 G",
		"below the highest version it counts as missing",
		run("goose -env=none up").err,
		quoted(messagesOf("H")[0] ?? "?"),
	);
}

function proveH(bench: Bench): void {
	const { run, url, folder } = state(bench, { "00044_b.sql": up("SELECT 1;"), "00045_c.sql": up("SELECT 1;") });
	run("goose -env=none up");
	writeFileSync(join(folder, "migrations/00043_a.sql"), up("SELECT 1;"));
	const refused = run("goose -env=none up");
	bench.expect(
		"§27 H",
		"goose says what the table quotes, with a list",
		refused.err,
		quoted(messagesOf("H")[0] ?? "?"),
	);
	bench.expect("§27 H", "and the list names the file", refused.err, "00043_a.sql");
	const step = fence("Recipe H", "-allow-missing");
	bench.expect(
		"§27 H",
		"the printed command prints what the book shows",
		run(step.text).err.trim(),
		printed(step.output ?? ""),
	);
	bench.expect("§27 H", "goose itself reports 43 then", run("goose -env=none version").err, /version 43$/);
	writeFileSync(join(folder, "migrations/00046_d.sql"), up("SELECT 1;"));
	run("goose -env=none up");
	bench.expect(
		"§27 H",
		"one more file makes both agree",
		`${query(bench, url, "q2").split("|")[1]} ${query(bench, url, "q3")}`,
		/^46 46$/,
	);
}

function proveJ(bench: Bench): void {
	const { run, url } = state(bench, {});
	run("goose -env=none up");
	psql(url, ["-c", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, true)"]);
	bench.expect(
		"§27 J",
		"goose down says what the table quotes",
		run("goose -env=none down").err,
		quoted(messagesOf("J")[1] ?? "?"),
	);
	bench.expect(
		"§27 J",
		"up says nothing of it",
		said(run("goose -env=none up")),
		/^0 [\s\S]*no migrations to run\. current version: 99/,
	);
	bench.expect(
		"§27 J",
		"the comparison shows it indented",
		run(fill(fence("§26", "compare-migrations.sh").text)).out,
		/^99$/,
	);
}

function proveK(bench: Bench): void {
	const { run, url } = state(bench, checkoutNames());
	run("goose -env=none up");
	psql(url, [
		"-c",
		"CREATE TABLE kept AS SELECT version_id, is_applied, tstamp FROM goose_db_version ORDER BY id; DROP TABLE goose_db_version",
	]);
	bench.expect(
		"§27 K",
		"without its table, up begins at the first file",
		said(run("goose -env=none up")),
		/^1 [\s\S]*00041_create_task\.sql[\s\S]*already exists/,
	);
	bench.expect(
		"§27 K",
		"and has created the table with row 0",
		one(url, "SELECT string_agg(version_id::text, ' ') FROM goose_db_version"),
		/^0$/,
	);
	psql(url, ["-c", "DELETE FROM goose_db_version"]);
	const empty = run("goose -env=none up");
	bench.expect("§27 K", "an empty table gives what the table quotes", said(empty), messagesOf("K").at(-1) ?? "?");
	const other = bench.server.makeDatabase();
	psql(other, [
		"-c",
		"CREATE TABLE goose_db_version (id integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, version_id bigint NOT NULL, is_applied boolean NOT NULL, tstamp timestamp NOT NULL DEFAULT now()); INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, true), (41, true), (42, true), (43, true)",
	]);
	const [, , ...save] = fence("Recipe K", "neon branches create").text.split("\n");
	const copied = run(save.join("\n"), "", { BRANCH_URL: other });
	const back = run(fence("Recipe K", "FROM rows.csv").text);
	bench.expect(
		"§27 K",
		"both printed copies say COPY, with one number",
		`${copied.out.split("\n")[0]}, ${back.out.trim()}`,
		/^COPY 4, COPY 4$/,
	);
	bench.expect(
		"§27 K",
		"then goose has nothing to do",
		said(run("goose -env=none up")),
		/^0 [\s\S]*current version: 43/,
	);
}

function proveL(bench: Bench): void {
	const { run, url } = state(bench, checkoutNames());
	run("goose -env=none up-to 41");
	const held = run(
		`psql "$GOOSE_DBSTRING" -X -c 'BEGIN; LOCK TABLE task; SELECT pg_sleep(8)' & sleep 1; goose -env=none up-to 42; wait`,
	);
	bench.expect(
		"§27 L",
		"the example's lock_timeout ends the wait: 55P03",
		held.err,
		/00042_add_task_due\.sql[\s\S]*SQLSTATE 55P03/,
	);
	bench.expect("§27 L", "and that is state A: nothing is left", query(bench, url, "q3"), /^41$/);
	bench.expect(
		"§27 A",
		"for 55P03 alone, the file is right at a quieter time",
		said(run("goose -env=none up")),
		/^0 [\s\S]*version: 43/,
	);
	const look = run(`psql "$GOOSE_DBSTRING" -X -f ${examplePath("sql/sessions.sql")}`);
	bench.expect("§27 L", "then nobody is at work", look.out, "(0 rows)");
}

function checkoutNames(): Record<string, string> {
	return Object.fromEntries(Object.entries(checkout).map(([name, text]) => [name.replace("migrations/", ""), text]));
}
