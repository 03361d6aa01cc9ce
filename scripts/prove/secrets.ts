import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf, readFile } from "../../test/book/blocks.ts";
import { fence, fill } from "./fences.ts";
import { type Ran, ran } from "./postgres.ts";
import { type Bench, makeFolder } from "./proof.ts";

const names = { "db-secret": "db", "pooled-url-key": "pooled", "direct-url-key": "direct" };
/** A password with what shells and JSON trip over, as it may stand in a URL. */
const url = `postgres://u:p"a\\s's$HOME@ep-x-pooler.region.aws.neon.tech/db?sslmode=require`;

/** How a Secret gets its values and is looked at, in §9 and Chapter 10; kubectl is a stand-in that shows what it is given. */
export function proveSecrets(bench: Bench): void {
	if (spawnSync("jq", ["--version"]).status !== 0) {
		bench.skip("§9", "how a Secret gets its values", "jq is not installed");
		return;
	}
	const patched = run(bench, fence("§9 Rotate a secret", "--patch-file").text, `${url}\nsecond\n`);
	bench.expect(
		"§9",
		"step 3 patches each key with what was typed in, and adds no newline",
		jsonLines(patched),
		JSON.stringify([{ stringData: { pooled: url } }, { stringData: { direct: "second" } }]),
	);
	const created = run(bench, chapterFence("jq -n"), `${url}\nsecond\n`);
	bench.expect(
		"Chapter 10",
		"the new Secret has both URLs as typed in",
		jsonLines(created),
		`{"pooled":${JSON.stringify(url)},"direct":"second"}`,
	);
	bench.expect(
		"Chapter 10",
		"the hosts are shown without the password",
		run(bench, chapterFence("for key in"), "", url).out,
		/^(?:ep-x-pooler\.region\.aws\.neon\.tech\s*){2}$/,
	);
	const last = chapterFence("tail -c 1");
	bench.expect(
		"Chapter 10",
		"a newline at the end shows as the book prints it",
		run(bench, last, "", "secret\n").out,
		"0000000  \\n\n0000001",
	);
	bench.expect("Chapter 10", "and another last character does not", run(bench, last, "", "secret").out, /^0000000 +t/);
}

function chapterFence(text: string): string {
	const found = blocksOf(readFile("book/10-configuration.md")).filter(
		(block) => block.language === "bash" && block.text.includes(text),
	);
	if (found.length !== 1) throw new Error(`${found.length} blocks of Chapter 10 have “${text}”`);
	return found[0]?.text ?? "";
}

function run(bench: Bench, script: string, typed: string, value = ""): Ran {
	const bin = makeFolder(bench, {});
	const stub = `#!/bin/sh\ncase "$*" in *jsonpath*) printf %s "$VALUE" | base64 -w 0 ;; *) cat ;; esac\n`;
	writeFileSync(join(bin, "kubectl"), stub, { mode: 0o755 });
	const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, VALUE: value };
	return ran(spawnSync("bash", ["-c", fill(script, names)], { encoding: "utf8", input: typed, env }));
}

/** What the stand-in was given, without the layout of jq. */
function jsonLines({ out }: Ran): string {
	const packed = spawnSync("jq", ["-cs", "."], { encoding: "utf8", input: out.trim() });
	return packed.stdout.trim();
}
