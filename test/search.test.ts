import fc from "fast-check";
import { expect, test } from "vitest";
import { extract } from "../src/client/search/search-extract.ts";
import { readQuery } from "../src/client/search/search-query.ts";
import { isOneTypo } from "../src/client/search/search-typo.ts";
import { type Memo, remember } from "../src/engine/memo.ts";
import type { SearchText } from "../src/model/unit.ts";
import { noKeeper, putEach } from "../src/render/keep.ts";
import { renderSearch } from "../src/render/search/search.ts";
import { makeWordTable } from "../src/render/search/search-word-table.ts";
import { wordsOf } from "../src/text/words.ts";
import { type ChapterPlan, type MadeBook, makeBook } from "./render/make-book.ts";
import { sampleBook } from "./render/sample-book.ts";
import { addressesOf, searching } from "./support/searching.ts";

/** The scripts of the index of a book, by address. */
function scriptsOf({ book, texts }: Pick<MadeBook, "book" | "texts">): Map<string, string> {
	const units = new Map([...texts].map(([path, search]) => [path, { search }]));
	const scripts = new Map<string, string>();
	const names = { searchIndex: "search-index.js", searchStyle: "search.css" };
	putEach(
		(put, group) => renderSearch(book, units, names, noKeeper, { put, group }),
		(address, _, make) => scripts.set(address, make()),
	);
	return scripts;
}

const made = sampleBook();
const { find, loaded } = await searching(scriptsOf(made));

/** Index chapters that have nothing but a text each. */
function indexOf(texts: string[], plan: Partial<ChapterPlan> = {}) {
	const { book, texts: words } = makeBook(
		texts.map((text, index) => ({ number: index + 1, title: `Title ${index + 1}`, body: [`<p>${text}</p>`], ...plan })),
		[],
		[],
	);
	return scriptsOf({ book, texts: words });
}

test.each([
	["27", "runbook/27.html"],
	["§27", "runbook/27.html"],
	["§ 27", "runbook/27.html"],
	["ch7", "ch07.html"],
	["Chapter 7", "ch07.html"],
	["ch19 13", "ch19.html#s13"],
	["ch19 §13", "ch19.html#s13"],
	["19.13", "ch19.html#s13"],
	["§13 of ch19", "ch19.html#s13"],
	["ch19 99", "ch19.html"],
	["migratejobfailed", "runbook/27.html"],
	["MigrateJobFailed", "runbook/27.html"],
	["[FIRING:1] MigrateJobFailed api (critical, prod) since 03:12:44", "runbook/27.html"],
	["HorizontalPodAutoscaler", "glossary.html#term-hpa"],
	["goose", "glossary.html#term-goose"],
	["Pod startup", "ch12.html"],
])("%s goes straight to %s", async (typed, address) => {
	const [first] = await find(typed);
	expect(first?.name).toBe("Go to");
	expect(first?.hits[0]?.record.u).toBe(address);
});

test.each([
	["migrat", "the beginning of a word"],
	["MIGRATION", "another case"],
	["mígration", "an accent"],
	["migraton", "a slip of the finger"],
	["migraiton", "two letters the wrong way round"],
])("“%s” finds the migrations: %s", async (typed) => {
	expect(addressesOf(await find(typed))).toContain("runbook/27.html");
});

test("a pasted message finds its entry in spite of its times and ids", async () => {
	const message =
		"2026-11-23T03:12:44.123Z ERROR pod/api-6f7d8c9b5-x2x4z a deploy stopped because its migrate job failed id=7b1f0c9e-1111-2222-3333-444455556666";
	expect(addressesOf(await find(message))[0]).toBe("runbook/27.html");
});

test("what is superseded comes behind what is not", async () => {
	const found = (await find("what you want to do")).find(({ name }) => name === "Runbook entries");
	const all = [...(found?.hits ?? []), ...((await found?.rest()) ?? [])];
	expect(all.at(-1)?.record.u).toBe("runbook/4.html");
});

test("a group has five hits, and gives the others when they are asked for", async () => {
	const [group] = await find("what you want to do");
	expect(group?.hits).toHaveLength(5);
	expect(await group?.rest()).toHaveLength((group?.total ?? 0) - 5);
});

