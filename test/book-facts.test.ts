import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chapters as bookFiles, examples, fencesOf, readFile } from "./book/blocks.ts";
import { falseStatements, saysFalse } from "./book/false-statements.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const names = readdirSync(join(root, "book")).filter((name) => name.endsWith(".md"));
const chapters = new Map(
	names.filter((name) => /^\d/.test(name)).map((name) => [Number(name.slice(0, 2)), read(`book/${name}`)]),
);
const chapter = (number: number) => chapters.get(number) ?? "";
const glossary = read("glossary/glossary.md");
const references = read("book/references.md");
/** One section of a text, by its heading. */
const section = (text: string, heading: string) => text.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";

describe("the change that the book documents", () => {
	test("chapter 7: the startup probe assumes that migrations ran out-of-band", () => {
		expect(chapter(7)).toMatch(/startup probe assumes that migrations ran out-of-band/);
		expect(chapter(7)).toMatch(/does not cover migrations/);
	});

	test("chapter 8: the goose Job instead of AutoMigrate under a lock", () => {
		expect(chapter(8)).toMatch(/goose/);
		expect(chapter(8)).toMatch(/Kubernetes Job that runs before/);
		expect(chapter(8)).toMatch(/`migrations\/`/);
		expect(chapter(8)).toMatch(/used in production until 2026-04/);
		expect(chapter(8)).toMatch(/tests only[^.]*`testutil\.SetupTestDB`/);
		expect(chapter(8)).not.toMatch(/MigrateWithLock/);
	});

	test("chapter 12: pods check goose_db_version and do not migrate", () => {
		expect(chapter(12)).toMatch(/`RequireSchemaApplied` reads the latest row of `goose_db_version`/);
		expect(chapter(12)).toMatch(/Pods do not run migrations at their start/);
		expect(chapter(12)).toMatch(/read-only step/);
	});

	test("chapter 14: the gate Job → wait → roll, and how to debug it", () => {
		expect(chapter(14)).toMatch(/^## Step 1: Job[\s\S]*^## Step 2: wait[\s\S]*^## Step 3: roll/m);
		expect(section(chapter(14), "Debugging a failed gate")).toMatch(/§27/);
		expect(section(chapter(14), "Debugging a failed gate")).toMatch(/Chapter 16/);
	});

	test("chapter 16: both failure modes, by name and in full", () => {
		for (const name of ["Migrate Job fails during deploy", "Schema precondition failed"]) {
			const text = section(chapter(16), name);
			for (const part of ["Looks like", "Means", "Still works", "Check", "Causes", "Fix", "Prevent"]) {
				expect(text, name).toMatch(new RegExp(`\\*\\*${part}[^*]*\\*\\*`));
			}
		}
	});

	test("chapter 17: §26, §27 and §28", () => {
		expect(chapter(17)).toMatch(/^## §26 Run migrations manually$/m);
		expect(chapter(17)).toMatch(/^## §27 Recover from a failed or dirty migration$/m);
		expect(chapter(17)).toMatch(/^## §28 Bootstrap goose on a fresh clone$/m);
	});

	test("chapter 19: §13 stays, with a postscript that says what superseded it", () => {
		const text = section(chapter(19), "§13 MigrateWithLock");
		expect(text).toMatch(/\*\*Superseded by\*\* Chapter 14/);
		expect(text).toMatch(/^### Postscript$[\s\S]*12b2f9d\/0f7450a[\s\S]*goose/m);
	});

	test("chapter 20: the task is done", () => {
		expect(section(chapter(20), "Done")).toMatch(/- \[x\] \*\*Migration Job for schema changes\*\*/);
	});

	test("glossary: goose, goose_db_version, and AutoMigrate for tests only", () => {
		expect(glossary).toMatch(/^- \*\*`goose`\*\*.*:/m);
		expect(glossary).toMatch(/^- \*\*`goose_db_version`\*\*.*:/m);
		expect(glossary).toMatch(/^- \*\*AutoMigrate\*\* \([^)]*tests only since 2026-04[^)]*\):/m);
	});

	test("references: the links to goose, and AutoMigrate's with its flag", () => {
		for (const link of ["https://github.com/pressly/goose", "https://pressly.github.io/goose/"])
			expect(references).toContain(link);
		expect(references).toMatch(/gorm\.io\/docs\/migration\.html[^\n]*tests only/i);
	});
});

describe("false statements", () => {
	test.each(falseStatements.flatMap((one) => one.examples.map((example) => ({ example, truth: one.truth }))))(
		"$example",
		({ example, truth }) => {
			expect(saysFalse(example)?.truth).toBe(truth);
		},
	);

	test("none stands in the book, its examples or the glossary", () => {
		const found = [...bookFiles(), ...examples()].flatMap(({ path, text }) =>
			text.split("\n").flatMap((line, index) => {
				const truth = saysFalse(line)?.truth;
				return truth === undefined ? [] : [`${path}:${index + 1} ${line.trim()}, but ${truth}`];
			}),
		);
		expect(found).toEqual([]);
	});

	test.each([
		"goose has no dirty flag.",
		"kubectl wait for complete alone does not return when the Job fails.",
		"A Job that has failed does not start again by itself.",
		"Stopping k3s leaves the containers running.",
		"A changed ConfigMap reaches a pod only after a restart.",
		"UDP 51820 is not needed: it is for WireGuard.",
		"Swarm used 4789, Flannel uses 8472.",
		"Traefik is a Deployment in k3s by default; ours is a DaemonSet.",
		"STARTTLS is on 587; 465 is implicit TLS.",
		"Migrations use the direct URL, never the pooled host.",
		"goose down deletes the row even when the Down section is empty.",
		"AutoMigrate ran in production until 2026-04.",
	])("a true sentence is let pass: %s", (sentence) => {
		expect(saysFalse(sentence)).toBeUndefined();
	});

	test("what the deployment does not do is said", () => {
		expect(chapter(7)).toMatch(/HPA[^\n]*not currently enabled/);
		expect(chapter(7)).toMatch(/Taint[^\n]*not used in our setup/);
		expect(chapter(5)).toMatch(/None is currently applied/);
		expect(chapter(4)).toMatch(/Cloud Firewall[^.]*is not used/);
		expect(chapter(13)).toMatch(/Workers[^.]*are not used yet/);
		expect(chapter(13)).toMatch(/Flexible SSL is our current setup/);
		expect(chapter(13)).toMatch(/Full \(strict\) SSL is our target/);
	});
});

describe("the glossary", () => {
	const entries = [
		...glossary.matchAll(
			/^- (?:<!--.*-->\s+)?\*\*(.+?)\*\*(?: \([^)\n]*(?:\([^)\n]*\)[^)\n]*)*\))?:((?:.|\n(?!- |#))*)/gm,
		),
	];

	test("has 65 entries with 64 names, VXLAN twice", () => {
		const terms = entries.map(([, name = ""]) => name);
		expect(terms.length).toBe(65);
		expect(new Set(terms).size).toBe(64);
		expect(terms.filter((name) => name === "VXLAN").length).toBe(2);
	});

	test("each entry names its chapter, or another entry", () => {
		for (const [, name, text = ""] of entries) expect(text, name).toMatch(/\(Chapter \d+\)|See .+ section/);
	});

	test("has the eight groups in their order", () => {
		const groups = [...glossary.matchAll(/^## (.+)$/gm)].map(([, group]) => group);
		expect(groups).toEqual([
			"Kubernetes / k3s",
			"Docker / Swarm",
			"Cloudflare",
			"Hetzner",
			"Neon",
			"Backblaze B2",
			"Go + Asynq",
			"Other",
		]);
	});
});

describe("the runbook", () => {
	const entries = chapter(17)
		.split(/^## (?=§)/m)
		.slice(1);

	test("has the entries §1 to §28 in order", () => {
		expect(entries.map((entry) => Number(/^§(\d+) /.exec(entry)?.[1]))).toEqual(
			Array.from({ length: 28 }, (_, index) => index + 1),
		);
	});

	test.each(entries.map((entry) => [entry.split("\n")[0], entry]))("%s is complete", (_, entry) => {
		for (const part of ["Use when", "You need", "Steps", "Verify", "Roll back", "Escalate"])
			expect(entry).toContain(`**${part}.**`);
		expect(entry).toMatch(/^takes: \S+/m);
		expect(entry).toMatch(/^verified: (?:no|\d{4}-\d\d-\d\d)$/m);
		expect(entry).toMatch(/^proof: \S+/m);
	});

	test("explains every placeholder of its fences, in the table or in the entry itself", () => {
		const runbook = readFile("book/17-runbook.md");
		const withoutFences = runbook.text.replace(/^ *```[\s\S]*?^ *```/gm, "");
		const table = section(withoutFences, "Placeholders");
		const spans = (text: string) => (text.match(/`[^`\n]+`/g) ?? []).join();
		const unexplained = fencesOf(runbook).flatMap(({ node, below }) => {
			const explained = spans(table) + spans(section(withoutFences, below[1] ?? "?"));
			return (node.value.match(/<[a-z][^<>\n]*>/gi) ?? []).filter((one) => !explained.includes(one));
		});
		expect(unexplained).toEqual([]);
	});
});

describe.each([...chapters])("chapter %d", (number, text) => {
	const prose = text.replace(/^ *```[\s\S]*?^ *```/gm, "");

	test("is long enough and not too long", () => {
		const words = text.split(/\s+/).length;
		expect(words).toBeGreaterThanOrEqual(1_500);
		if (number !== 17) expect(words).toBeLessThanOrEqual(4_000);
	});

	test("refers to at least five other places", () => {
		expect(prose.match(/Chapter \d+|§\d+|Appendix [A-Z]/g)?.length ?? 0).toBeGreaterThanOrEqual(5);
	});

	test("has a picture, and says what it shows", () => {
		expect(text).toMatch(/^ *```(?:dot|mermaid) title="[^"]+" alt="[^"]+"$/m);
	});

	test("says how to look, what goes wrong and where to go on", () => {
		if (number === 17) return;
		for (const heading of ["How to look at it", "What goes wrong", "Where to go on"])
			expect(text).toContain(`\n## ${heading}\n`);
	});
});

test.each([...bookFiles(), ...examples()].map(({ path, text }) => [path, text] as const))(
	"%s has no address that is somebody's, and no mark of a draft",
	(_, text) => {
		expect(text).not.toMatch(/†|\[(?:seed|inferred|public|decision|tested)\b/);
		const addresses = text.match(/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g) ?? [];
		const allowed = /^(?:10\.4[23]\.|127\.0\.0\.1$|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)/;
		expect(addresses.filter((address) => !allowed.test(address))).toEqual([]);
	},
);

test("there are twenty chapters", () => {
	expect([...chapters.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});
