import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createEngine } from "../src/engine/engine.ts";
import { discover, readAsset } from "../src/world/discover.ts";
import { searching } from "./support/searching.ts";

const root = resolve(import.meta.dirname, "..");
const engine = createEngine({ version: "0", readAsset: (asset) => readAsset(root, asset) });
const { site } = await engine.run(await discover(root));
const { find } = await searching(site);

const gz = (address: string) => gzipSync(site.get(address) ?? "", { level: 9 }).length;

test("what is loaded when the search is opened is small, and so is the rest in its pieces", () => {
	expect(gz("search-index.js")).toBeLessThan(10 * 1024);
	const pieces = [...site.keys()].filter((address) => address.startsWith("search/"));
	for (const piece of pieces) expect(gz(piece), piece).toBeLessThan(4 * 1024);
});

/** What is typed or pasted, and the first thing of a group that it has to find. */
const expected: [string, string, string][] = [
	["27", "Go to", "runbook/27.html"],
	["§27", "Go to", "runbook/27.html"],
	["27.", "Go to", "runbook/27.html"],
	["(§27),", "Go to", "runbook/27.html"],
	["runbook 27", "Go to", "runbook/27.html"],
	["Entry §27", "Go to", "runbook/27.html"],
	["section 4:", "Go to", "runbook/4.html"],
	["§ 4", "Go to", "runbook/4.html"],
	["https://book.example/long/way/to/the/deployment/book/runbook/14.html#steps", "Go to", "runbook/14.html"],
	["/ch19.html#s13", "Go to", "ch19.html#s13"],
	["ch08.html#the-migrate-job", "Go to", "ch08.html"],
	["ch19#13", "Go to", "ch19.html#s13"],
	["what does PDB mean", "Go to", "glossary.html#term-pdb"],
	["disk pressure", "Go to", "ch16.html#the-disk-of-a-node-is-full"],
	["point in time recovery", "Go to", "runbook/24.html"],
	["everything is down", "Go to", "runbook/2.html"],
	["error: You must be logged in to the server (Unauthorized)", "Runbook entries", "runbook/1.html"],
	[
		"MISCONF Redis is configured to save RDB snapshots, but it is currently not able to persist on disk",
		"Runbook entries",
		"runbook/22.html",
	],
	[
		'Nov 28 03:12:44 node-2 k3s[812]: {"level":"warn","ts":"2026-11-28T03:12:44.123Z","msg":"apply request took too long","took":"1.2s"}',
		"Runbook entries",
		"runbook/3.html",
	],
	["ch7", "Go to", "ch07.html"],
	["Chapter 12", "Go to", "ch12.html"],
	["chap. 3", "Go to", "ch03.html"],
	["ch19 13", "Go to", "ch19.html#s13"],
	["§5 of ch19", "Go to", "ch19.html#s5"],
	["19.13", "Go to", "ch19.html#s13"],
	["8.2", "Go to", "ch08.html"],
	["ch17 §27", "Go to", "runbook/27.html"],
	["bug #6", "Go to", "ch19.html#s6"],
	["Appendix B", "Go to", "references.html"],
	["goose", "Go to", "glossary.html#term-goose"],
	["goose_db_version", "Go to", "glossary.html#term-goose_db_version"],
	["hpa", "Go to", "glossary.html#term-hpa"],
	["Append-Only File", "Go to", "glossary.html#term-aof"],
	["advisory lock", "Go to", "glossary.html#term-advisory-lock"],
	["cloudflare", "Go to", "ch13.html"],
	["restore etcd", "Go to", "runbook/15.html"],
	["restart deployment", "Runbook entries", "runbook/5.html"],
	["drain", "Runbook entries", "runbook/10.html"],
	["roll back release", "Runbook entries", "runbook/6.html"],
	["rotate secret", "Runbook entries", "runbook/9.html"],
	["two minute", "Runbook entries", "runbook/2.html"],
	["dns", "Runbook entries", "runbook/17.html"],
	["MTU", "Runbook entries", "runbook/18.html"],
	["redirect loop", "Runbook entries", "runbook/21.html"],
	["502", "Runbook entries", "runbook/20.html"],
	["error 522", "Runbook entries", "runbook/21.html"],
	["dead node", "Runbook entries", "runbook/12.html"],
	["asynq", "Runbook entries", "runbook/23.html"],
	["redis pending", "Runbook entries", "runbook/22.html"],
	["dirty", "Go to", "runbook/27.html"],
	["out of order", "Go to", "runbook/27.html#recipe-h-out-of-order"],
	["invalid index concurrently", "Runbook entries", "runbook/27.html#recipe-d-failed-create-index-concurrently"],
	["migraiton", "Runbook entries", "runbook/26.html"],
	["boostrap goose", "Runbook entries", "runbook/28.html"],
	["kubctl workstation", "Runbook entries", "runbook/1.html"],
	["sync.once", "Go to", "glossary.html#term-synconce"],
	["vxlan", "Go to", "glossary.html#term-vxlan"],
	["certificates of k3s", "Sections", "ch16.html#certificates-of-k3s-have-expired"],
	["startup probe", "Go to", "ch07.html#probes-and-what-the-startup-probe-assumes"],
	["image pull back off", "Sections", "ch11.html#what-goes-wrong"],
	[
		"2026/11/23 03:12:44 goose run: error: found 1 missing migrations before current version 45:\n\tversion 44: 00044_add_index.sql",
		"Runbook entries",
		"runbook/27.html#the-states",
	],
	[
		'2026/11/23 03:12:44 goose run: ERROR 00043_orders.sql: failed to run SQL migration: failed to execute SQL query "ALTER TABLE orders ADD COLUMN note text;": ERROR: relation "orders" does not exist (SQLSTATE 42P01)',
		"Runbook entries",
		"runbook/27.html#the-states",
	],
	[
		'ERROR:  duplicate key value violates unique constraint "pg_type_typname_nsp_index"',
		"Runbook entries",
		"runbook/27.html#the-states",
	],
	[
		'2026-11-23T03:12:44.123Z {"level":"fatal","msg":"Schema precondition failed","pod":"api-6f7d8c9b5-x2x4z","trace_id":"7b1f0c9e1111"}',
		"Runbook entries",
		"runbook/27.html",
	],
	[
		"job migrate-4f5e6d7: Job was active longer than specified deadline: DeadlineExceeded",
		"Runbook entries",
		"runbook/27.html",
	],
	[
		"Warning  FailedScheduling  3m12s  default-scheduler  0/3 nodes are available: pod redis-0 is Pending",
		"Runbook entries",
		"runbook/22.html",
	],
	["x509", "Runbook entries", "runbook/1.html"],
	["glossary", "Go to", "glossary.html"],
	["Index", "Go to", "book-index.html"],
	["table of contents", "Go to", "index.html"],
	["chapter seven", "Go to", "ch07.html"],
	["Runbook twelve", "Go to", "runbook/12.html"],
	["19/13", "Go to", "ch19.html#s13"],
	["§99", "Nearest", "runbook/28.html"],
	["ch99", "Nearest", "ch20.html"],
	["ch99 3", "Nearest", "ch20.html"],
	["bug #99", "Nearest", "ch19.html#s13"],
	["appendix Z", "Nearest", "references.html"],
	["why is the site down", "Go to", "runbook/2.html"],
	["outage", "Go to", "runbook/2.html"],
	["who is on call", "Go to", "ch17.html#placeholders"],
	["What is PDB?", "Go to", "glossary.html#term-pdb"],
	["how do I read the logs", "Go to", "runbook/4.html"],
	["how do I roll back", "Runbook entries", "runbook/6.html"],
	["which node is dead", "Runbook entries", "runbook/12.html"],
	["node down", "Go to", "runbook/12.html"],
	["goose down", "Go to", "ch08.html#the-commands-of-goose"],
	["post mortem", "Go to", "ch19.html#record-of-incidents"],
	["lock advisory", "Go to", "glossary.html#term-advisory-lock"],
	["NotReady", "Runbook entries", "runbook/2.html"],
	["503", "Runbook entries", "runbook/20.html"],
	["502 bad gateway", "Runbook entries", "runbook/20.html"],
	["pg_dump", "Runbook entries", "runbook/28.html#case-b-a-clone-of-a-database"],
	["kubectl drain", "Runbook entries", "runbook/10.html"],
	["restore backup", "Sections", "ch18.html"],
	["restore backup", "With some of the words", "runbook/15.html"],
	["postgres connection refused", "With some of the words", "runbook/19.html"],
	["etcd quorum lost", "Runbook entries", "runbook/15.html"],
	["disk full", "Sections", "ch16.html#redis-down-or-its-disk-full"],
	[
		"\u001b[31mERROR\u001b[0m \u001b[2m2026-11-23T03:12:44Z\u001b[0m goose run: error: found 1 missing migrations before current version 45",
		"Runbook entries",
		"runbook/27.html#the-states",
	],
	[
		'Traceback (most recent call last):\n  File "/usr/lib/python3.11/site-packages/psycopg/connection.py", line 728, in connect\n    raise last_ex.with_traceback(None)\npsycopg.OperationalError: connection failed: FATAL: remaining connection slots are reserved',
		"Runbook entries",
		"runbook/24.html",
	],
];

