import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { examplePath, fence, fill, messagesOf, outputFence, printed, quoted } from "./fences.ts";
import { psql } from "./postgres.ts";
import { type Bench, query } from "./proof.ts";
import { bookMigrations, openTrial, rows, said, up } from "./trial.ts";

/** States F to L of §27, in which no file failed: message, recipe, and what goose does afterwards. */
export function proveVersionRows(bench: Bench): void {
	proveF(bench);
	proveG(bench);
	proveH(bench);
	proveJ(bench);
	proveSearch(bench);
	proveK(bench);
	proveL(bench);
}

function proveF(bench: Bench): void {
	const { run, url } = openTrial(bench, {
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
	const { run, url } = openTrial(bench, {
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
	const { run, url, folder } = openTrial(bench, { "00044_b.sql": up("SELECT 1;"), "00045_c.sql": up("SELECT 1;") });
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
	const { run, url } = openTrial(bench, {});
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

/** Recipe J looks for the commit of a file that is on another branch alone. */
function proveSearch(bench: Bench): void {
	if (spawnSync("git", ["--version"]).status !== 0) {
		bench.skip("§27 J", "the search for the commit", "git is not installed");
		return;
	}
	const { run, folder } = openTrial(bench, {});
	const author = "-c user.name=Prover -c user.email=prover@example.com";
	run(`git init -q && git add . && git ${author} commit -qm first && git checkout -qb other`);
	writeFileSync(join(folder, "migrations/00099_later.sql"), up("SELECT 1;"));
	run(`git add . && git ${author} commit -qm later && git checkout -q -`);
	const commit = run("git rev-parse --short other").out.trim();
	const found = run(fill(fence("Recipe J", "git log --all").text, { commit })).out;
	bench.expect(
		"§27 J",
		"the printed commands find commit and branch",
		found,
		new RegExp(`^${commit} later\n {2}other$`),
	);
}

function proveK(bench: Bench): void {
	const { run, url } = openTrial(bench, bookMigrations());
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
		rows(url, "SELECT string_agg(version_id::text, ' ') FROM goose_db_version"),
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
	const { run, url } = openTrial(bench, bookMigrations());
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
