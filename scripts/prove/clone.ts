import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";
import { examplePath, fence, fill, outputFence, printed } from "./fences.ts";
import { checkout } from "./manual.ts";
import { psql } from "./postgres.ts";
import { type Bench, example, query } from "./proof.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

const entry = "§28 Bootstrap goose on a fresh clone";

/** Cases A and B of §28: a clone of the repository on an empty database, and a clone of a database. */
export function proveClone(bench: Bench): void {
	proveRepository(bench);
	proveDatabase(bench);
}

/** The steps of §28 as the book prints them. Only the port and the name of the login are those of the server that is there. */
function proveRepository(bench: Bench): void {
	if (spawnSync("git", ["--version"]).status !== 0) {
		bench.skip("§28 A", "the steps", "git is not installed");
		return;
	}
	const server = new URL(bench.server.makeDatabase());
	const files = {
		...checkout,
		"migrations/00044_task_touch_function.sql": example("migrations/00044_task_touch_function.sql"),
		".gitignore": ".env\n",
	};
	const origin = openTerminal(bench, files, "");
	origin.run("git init -q && git add . && git -c user.name=Prover -c user.email=prover@example.com commit -qm files");
	const reader = openTerminal(bench, {}, "");
	const repo = basename(origin.folder);
	const values = {
		"repo-url": origin.folder,
		repo,
		"db-name": "fresh",
		user: server.username,
		password: process.env.PGPASSWORD ?? "",
	};
	const login = { PGHOST: server.hostname, PGPORT: server.port, PGUSER: server.username };
	const inShell = (script: string) => {
		const forgotten = `unset GOOSE_DRIVER GOOSE_DBSTRING GOOSE_MIGRATION_DIR; [ ! -d ${repo} ] || cd ${repo}\n`;
		return reader.run(forgotten + fill(script, values).replaceAll("localhost:5432", server.host), "", login);
	};
	const step = (text: string) => inShell(fence(entry, text).text);
	const cloned = step("git clone");
	bench.expect("§28 A", "step 1: the clone has the migrations", cloned.out, /^0004[1-4]_\w+\.sql$/m);
	bench.skip("§28 A", "step 2, go install", "it needs the network; the goose that is here is used");
	const ignored = step("git check-ignore");
	bench.expect("§28 A", "step 3: the line that ignores .env", ignored.out, /^\.gitignore:1:\.env\t\.env$/);
	bench.expect("§28 A", "step 4: an empty database", String(step("createdb <db-name>").code), /^0$/);
	step("cat > .env");
	bench.expect("§28 A", "step 5: nobody else can read the file", inShell("stat -c %a .env").out, /^600$/);
	bench.expect(
		"§28 A",
		"step 6: goose env shows the URL of the file",
		step("goose env").out,
		`${server.host}/fresh?sslmode=disable`,
	);
	const valid = step("goose validate");
	bench.expect("§28 A", "step 7: validate prints nothing", `${valid.code}${valid.out}${valid.err}`, /^0$/);
	const up = fence(entry, "goose up");
	const ran = inShell(up.text);
	bench.expect(
		"§28 A",
		"step 8: up prints what the book shows",
		ran.err.trim().replace("00041_", "00001_"),
		printed(up.output ?? ""),
	);
	const pending = fence(entry, "goose status").text;
	bench.expect("§28 A", "step 9: nothing is pending, so nothing is printed", inShell(pending).out, /^$/);
	const failing = inShell(`export GOOSE_MIGRATION_DIR=nowhere\n${pending}`);
	bench.expect("§28 A", "an error of goose would be printed", failing.out, /directory does not exist/);
	proveVerify(bench, inShell);
	bench.skip("§28 A", "go test ./...", "the application is not here");
	bench.expect(
		"§28 A",
		"down-to 0 and up again",
		inShell("goose down-to 0 && goose up").err,
		/migrated database to version: 44$/,
	);
	bench.expect(
		"§28 A",
		"Roll back: the database is gone",
		String(step("dropdb").code) + inShell("psql -Xd fresh").err,
		/^0[\s\S]*does not exist/,
	);
}

function proveVerify(bench: Bench, inShell: (script: string) => { out: string }): void {
	const [checks = "", rows = "", files = ""] = fence(entry, "find migrations").text.split("\n");
	bench.expect(
		"§28 A",
		"Verify: the queries run, Q4 to Q6 return no rows",
		String(inShell(checks).out.split("(0 rows)").length - 1),
		/^3$/,
	);
	const counted = `${inShell(rows).out.trim()} ${inShell(files).out.trim()}`;
	bench.expect("§28 A", "the table has one row more than there are files", counted, /^(\d+) \1$/);
}

function proveDatabase(bench: Bench): void {
	const parent = bench.server.makeDatabase();
	const terminal: Terminal = openTerminal(bench, checkout, parent);
	terminal.run("goose -env=none up-to 42");
	const dump = join(bench.folder, "whole.sql");
	const copy = bench.server.makeDatabase();
	terminal.run(`pg_dump '${parent}' > ${dump} && psql '${copy}' -X -q -f ${dump}`);
	const onCopy = openTerminal(bench, checkout, copy);
	const look = onCopy.run(fill(fence("Case B", "compare-migrations.sh").text));
	bench.expect("§28 B", "a restored dump knows what was applied", look.out, /^43$/m);
	const up = onCopy.run(fence("Case B", "goose -env=none").text);
	bench.expect(
		"§28 B",
		"what was pending is applied",
		`${up.code} ${up.err}`,
		/^0 [\s\S]*OK {3}00043_[\s\S]*version: 43/,
	);
	bench.expect("§28 B", "and nothing twice", query(bench, copy, "q4"), /^$/);
	const bare = bench.server.makeDatabase();
	terminal.run(`pg_dump --schema-only '${parent}' | psql '${bare}' -X -q`);
	const rows = psql(bare, ["-Atc", "SELECT count(*) FROM goose_db_version"]).out;
	bench.expect("§28 B", "a dump of the schema alone has an empty version table", rows, /^0$/m);
	const empty = openTerminal(bench, checkout, bare).run("goose -env=none up").err;
	bench.expect("§28 B", "which is state K", empty, "no next version found");
	bench.expect(
		"§28 B",
		"the queries name no version there",
		psql(bare, ["-f", examplePath("sql/checks.sql")]).out,
		"(0 rows)",
	);
	bench.expect(
		"§28 B",
		"the good answer stands in the book",
		outputFence("The verification queries", "rows"),
		/^\(0 rows\)$/,
	);
}