test("what the book does not have is said, and nothing is made up", async () => {
	expect((await find("§99"))[0]?.note).toBe("There is no §99.");
	expect((await find("ch99 3")).map(({ name }) => name)).toEqual(["Nearest"]);
	for (const typed of ["503", "24/7", "1.32"])
		expect(
			(await find(typed)).filter(({ note }) => note),
			typed,
		).toEqual([]);
	for (const typed of ["xyzzyplugh", "🔥", "日本語", "שלום", "\u202e"]) expect(await find(typed), typed).toEqual([]);
});

test("ten thousand characters of a log find what a line of them finds", async () => {
	const line = "goose run: error: found 1 missing migrations before current version 45\n";
	const groups = await find(line.repeat(140));
	expect(groups.find(({ name }) => name === "Runbook entries")?.hits[0]?.record.u).toBe("runbook/27.html#the-states");
});

test("no query needs more than 41 KB of the index, the lines below the hits in view included", async () => {
	const weights: { typed: string; bytes: number; requests: number }[] = [];
	for (const [typed] of expected) {
		const { find, loaded } = await searching(site);
		const groups = await find(typed);
		const inView = groups.flatMap(({ hits }) => hits).slice(0, 8);
		await Promise.all(inView.map((hit) => hit.text?.()));
		const once = [...new Set(loaded)];
		weights.push({ typed, bytes: once.reduce((sum, address) => sum + gz(address), 0), requests: once.length });
	}
	weights.sort((a, b) => b.bytes - a.bytes);
	for (const { typed, bytes, requests } of weights.slice(0, 3)) console.log(bytes, requests, typed.slice(0, 60));
	console.log("the middle query", weights[weights.length >> 1]);
	expect(weights.filter(({ bytes }) => bytes > 41 * 1024)).toEqual([]);
});

test.each(expected)("“%s” finds in the group %s first %s", async (typed, name, address) => {
	const groups = await find(typed);
	const group = groups.find((one) => one.name === name);
	const found = group?.hits[0]?.record.u ?? "nothing";
	expect(found.startsWith(address) ? address : found).toBe(address);
	// What stands before it are other ways to go, not other entries.
	if (name === "Go to") expect(groups[0]).toBe(group);
});