test.each([
	"(((((",
	"\\\\",
	"a".repeat(100_000),
	"👩‍🚒",
	"a a a a a a a",
	"",
	"a 1".repeat(2000),
	"§",
	"ch",
	"x".repeat(50),
])("a strange query is only a query", async (typed) => {
	expect(Array.isArray(await find(typed))).toBe(true);
});

test.each(["__proto__", "constructor", "toString", "</script>", "<!-- x"])(
	"the index stays data, and “%s” is found",
	async (word) => {
		const scripts = indexOf([`Text ${word.replace(/</g, "&lt;")} \u2028 text.`]);
		for (const script of scripts.values()) expect(script).not.toMatch(/<|\u2028/);
		const [group] = await (await searching(scripts)).find(word);
		expect(group?.hits.map(({ record }) => record.u)).toEqual(["ch01.html"]);
		expect(await group?.hits[0]?.text?.()).toContain(word);
	},
);

test.each([
	["X-Forwarded-For", "ch01.html#client-addresses"],
	["forwarding header", "ch01.html#client-addresses"],
	["PgBouncer", "glossary.html#term-pooler"],
	["connection proxy", "glossary.html#term-pooler"],
	["udp", "ch02.html#what-is-open"],
	["bore", "ch02.html"],
])("“%s”, which the book sends elsewhere, goes to %s", async (typed, address) => {
	const chapters: ChapterPlan[] = [
		{ number: 1, title: "Ingress", body: [{ depth: 2, title: "Client addresses" }, "<p>Whose?</p>"] },
		{ number: 2, title: "Tunnels", body: [{ depth: 2, title: "What is open" }, "<p>Ports.</p>"] },
	];
	const { book, texts } = makeBook(
		chapters,
		[
			{ name: "Pooler", html: "Shares connections." },
			{ name: "Connection proxy", html: "See Pooler.", see: "Pooler" },
		],
		[],
	);
	const [first, second] = book.chapters;
	if (first) {
		first.outline.index = [
			{ entry: ["X-Forwarded-For"], section: 0, see: "client addresses" },
			{ entry: ["forwarding header"], section: 0, see: "X-Forwarded-For" },
			{ entry: ["PgBouncer"], section: 0, see: "Pooler" },
			{ entry: ["bore"], section: -1, see: "tunnels" },
			{ entry: ["UDP"], section: -1, see: "ports" },
		];
	}
	if (second) second.outline.index = [{ entry: ["ports", "8472"], section: 1 }];
	const { find } = await searching(scriptsOf({ book, texts }));
	const [group] = await find(typed);
	expect(group?.name).toBe("Go to");
	expect(group?.hits.map(({ record }) => record.u)).toContain(address);
});

test("the texts are loaded only for the hits that are shown", async () => {
	const before = loaded.length;
	const [group] = await find("migrate job");
	expect(loaded).toHaveLength(before);
	await group?.hits[0]?.text?.();
	expect(loaded).toHaveLength(before + 1);
});

test("the same book gives the same scripts", () => {
	const again = sampleBook();
	const scripts = scriptsOf(again);
	expect([...scripts]).toEqual([...scriptsOf(made)]);
});

test("of a small book only the words and texts that are asked for are loaded, in pieces of a kilobyte or two", async () => {
	const rare = (index: number) => Array.from({ length: 60 }, (_, at) => `w${index}y${at}`).join(" ");
	const texts = Array.from({ length: 200 }, (_, index) => `${rare(index)} end${index}x`);
	const scripts = indexOf(texts);
	const searched = await searching(scripts);
	for (const [address, script] of scripts) {
		if (address.startsWith("search/")) expect(script.length, address).toBeLessThan(4_000);
	}
	const [group] = await searched.find("end77x");
	expect(searched.loaded).toHaveLength(2);
	expect(await group?.hits[0]?.text?.()).toBe(texts[77]);
	expect(searched.loaded.at(-1)).toMatch(/^search\/\d+-\d+\.js$/);
});

