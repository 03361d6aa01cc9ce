import { describe, expect, test } from "vitest";
import { describeChanges } from "../src/report/lock-changes.ts";
import { answers, type Files, locked, publish } from "./support/published.ts";
import { shortly } from "./support/shown.ts";

const pooling =
	"A pool keeps a handful of connections open between the workers and the database, because opening one takes longer than most queries do, and hands each of them to whoever asks next.";
const backups =
	"Every night the cluster writes a snapshot to the object store, where it is kept for a month; a copy of the oldest one of each month goes to the vault and is never deleted.";
const draining =
	"Cordon the node so that nothing new is scheduled on it, then evict its pods one after the other while the budgets of the deployments hold, and wait until the last one runs elsewhere.";
const rotating =
	"Make a second key with the same rights, put it in the secret, restart whatever reads it, look for the old key in the audit log for a day, and only then revoke it.";

const book: Files = {
	"book/book.yaml": "title: T\n",
	"book/01-data.md": `# Data\n\nWhat we store.\n\n## Pooling\n\n${pooling}\n\n## Backups\n\n${backups}\n`,
	"book/02-history.md": `# History\n\n## §1 The first cluster\n\n${draining}\n\n## §2 The second cluster\n\n${rotating}\n`,
	"book/03-runbook.md": `---\nrunbook: true\n---\n\n# Runbook\n\n## §1 Drain a node\n\n${draining}\n\n## §2 Rotate a key\n\n${rotating}\n\n## §3 Restore\n\n${backups}\n`,
	"book/about.md": `# About\n\n${pooling} ${rotating}\n`,
	"glossary/glossary.md":
		"# Glossary\n\n## Neon\n\n- **Pooler**: Keeps connections open between workers and the database. (Chapter 1)\n\n## Cluster\n\n- **Node**: A machine that runs pods for us. (Chapter 2)\n",
};
const quiet = {
	"book/book.yaml":
		"title: T\nseverity: {term-not-used: off, section-gap: off, missing-number: off, unused-term: off}\n",
};

const edit = (files: Files, path: string, ...pairs: [string, string][]): Files => ({
	...files,
	[path]: pairs.reduce((text, [from, to]) => text.replace(from, to), files[path] ?? ""),
});
const settings = (files: Files, more: string): Files => ({
	...files,
	"book/book.yaml": `${files["book/book.yaml"]}${more}\n`,
});
const without = (files: Files, path: string): Files =>
	Object.fromEntries(Object.entries(files).filter(([other]) => other !== path));
const moved = (files: Files, from: string, to: string): Files => ({ ...without(files, from), [to]: files[from] ?? "" });

const front = (files: Files, path: string, yaml: string): Files => ({
	...files,
	[path]: /^---\n/.test(files[path] ?? "")
		? (files[path] ?? "").replace("---\n", `---\n${yaml}\n`)
		: `---\n${yaml}\n---\n${files[path]}`,
});

const base = await locked({ ...book, ...quiet });
const data = "book/01-data.md";
const history = "book/02-history.md";
const runbook = "book/03-runbook.md";

/** Every address that the lock of the first state names. */
const published = Object.values(
	JSON.parse(base["book/book.lock.json"] ?? "").entries as Record<string, { at: string[] }>,
).flatMap(({ at }) => at);

test("an entry is a line, and the lines are sorted", () => {
	const lines = (base["book/book.lock.json"] ?? "").split("\n").slice(3, -3);
	const keys = lines.map((line) => /^ {4}"([^"]+)": \{"title": .*\},?$/.exec(line)?.[1]);
	expect(keys).toEqual([...keys].sort());
	expect(keys).toContain("ch:3§2");
	expect(keys).toContain("term:pooler");
	expect(keys).toContain("ch01.html#pooling");
});

test("a book without a lock promises nothing", async () => {
	const { diagnostics, published: state } = await publish(without(without(base, "book/book.lock.json"), data));
	expect(diagnostics.filter(({ code }) => code.startsWith("lost"))).toEqual([]);
	expect(state).toBeUndefined();
});

test("what was published answers", async () => {
	const { site, diagnostics } = await publish(base);
	expect(diagnostics).toEqual([]);
	expect(published.filter((address) => !answers(site, address))).toEqual([]);
});

