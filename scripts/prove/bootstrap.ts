import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fill } from "./fences.ts";
import { psql, ran } from "./postgres.ts";
import { type Bench, makeFolder, query, runbook } from "./proof.ts";

/** Case C of §28: the commands of the book bring a database without a version table under goose. */
export function proveBootstrap(bench: Bench): void {
	const url = bench.server.makeDatabase();
	psql(url, ["-c", schema]);
	const folder = makeFolder(bench, {
		"migrations/00045_later.sql":
			"-- +goose Up\nALTER TABLE task ADD COLUMN later int;\n-- +goose Down\nALTER TABLE task DROP COLUMN later;\n",
	});
	const local = bench.server.makeDatabase();
	const goose = bench.goose ?? "";
	const bin = join(folder, "bin");
	spawnSync("mkdir", ["-p", bin]);
	writeFileSync(join(bin, "goose"), `#!/bin/sh\nexec ${goose} "$@"\n`, { mode: 0o755 });
	const env = {
		...process.env,
		PATH: `${bin}:${process.env.PATH}`,
		GOOSE_DRIVER: "postgres",
		GOOSE_DBSTRING: url,
		GOOSE_MIGRATION_DIR: "./migrations",
	};
	const bash = (script: string) => ran(spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8", env }));
	const blocks = caseC();
	bench.expect("§28 C", "the case has its commands", String(blocks.length), /^[5-9]$/);
	bash(blocks[0] ?? "");
	const made = bash(blocks[1] ?? "");
	bench.expect("§28 C", "the baseline is made and goose can parse it", `${made.code}${made.err}`, /^0$/);
	// `createdb` and the URL are those of the reader's machine; here they are ours.
	const compared = (blocks[2] ?? "")
		.replace(/^createdb .*\n/m, "")
		.replace(/LOCAL_URL='[^']*'/, `LOCAL_URL='${local}'`);
	bench.expect("§28 C", "applied to an empty database it gives the same schema", bash(compared).out, /^same$/m);
	bench.expect("§28 C", "goose makes its table", bash(blocks[3] ?? "").err, /goose: version 0/);
	bench.expect("§28 C", "the baseline is recorded: INSERT 0 1", bash(fill(blocks[4] ?? "")).out, /INSERT 0 1/);
	bench.expect(
		"§28 C",
		"it counts as applied, and the later file is pending",
		bash("goose -env=none status 2>&1").out,
		/00001_baseline\.sql[\s\S]*Pending[\s\S]*00045_later\.sql|Pending.*00045_later\.sql/,
	);
	bench.expect(
		"§28 C",
		"up applies the rest",
		bash("goose -env=none up 2>&1").out,
		"successfully migrated database to version: 45",
	);
	bench.expect("§28 C", "and the version is right", query(bench, url, "q3"), /^45$/);
}

/** What AutoMigrate might have left, with a function, whose semicolons goose must not cut at. */
const schema = `CREATE TABLE task (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, title text NOT NULL DEFAULT '');
CREATE INDEX ON task (title);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.title := NEW.title; RETURN NEW; END; $$;
CREATE TRIGGER touch BEFORE UPDATE ON task FOR EACH ROW EXECUTE FUNCTION touch();`;

/** The bash blocks below the heading of the case, in order. */
function caseC(): string[] {
	const [, text = ""] = /### Case C:[^\n]*\n([\s\S]*?)\n### /.exec(runbook()) ?? [];
	return [...text.matchAll(/^ *```bash[^\n]*\n([\s\S]*?)^ *```/gm)].map(([, code = ""]) => code.replace(/^ {3}/gm, ""));
}