test("a chapter's text is found in whichever piece it is", async () => {
	const parts = Array.from({ length: 12 }, (_, index) => index);
	const body = parts.flatMap((index) => [
		{ depth: 2, title: `Part ${index}` },
		`<p>part${index}z ${"filling ".repeat(100)}</p>`,
	]);
	const { book, texts } = makeBook([{ number: 1, title: "One", body }], [], []);
	const searched = await searching(scriptsOf({ book, texts }));
	for (const index of parts) {
		const [group] = await searched.find(`part${index}z`);
		expect(await group?.hits[0]?.text?.()).toContain(`part${index}z`);
	}
	expect(searched.loaded.filter((address) => address.startsWith("search/0-")).length).toBeGreaterThan(4);
});

test("of a large book a search loads no more than it needs", async () => {
	const rare = (index: number) => `word${index}x ${Array.from({ length: 60 }, (_, at) => `w${index}y${at}`).join(" ")}`;
	const scripts = indexOf(Array.from({ length: 1_100 }, (_, index) => `The common text of ${rare(index)}.`));
	const searched = await searching(scripts);
	expect(Array.isArray(searched.root.words)).toBe(true);
	const [group] = await searched.find("word123x");
	expect(group?.hits.map(({ record }) => record.u)).toEqual(["ch124.html"]);
	const bytes = searched.loaded.map((address) => (scripts.get(address) ?? "").length);
	expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(60_000);
	expect((await searched.find("wrod123x"))[0]).toBeUndefined();
	expect((await searched.find("common text"))[0]?.total).toBe(100);
	expect((await searched.find("ch 300"))[0]?.hits[0]?.record.u).toBe("ch300.html");
});

test("a slip costs no more stretches of a large dictionary than the words that it may stand for", async () => {
	const spelled = (number: number) =>
		number
			.toString(26)
			.padStart(4, "0")
			.replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "");
	const texts = Array.from({ length: 1_100 }, (_, index) =>
		Array.from({ length: 60 }, (_, at) => `pr${spelled(index * 60 + at)}`).join(" "),
	);
	const scripts = indexOf(texts);
	const searched = await searching(scripts);
	const before = searched.loaded.length;
	const word = texts[700]?.split(" ")[30] ?? "";
	expect(addressesOf(await searched.find(`${word}e`))).toContain("ch701.html");
	expect(searched.loaded.slice(before).filter((address) => /\/w/.test(address)).length).toBeLessThan(6);
});

test("a term is gone to by its name in a book that has the name in hundreds of titles", async () => {
	const { book, texts } = makeBook(
		Array.from({ length: 1_100 }, (_, index) => ({
			number: index + 1,
			title: `Pump ${index + 1}`,
			body: ["<p>x</p>"],
		})),
		[{ name: "Pump", text: "It moves water." }],
		[],
	);
	const searched = await searching(scriptsOf({ book, texts }));
	const before = searched.loaded.length;
	const [group] = await searched.find("pump");
	expect(group?.name).toBe("Go to");
	expect(group?.hits[0]?.record.k).toBe("t");
	expect(new Set(searched.loaded.slice(before)).size).toBeLessThan(9);
});

test("a new title elsewhere, or a new text, indexes no other file again", () => {
	const planned = (title: string, index: number) => ({ number: index + 1, title, body: [`<p>${title}</p>`] });
	const memo: Memo<unknown> = new Map();
	const units = new Map<string, { search: SearchText[] }>();
	const indexed = (titles: string[]): string[] => {
		const { book, texts } = makeBook(titles.map(planned), [], []);
		for (const [path, search] of texts)
			if (JSON.stringify(search) !== JSON.stringify(units.get(path)?.search)) units.set(path, { search });
		const made: string[] = [];
		const recall = <Value>(key: string, inputs: readonly unknown[], make: () => Value) =>
			remember(memo, key, inputs, () => {
				made.push(key);
				return make();
			}) as Value;
		const names = { searchIndex: "search-index.js", searchStyle: "search.css" };
		putEach(
			(put, group) => renderSearch(book, units, names, { ...noKeeper, recall }, { put, group }),
			(_address, _inputs, make) => void make(),
		);
		return made.filter((key) => key.endsWith(" index"));
	};
	expect(indexed(["one", "two", "three"])).toHaveLength(4);
	expect(indexed(["one", "two", "three"])).toEqual([]);
	expect(indexed(["another", "two", "three"])).toHaveLength(1);
});

