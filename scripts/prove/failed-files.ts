import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fence, fill, messagesOf, outputFence, quoted } from "./fences.ts";
import { psql } from "./postgres.ts";
import { type Bench, query } from "./proof.ts";
import { isMaintained, openTrial, outside, rows, said, up } from "./trial.ts";

/** States A to D of §27: goose makes each, its message is held against the table, and the printed recipe mends it. */
export function proveFailedFiles(bench: Bench): void {
	proveA(bench);
	proveB(bench);
	proveC(bench);
	proveD(bench);
}

function proveA(bench: Bench): void {
	const { run, url, folder } = openTrial(bench, {
		"00043_y.sql": up("ALTER TABLE task ADD COLUMN due date;", "SELECT * FROM nowhere;"),
	});
	const failed = run("goose -env=none up");
	bench.expect("§27 A", "goose says what the table quotes", failed.err, quoted(messagesOf("A")[0] ?? "?"));
	bench.expect("§27 A", "and ends with 1", String(failed.code), /^1$/);
	const left = rows(
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
	const { run, url, folder } = openTrial(bench, files);
	run("goose -env=none up");
	bench.expect("§27 B", "the files before it are applied, the run stops at it", query(bench, url, "q3"), /^42$/);
	writeFileSync(join(folder, "migrations/00043_b.sql"), up("SELECT 1;"));
	const on = run("goose -env=none up").err;
	bench.expect("§27 B", "up goes on at 43", on, /^\S+ \S+ OK {3}00043_b\.sql .*\n.*OK {3}00044_c\.sql/);
}

function proveC(bench: Bench): void {
	const file = outside(
		"ALTER TABLE task ADD COLUMN due date;",
		"CREATE INDEX nothing ON task (nowhere);",
		"CREATE INDEX task_due_idx ON task (due);",
	);
	const { run, url } = openTrial(bench, { "00043_y.sql": file });
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
	const file = outside("CREATE UNIQUE INDEX CONCURRENTLY task_title_idx ON task (title);");
	const { run, url, folder } = openTrial(bench, { "00043_y.sql": file });
	run("goose -env=none up-to 41");
	psql(url, ["-c", "INSERT INTO task VALUES (1, 'a'), (2, 'a')"]);
	bench.expect("§27 D", "a duplicate makes the build fail with 23505", run("goose -env=none up").err, "SQLSTATE 23505");
	bench.expect("§27 D", "Q6 shows the index", query(bench, url, "q6"), /^task_title_idx\|task$/);
	const plan = rows(url, "SET enable_seqscan = off; EXPLAIN SELECT * FROM task WHERE title = 'a'");
	bench.expect("§27 D", "the planner does not use it", plan, /Seq Scan on task/);
	bench.expect("§27 D", "it failed in its first scan, so writes leave it alone", isMaintained(url), /^f$/);
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
