import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./manual.ts";
import { psql } from "./postgres.ts";
import { type Bench, query } from "./proof.ts";
import { openTerminal } from "./terminal.ts";
import { rows, said } from "./trial.ts";

/** What §26 and §28 say of goose beside their steps: its table, its settings, the options that are never used. */
export function proveGooseFacts(bench: Bench): void {
	proveTable(bench);
	proveOneTransaction(bench);
	proveSettings(bench);
	proveNeverUsed(bench);
	proveFormat(bench);
}

function proveTable(bench: Bench): void {
	const url = bench.server.makeDatabase();
	const { run } = openTerminal(bench, checkout, url);
	const version = run("goose -env=none version");
	bench.expect(
		"§26",
		"version creates the table where there is none",
		`${version.code} ${query(bench, url, "q1")}`,
		/^0 public$/,
	);
	bench.expect(
		"§26",
		"with a row for version 0",
		rows(url, "SELECT version_id, is_applied FROM goose_db_version"),
		/^0\|t$/,
	);
	const columns = rows(
		url,
		"SELECT column_name, data_type, is_nullable, is_identity, coalesce(column_default, '-') FROM information_schema.columns WHERE table_name = 'goose_db_version' ORDER BY ordinal_position",
	);
	const expected = [
		"id|integer|NO|YES|-",
		"version_id|bigint|NO|NO|-",
		"is_applied|boolean|NO|NO|-",
		"tstamp|timestamp without time zone|NO|NO|now()",
	];
	bench.expect("§26", "its columns are those that the book names", columns.replaceAll("\n", " "), expected.join(" "));
	const unique = rows(
		url,
		"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'goose_db_version'::regclass AND contype IN ('p', 'u')",
	);
	bench.expect("§26", "the id is the primary key, and nothing else is unique", unique, /^PRIMARY KEY \(id\)$/);
}

/** A row and a column that came in one transaction bear the same transaction number. */
function proveOneTransaction(bench: Bench): void {
	const url = bench.server.makeDatabase();
	openTerminal(bench, checkout, url).run("goose -env=none up");
	const column = "SELECT xmin FROM pg_attribute WHERE attrelid = 'task'::regclass AND attname = 'due'";
	bench.expect("§26", "the row is written in the transaction of its file", numbersOf(url, 42, column), /^t$/);
	bench.expect(
		"§26",
		"that of a NO TRANSACTION file is not",
		numbersOf(url, 43, "SELECT xmin FROM pg_class WHERE relname = 'task_due_idx'"),
		/^f$/,
	);
}

function numbersOf(url: string, version: number, object: string): string {
	return rows(url, `SELECT xmin::text = (${object})::text FROM goose_db_version WHERE version_id = ${version}`);
}

function proveSettings(bench: Bench): void {
	const url = bench.server.makeDatabase();
	const other = bench.server.makeDatabase();
	const { run, folder } = openTerminal(bench, checkout, url);
	writeFileSync(
		join(folder, ".env"),
		`GOOSE_DRIVER=postgres\nGOOSE_DBSTRING=${other}\nGOOSE_MIGRATION_DIR=./migrations\n`,
	);
	run("unset GOOSE_DBSTRING; goose up");
	bench.expect("§26", "a stray .env names the database", query(bench, other, "q3"), /^43$/);
	run("goose up-to 41");
	bench.expect(
		"§28",
		"a variable of the shell wins over .env",
		`${query(bench, url, "q3")} ${query(bench, other, "q3")}`,
		/^41 43$/,
	);
	const refused = run("unset GOOSE_DBSTRING; goose -env=none up");
	bench.expect("§26", "-env=none does not read it", String(refused.code), /^1$/);
	bench.expect("§28", "goose env prints the URL", run("goose env").out, `GOOSE_DBSTRING="${url}"`);
	const named = run("goose -env=none -table from_flag version", "", { GOOSE_TABLE: "from_environment" });
	const tables = rows(url, "SELECT string_agg(tablename, ' ') FROM pg_tables WHERE tablename LIKE 'from_%'");
	bench.expect("§26", "a flag wins over the environment", `${named.code} ${tables}`, /^0 from_flag$/);
	run("goose -env=none version", "", { GOOSE_TABLE: "from_environment" });
	bench.expect("§26", "GOOSE_TABLE gives another name", rows(url, "SELECT count(*) FROM from_environment"), /^1$/);
	bench.expect("§26", "up-to stops at its version", said(run("goose -env=none up-to 42")), /^0 [\s\S]*version: 42/);
}