describe("what is lost is reported where something has to be written, with what to write", () => {
	test.each<[string, Files, string[], string]>([
		[
			"a section that is gone",
			edit(base, history, [`## §1 The first cluster\n\n${draining}\n\n`, ""]),
			["book/02-history.md lost-number 1:1-10"],
			"write “retired: {1: …}” in the front matter, with the number that took its place",
		],
		[
			"a section with a new number",
			edit(base, history, ["§1 The", "§3 The"]),
			["book/02-history.md lost-number 1:1-10"],
			"write “retired: {1: 3}” in the front matter, with the number that took its place, for §3 “The first cluster” has most of its text",
		],
		[
			"a section that moved to another chapter",
			edit(edit(base, history, [`## §1 The first cluster\n\n${draining}\n\n`, ""]), data, [
				"## Backups",
				`## §7 Old times\n\n${draining}\n\n## Backups`,
			]),
			["book/01-data.md lost-number 1:1-7"],
			'its text stands here now: write “aliases: {"ch02.html#s1": "#s7"}” in the front matter of book/01-data.md',
		],
		[
			"an entry of the runbook",
			edit(base, runbook, [`## §2 Rotate a key\n\n${rotating}\n\n`, ""]),
			["book/03-runbook.md lost-number 1:1-4"],
			"write “retired: {2: …}” in the front matter, with the number that took its place",
		],
		[
			"a number with another title and another text",
			edit(base, runbook, [
				`Drain a node\n\n${draining}`,
				`Scale by hand\n\nSet replicas and wait for the new pods; watch memory while they start, for the machines are small.`,
			]),
			["book/03-runbook.md lost-number 7:1-20"],
			"if it is the same matter with other words, run “silcrow lock --same ch:3§1”",
		],
		[
			"a chapter with a new number",
			moved(base, data, "book/04-data.md"),
			["book/04-data.md lost-number 1:1-7", "glossary/glossary.md unknown-chapter 5:73-82"],
			"chapter 4 “Data” has most of its text: write “aliases: [ch01.html]” in the front matter of book/04-data.md",
		],
		[
			"a chapter that is gone",
			without(base, history),
			["book/book.lock.json lost-number 8:5-11", "glossary/glossary.md unknown-chapter 9:47-56"],
			"write “retired: {2: …}” in book/book.yaml, with what took its place, or “retired: {2: null}” if nothing did",
		],
		[
			"a heading with new words",
			edit(base, data, ["## Pooling", "## Connections"]),
			["book/01-data.md lost-anchor 5:1-15"],
			"its text stands here now: write {#pooling} behind this heading",
		],
		[
			"a heading that is gone",
			edit(base, data, [`## Pooling\n\n${pooling}\n\n`, ""]),
			["book/01-data.md lost-anchor 1:1-7"],
			'write “aliases: {"#pooling": "#…"}” in the front matter, with the anchor that took its place',
		],
		[
			"a term with another name",
			edit(base, "glossary/glossary.md", ["**Pooler**", "**Connection pool**"]),
			["glossary/glossary.md lost-anchor 5:3-22"],
			"its text stands here now: write “(also: Pooler)” behind the name",
		],
		[
			"a group that is gone",
			edit(base, "glossary/glossary.md", ["## Neon", "## Postgres"]),
			["glossary/glossary.md lost-anchor 1:1-11"],
			'write “redirects: {"glossary.html#neon": "glossary.html#postgres"}” in book/book.yaml, with the anchor that took its place',
		],
		[
			"a file with another name",
			moved(base, "book/about.md", "book/colophon.md"),
			["book/colophon.md lost-page 1:1-8"],
			"write “aliases: [about.html]” in the front matter of book/colophon.md",
		],
	])("%s", async (_, files, places, hint) => {
		const { diagnostics } = await publish(files);
		expect(diagnostics.map((one) => `${one.path} ${shortly([one])[0]}`)).toEqual(places);
		expect(diagnostics.find(({ code }) => code.startsWith("lost"))?.hints).toContain(hint);
	});
});