test("words between the stretches of a large dictionary are found too", async () => {
	const texts = Array.from({ length: 300 }, (_, index) =>
		Array.from({ length: 80 }, (_, at) => `n${(index * 7919 + at * 104729) % 100_000}z`).join(" "),
	);
	const searched = await searching(indexOf(texts));
	const { words } = searched.root;
	for (const first of Array.isArray(words) ? words : []) expect((await searched.find(first)).length).toBeGreaterThan(0);
	for (const word of (texts[17] ?? "").split(" ")) {
		expect(addressesOf(await searched.find(word))).toContain("ch18.html");
	}
});

test.each([1, 400, 1_100])(
	"words of scripts without spaces are found wherever they stand, in a book of %d chapters",
	async (count) => {
		const texts = Array.from({ length: count }, (_, index) => `第${index}章说明节点的状态`);
		const searched = await searching(indexOf([...texts, "生产环境的数据库迁移失败时怎么办。"]));
		const here = `ch${String(count + 1).padStart(2, "0")}.html`;
		for (const typed of ["数据库迁移", "迁移", "库", "环境", "数据库 失败", "生产环境的数据库迁移失败"]) {
			expect(addressesOf(await searched.find(typed)), typed).toEqual([here]);
		}
		expect(await searched.find("数库")).toEqual([]);
		const scripts = Array.isArray(searched.root.words) ? searched.root.words.length : 0;
		expect(scripts).toBeLessThan(40);
	},
);

test.each([5, 400, 1_100])("a typo in the first letters is found, in a book of %d chapters", async (count) => {
	const rare = (index: number) => Array.from({ length: 20 }, (_, at) => `w${index}y${at}`).join(" ");
	const texts = Array.from({ length: count }, (_, index) => `The common text of ${rare(index)}.`);
	const scripts = indexOf([...texts, "A flask of quicksilver."]);
	for (const typed of ["uqicksilver", "wuicksilver", "uicksilver", "qicksilver", "qwicksilver", "quciksilver"]) {
		const searched = await searching(scripts);
		expect(addressesOf(await searched.find(typed)), typed).toEqual([`ch${String(count + 1).padStart(2, "0")}.html`]);
		const bytes = searched.loaded.map((address) => (scripts.get(address) ?? "").length);
		expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(80_000);
	}
});

test.each([
	["certificates", "The certificate of the server."],
	["queries", "A query is slow."],
	["logs", "One log and no more."],
	["draining", "To drain it."],
	["roll back", "A rollback is quick."],
	["roll-backs", "A rollback is quick."],
	["loadbalancer", "The load balancer is down."],
])("“%s” finds “%s”", async (typed, text) => {
	const searched = await searching(indexOf(["Something else.", text, "And more."]));
	expect(addressesOf(await searched.find(typed))).toEqual(["ch02.html"]);
});

test("an extract of a text without spaces shows what was found", () => {
	const text = `${"这里没有空格".repeat(60)}，数据库迁移，${"后面也没有".repeat(60)}`;
	const found = extract(text, ["数据", "据库", "迁移"]).filter(({ isFound }) => isFound);
	expect(found.map((one) => one.text)).toEqual(["数据库", "迁移"]);
});

test.each([
	["2026-11-23T03:12:44.123Z migrate job failed in 3.5s", ["migrate", "job", "failed", "in"]],
	["Nov 23 03:12:44 api-6f7d8c9b5-x2x4z dial tcp 10.42.0.17:5432", ["api", "dial", "tcp"]],
	["E1123 03:12:44.123456   12345 reflector.go:138] failed to list", ["failed", "to", "list"]],
	["id=7b1f0c9e-1111-2222-3333-444455556666 request refused here", ["id", "request", "refused", "here"]],
	["pulling image@sha256:3b0c44298fc1c149afbf4c8996fb9242 now", ["pulling", "image", "now"]],
	["\u001b[31mERROR\u001b[0m pointer 0xc000123abc is nil today", ["error", "pointer", "is", "nil", "today"]],
	["listen [2001:db8::17] and fe80::1:2:3 are refused", ["listen", "and", "are", "refused"]],
	[
		"ERROR: relation does not exist (SQLSTATE 42P01)",
		["error", "relation", "does", "not", "exist", "sqlstate", "42p01"],
	],
	["command terminated with exit code 137", ["command", "terminated", "with", "exit", "code", "137"]],
])("of “%s” the words are kept that say what happened", (typed, words) => {
	expect(readQuery(typed).words).toEqual(words);
});