function proveNeverUsed(bench: Bench): void {
	const url = bench.server.makeDatabase();
	const { run, folder } = openTerminal(bench, checkout, url);
	const secret = url.replace("postgres@", "postgres:secret@");
	const unknown = run("goose -env=none up", "", { GOOSE_DRIVER: "postgresql", GOOSE_DBSTRING: secret });
	bench.expect(
		"§26",
		"an unknown driver name prints the whole URL, password included",
		said(unknown),
		/^1 [\s\S]*:secret@/,
	);
	run("goose -env=none -no-versioning up-to 41");
	const unrecorded = `${rows(url, "SELECT count(*) FROM task")} ${query(bench, url, "q1")}`;
	bench.expect("§26", "-no-versioning applies without recording", unrecorded, /^0$/);
	psql(url, ["-c", "DROP TABLE task"]);
	run("goose -env=none up");
	writeFileSync(join(folder, "migrations/00042_add_task_due.sql"), "-- +goose Up\nDROP TABLE task;\n");
	bench.expect(
		"§26",
		"an edited file is not noticed",
		said(run("goose -env=none up")),
		/^0 [\s\S]*no migrations to run\. current version: 43/,
	);
	mkdirSync(join(folder, "dated"));
	renameSync(join(folder, "migrations/00041_create_task.sql"), join(folder, "dated/20260401120000_create_task.sql"));
	const fixed = run("goose -env=none -dir dated fix; ls dated");
	bench.expect("§26", "fix renames a file with a timestamp", fixed.out, /^00001_create_task\.sql$/m);
}

function proveFormat(bench: Bench): void {
	const validate = (text: string) => {
		const { run } = openTerminal(bench, { "migrations/00001_one.sql": text }, "");
		const { code, out, err } = run("goose -env=none validate");
		return `${code === 0 ? "accepted" : "refused"} ${out}${err}`;
	};
	const body = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN\nRETURN 1;\nEND;\n$$;\n";
	bench.expect("§28", "capitals do not matter behind +goose", validate("-- +goose uP\nSELECT 1;\n"), /^accepted/);
	bench.expect("§28", "they do in +goose", validate("-- +GOOSE Up\nSELECT 1;\n"), /^refused/);
	bench.expect("§28", "there is exactly one Up", validate("SELECT 1;\n"), /^refused/);
	bench.expect(
		"§28",
		"Down comes after it",
		validate("-- +goose Down\nSELECT 1;\n-- +goose Up\nSELECT 1;\n"),
		/^refused/,
	);
	bench.expect(
		"§28",
		"two Ups are refused",
		validate("-- +goose Up\nSELECT 1;\n-- +goose Up\nSELECT 1;\n"),
		/^refused/,
	);
	bench.expect("§28", "a blank before an annotation", validate(" -- +goose Up\nSELECT 1;\n"), /^refused/);
	bench.expect("§28", "every statement ends with a semicolon", validate("-- +goose Up\nSELECT 1\n"), /^refused/);
	const url = bench.server.makeDatabase();
	const cut = openTerminal(bench, { "migrations/00001_one.sql": `-- +goose Up\n${body}` }, url);
	bench.expect(
		"§28",
		"a function without StatementBegin is cut at its first semicolon",
		said(cut.run("goose -env=none up")),
		/^1 [\s\S]*unterminated dollar-quoted string/,
	);
	const whole = `-- +goose Up\n-- +goose StatementBegin\n${body}-- +goose StatementEnd\n`;
	const kept = openTerminal(bench, { "migrations/00001_one.sql": whole }, url);
	bench.expect("§28", "with it, it is not", said(kept.run("goose -env=none up")), /^0 /);
	const zero = openTerminal(bench, { "migrations/00000_one.sql": "-- +goose Up\nSELECT 1;\n" }, url);
	bench.expect("§28", "a number is at least 1", said(zero.run("goose -env=none up")), /^1 /);
	const variable = "-- +goose Up\n-- +goose ENVSUB ON\nCREATE TABLE $".concat("{NAME} ();\n");
	const filled = openTerminal(bench, { "migrations/00002_two.sql": variable }, url);
	filled.run("goose -env=none up", "", { NAME: "from_environment" });
	bench.expect("§28", "ENVSUB ON replaces a variable", rows(url, "SELECT count(*) FROM from_environment"), /^0$/);
}