describe("what the author writes makes it lead on", () => {
	const gone = edit(base, history, [`## §1 The first cluster\n\n${draining}\n\n`, ""]);
	const noEntry = edit(base, runbook, [`## §2 Rotate a key\n\n${rotating}\n\n`, ""]);
	const merged = edit(base, data, [`## Pooling\n\n${pooling}\n\n`, ""], [backups, `${backups} ${pooling}`]);

	test.each<[string, Files]>([
		["a tombstone for a section", front(gone, history, "retired: [1]")],
		["a section that another took the place of", front(gone, history, "retired: {1: 2}")],
		["a tombstone for an entry", front(noEntry, runbook, "retired: {2: 3}")],
		[
			"a section in another chapter",
			front(
				edit(gone, data, ["## Backups", `## §7 Old times\n\n${draining}\n\n## Backups`]),
				data,
				'aliases: {"ch02.html#s1": "#s7"}',
			),
		],
		[
			"a chapter with a new number",
			front(moved(base, data, "book/04-data.md"), "book/04-data.md", "aliases: [ch01.html]"),
		],
		["a chapter that is gone", settings(without(base, history), "retired: {2: 1}")],
		["a chapter that nothing follows", settings(without(base, history), "retired: {2: null}")],
		["a chapter that leads to an entry", settings(without(base, history), "retired: {2: runbook/1.html}")],
		["a heading with its old anchor", edit(base, data, ["## Pooling", "## Connections {#pooling}"])],
		[
			"a heading with an alias",
			front(edit(base, data, ["## Pooling", "## Connections"]), data, 'aliases: {"#pooling": "#connections"}'),
		],
		["a heading merged into another", front(merged, data, 'aliases: {"#pooling": "#backups"}')],
		["a heading that is gone", settings(merged, 'retired: {"ch01.html#pooling": null}')],
		["a heading that leads elsewhere", settings(merged, 'redirects: {"ch01.html#pooling": "ch02.html#s2"}')],
		["a term", edit(base, "glossary/glossary.md", ["**Pooler**", "**Connection pool** (also: Pooler)"])],
		[
			"a group",
			settings(
				edit(base, "glossary/glossary.md", ["## Neon", "## Postgres"]),
				'redirects: {"glossary.html#neon": "glossary.html#postgres"}',
			),
		],
		["a file", front(moved(base, "book/about.md", "book/colophon.md"), "book/colophon.md", "aliases: [about.html]")],
	])("%s", async (_, files) => {
		const { site, diagnostics } = await publish(files);
		const serious = diagnostics.filter(({ code }) => !code.startsWith("unknown-"));
		expect(serious.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
		expect(published.filter((address) => !answers(site, address))).toEqual([]);
		// And it stays so when the lock is written anew.
		const again = await publish(await locked(files));
		expect(again.diagnostics.filter(({ code }) => !code.startsWith("unknown-"))).toEqual([]);
		expect(again.published?.changes).toEqual([]);
	});
});

const withAppendix = await locked({ ...base, "book/b.md": `---\nappendix: B\n---\n# Sources\n\n${backups}\n` });
const withCounters = await locked(
	edit(
		base,
		runbook,
		[draining, `${draining}\n\n### Verify\n\nIt is empty.`],
		[backups, `${backups}\n\n### Verify\n\nIt is full.`],
	),
);

describe("what says the same to a reader is no loss", () => {
	test.each<[string, Files, string[]]>([
		["a paragraph with other line ends", edit(base, data, [pooling, pooling.replaceAll(" ", "\n")]), []],
		[
			"a new title for the same text",
			edit(base, runbook, ["Drain a node", "Empty a machine"]),
			["§1 was retitled: “Drain a node” is now “Empty a machine”"],
		],
		[
			"a new text for the same title",
			edit(base, runbook, [rotating, "Ask the vault for a new one, wait an hour, and tell nobody about the old one."]),
			["§2 was rewritten: “Rotate a key”"],
		],
		["a chapter in another file", moved(base, data, "book/01-storage.md"), []],
		[
			"something new",
			edit(base, runbook, ["## §3 Restore", "## §4 Sleep\n\nGo home.\n\n## §3 Restore"]),
			["§4 is new: “Sleep”"],
		],
		[
			"an appendix with another title",
			edit(withAppendix, "book/b.md", ["# Sources", "# References"]),
			[
				"Appendix B was retitled: “Sources” is now “References”",
				"Appendix B moved: sources.html is now references.html",
			],
		],
		[
			"a counter that goes down",
			settings(
				edit(withCounters, runbook, ["### Verify\n\nIt is empty.", "It is empty."]),
				'retired: {"runbook/1.html#verify": null}',
			),
			[
				"runbook/1.html#verify “Verify” is gone, and nothing took its place",
				"runbook/3.html#verify-1 “Verify” moved: runbook/3.html#verify-1 leads to runbook/3.html#verify",
				"runbook/3.html#verify is new: “Verify”",
			],
		],
	])("%s", async (_, files, told) => {
		const { diagnostics, published: state, site } = await publish(files);
		expect(diagnostics).toEqual([]);
		expect(describeChanges(state?.changes ?? [], "ch:3")).toEqual(told);
		const old = [...(state?.before.entries.values() ?? [])].flatMap(({ at }) => at);
		expect(old.filter((address) => !answers(site, address))).toEqual([]);
	});
});

describe("a lock that cannot be relied on stops the book, with the place", () => {
	const text = base["book/book.lock.json"] ?? "";
	const line = text.split("\n")[4] ?? "";
	test.each<[string, string, string]>([
		["a merge conflict", text.replace(line, `<<<<<<< HEAD\n${line}\n=======\n${line}\n>>>>>>> other`), "5:1-13"],
		["an entry twice", text.replace(line, `${line}\n${line}`), "6:5-24"],
		["a comma too many", text.replace("\n  }\n}", ",\n  }}}\n"), "20:5-6"],
		["another version", text.replace('"version": 1', '"version": 2'), "1:1-1"],
		["an address that is none", text.replace('"ch01.html"', '"ch01"'), "7:5-11"],
		["nothing", "", "1:1-1"],
	])("%s", async (_, lock, place) => {
		const { diagnostics } = await publish({ ...base, "book/book.lock.json": lock });
		expect(shortly(diagnostics)).toEqual([`bad-lock ${place}`]);
	});
});

test("a page named in any script can be an old address", async () => {
	const notes = await locked({ ...base, "book/über-notizen.md": `# Notizen\n\n${backups}\n` });
	const moved = settings(notes, 'redirects: {"über-notizen.html": ch01.html}');
	delete moved["book/über-notizen.md"];
	const aliased = front(await locked(base), data, "aliases: [über-notizen.html]");
	for (const files of [moved, aliased]) {
		const { site, diagnostics } = await publish(files);
		expect(diagnostics.filter(({ code }) => /^(?:lost|bad)-/.test(code))).toEqual([]);
		expect(site.has("über-notizen.html")).toBe(true);
	}
});

describe("an old address that leads wrong is a fault", () => {
	test.each<[string, Files, string]>([
		["to an anchor that is not there", front(base, data, 'aliases: {"#old": "#poling"}'), "broken-redirect 2:11-17"],
		["from a page of the book", front(base, data, "aliases: [ch02.html]"), "broken-redirect 2:11-20"],
		["from a page of every book", front(base, data, "aliases: [404.html]"), "broken-redirect 2:11-19"],
		["from one but for letter case", front(base, data, "aliases: [old.html, Ch02.html]"), "broken-redirect 2:21-30"],
		[
			"behind one that is none",
			front(base, data, "aliases: [x, ch02.html]"),
			"bad-front-matter 2:11-12,broken-redirect 2:14-23",
		],
		["to a page that is not there", settings(base, "redirects: {x.html: ch77.html}"), "broken-redirect 3:21-30"],
		["in a circle", settings(base, "redirects: {x.html: y.html, y.html: x.html}"), "broken-redirect 3:21-27"],
		["from a chapter that is there", settings(base, "retired: {2: 1}"), "broken-redirect 3:14-15"],
		["to a chapter that is not there", settings(base, "retired: {9: 8}"), "broken-redirect 3:14-15"],
	])("%s", async (_, files, fault) => {
		expect(shortly((await publish(files)).diagnostics).join()).toContain(fault);
	});
});