test.each([
	["bug #6", { label: "bug", section: 6 }],
	["bug 6", { label: "bug", section: 6 }],
	["8.2", { chapter: 8, section: 2 }],
	["app. b", { appendix: "b" }],
	["27", { section: 27, isEither: true }],
	["goose", undefined],
	["27 nodes", undefined],
])("“%s” asks for %o", (typed, target) => {
	expect(readQuery(typed).target).toEqual(target);
});

test.each([
	["goose_db_version", ["goose", "db", "version"]],
	["MigrateJobFailed", ["migratejobfailed", "migrate", "job", "failed"]],
	["Größe, naïve, søk", ["grosse", "naive", "sok"]],
	["“quoted” — it’s 42P01", ["quoted", "it", "s", "42p01"]],
	["東京 node", ["東京", "京", "node"]],
	["k8s数据库", ["k8s", "数据", "据库", "库"]],
	["データベース", ["テー", "ータ", "タヘ", "ヘー", "ース", "ス"]],
	["Кластер", ["кластер"]],
])("the words of “%s”", (text, words) => {
	expect(wordsOf(text)).toEqual(words);
});

test.each([
	["goose", "gose", true],
	["goose", "gooose", true],
	["goose", "goise", true],
	["goose", "gooes", true],
	["goose", "goes", false],
	["goose", "geese", false],
])("%s and %s are one typo apart: %s", (a, b, expected) => {
	expect(isOneTypo(a, b)).toBe(expected);
	expect(isOneTypo(b, a)).toBe(expected);
});

test("an extract shows the words that were found, without their accents mattering", () => {
	const text = `${"word ".repeat(40)}Größe matters ${"word ".repeat(40)}`;
	const stretches = extract(text, ["grosse"]);
	expect(stretches.filter(({ isFound }) => isFound)).toEqual([{ text: "Größe", isFound: true }]);
	expect(stretches.map((one) => one.text).join("").length).toBeLessThan(160);
});

test("an extract is the line with the most of what was searched", () => {
	const text = `job ${"word ".repeat(60)}the migrate job failed ${"word ".repeat(60)}`;
	const found = extract(text, ["migrate", "job", "failed"]).filter(({ isFound }) => isFound);
	expect(found.map((one) => one.text)).toEqual(["migrate", "job", "failed"]);
});

test.each(["Let's Encrypt", "Let’s Encrypt", "LetsEncrypt", "letsencrypt", "lets encrypt", "LETS ENCRYPT"])(
	"“%s” finds what is written with an apostrophe",
	async (typed) => {
		const { find } = await searching(
			indexOf(["We let nobody in.", "It comes from Let’s Encrypt.", "To encrypt is good."]),
		);
		expect(addressesOf(await find(typed))[0]).toBe("ch02.html");
	},
);

test("a word of the book is no slip of another one", async () => {
	const { find } = await searching(indexOf(["A migration of the stack.", "A stuck pump."]));
	const [group] = await find("migration stuck");
	expect(group?.hits.map(({ record }) => record.u)).toContain("ch02.html");
});

test("the words that are indexed are those that are marked, whatever stands between them", () => {
	const { words, numbersIn } = makeWordTable();
	const piece = fc.oneof(
		fc.constantFrom("goose_db_version", "MigrateJobFailed", "§27", "x509", "naïve", "再起動", "İzmir", "ǅ", "a—b", "K"),
		fc.string({ unit: "grapheme", maxLength: 12 }),
		fc.string({ minLength: 60, maxLength: 70, unit: fc.constantFrom("a", "B", "é", "1") }),
		fc.integer({ max: 9_999 }).map((number) => `w${number}`),
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
			const text = pieces.join(" ");
			expect(numbersIn(text).map((number) => words[number])).toEqual(wordsOf(text));
		}),
		{ numRuns: 300 },
	);
	expect(new Set(words).size).toBe(words.length);
	expect(words.length).toBeGreaterThan(2_048);
});
