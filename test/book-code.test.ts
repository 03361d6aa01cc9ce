import { describe, expect, test } from "vitest";
import { type Block, blocksOf, chapters, exampleBlock, examples } from "./book/blocks.ts";
import { type Fault, faultsOf } from "./book/check-code.ts";
import { hasShellcheck, shellcheck } from "./book/shellcheck.ts";

const shown = (faults: Fault[]) => faults.map(({ path, line, message }) => `${path}:${line} ${message}`);
const files = examples().map(exampleBlock);
const fences = chapters().flatMap(blocksOf);

describe("every file in book/examples", () => {
	test.each(files.map((file) => [file.path, file] as const))("%s", async (_, file) => {
		expect(shown(await faultsOf(file))).toEqual([]);
	});
});

describe("every fence", () => {
	test.each(chapters().map((chapter) => [chapter.path, chapter] as const))("of %s", async (_, chapter) => {
		const faults = await Promise.all(blocksOf(chapter).map(faultsOf));
		expect(shown(faults.flat())).toEqual([]);
	});
});

describe("shellcheck, where it is installed", () => {
	const found = (blocks: Block[], ...excluded: string[]) =>
		hasShellcheck() ? shown(shellcheck(blocks, excluded)) : [];

	test("has nothing against the scripts", () => {
		expect(found(files.filter(({ language }) => language === "bash"))).toEqual([]);
	});

	test("has nothing against the commands", () => {
		// Fragments of a session: a variable is set by another block, and nobody runs them unwatched.
		expect(
			found(
				fences.filter(({ language }) => language === "bash"),
				"SC2154",
				"SC2164",
			),
		).toEqual([]);
	});
});

/** What the checker says of one block that begins at line 10 of `broken.md`. */
async function faults(language: string, ...lines: string[]): Promise<string[]> {
	return shown(await faultsOf({ path: "broken.md", line: 10, language, text: lines.join("\n") }));
}

describe("a broken block is found, with its line", () => {
	test.each([
		["yaml", ["a: 1", "b: [1"], /^broken\.md:1[12] /],
		["yaml", ["a: 1", "---", "b: 1", "b: 2"], /^broken\.md:13 .*unique/],
		["sql", ["SELECT 1;", "SELEC 2;"], /^broken\.md:11 syntax error/],
		["sql", ["\\d task", "SELECT <pid> FORM task"], /^broken\.md:11 syntax error/],
		["bash", ["echo", "if true; then", "echo"], /^broken\.md:11 .*fi/],
		["bash", ["$ kubectl get pods"], /^broken\.md:10 a prompt sign/],
		["bash", ["root@node-1:~# ls"], /^broken\.md:10 a prompt sign/],
		["json", ["{", '"a": <n>,', "}"], /^broken\.md:1[012] /],
		["", ["ls"], /^broken\.md:10 no parser/],
		["sql", ["-- +goose Up", "CREATE TABLE t ();", "-- +goose Down", "DORP TABLE t;"], /^broken\.md:13 syntax error/],
		["sql", ["-- +goose Up", "SELECT 1"], /^broken\.md:11 the last statement has no semicolon/],
		["sql", ["-- +goose Down", "SELECT 1;"], /^broken\.md:10 .*not possible here/],
		["sql", ["-- +GOOSE Up", "SELECT 1;"], /^broken\.md:10 .*small letters/],
		["sql", [" -- +goose Up", "SELECT 1;"], /^broken\.md:10 .*does not begin its line/],
		["sql", ["-- +goose Up", "CREATE INDEX CONCURRENTLY i ON t (a);"], /^broken\.md:11 CONCURRENTLY/],
		[
			"sql",
			["-- +goose Up", "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$", "BEGIN", "RETURN 1;", "END;", "$$;"],
			/^broken\.md:11 unterminated/,
		],
		[
			"sql",
			[
				"-- +goose Up",
				"-- +goose StatementBegin",
				"DO LANGUAGE plpgsql $$ BEGIN RETUR 1; END $$;",
				"-- +goose StatementEnd",
			],
			/^broken\.md:12 syntax error/,
		],
		["sql", ["-- +goose Up", "-- +goose StatementBegin", "SELECT 1;"], /^broken\.md:12 .*no StatementEnd/],
	])("%s %j", async (language, lines, expected) => {
		expect((await faults(language, ...lines))[0]).toMatch(expected);
	});
});

describe("a sound block is let pass", () => {
	test.each([
		["yaml", ["image: <registry>/<image>:<release>", "<direct-url-key>: <n>"]],
		["sql", ["SELECT pg_cancel_backend(<pid>);", "\\d+ task"]],
		["bash", ["kubectl -n honeydue logs <pod> --tail=50 > <file>", "# a comment"]],
		["json", ['{ "replicas": <n>, "name": "<name>" }']],
		["output", ["anything ( at all"]],
		["sql", ["-- +goose NO TRANSACTION", "-- +goose Up", "DROP INDEX CONCURRENTLY i;"]],
	])("%s %j", async (language, lines) => {
		expect(await faults(language, ...lines)).toEqual([]);
	});
});
