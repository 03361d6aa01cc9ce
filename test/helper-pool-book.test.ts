import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createEngine } from "../src/engine/engine.ts";
import type { HelperOrders } from "../src/engine/helper-orders.ts";
import { type StartHelper, startHelper } from "../src/engine/helper-start.ts";
import type { EngineResult } from "../src/model/engine.ts";
import { openPacks } from "../src/world/packs.ts";
import { discovered, type Files } from "./support/edited-book.ts";

const folders: string[] = [];

afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A book of three blocks of the search index, each file of which refers to another one and to a term. */
const book: Files = { "glossary/glossary.md": "# Glossary\n\n- **goose**: a tool\n" };
for (let number = 1; number <= 150; number++)
	book[`book/${String(number).padStart(3, "0")}-a.md`] =
		`# Chapter ${number}: Word${number}\n\nSome goose of Chapter ${151 - number} and word${number % 7}.\n\n## Part\n\nSee Chapter 400.\n`;

type OrderName = keyof HelperOrders;

/** Start helpers of which each is killed once it has been given so many orders of a kind, and note what they are told. */
function mortal(last: OrderName, most: number, told: OrderName[] = []): StartHelper {
	return (limits) => {
		const helper = startHelper(limits);
		let count = 0;
		return {
			...helper,
			async ask(name, order) {
				told.push(name);
				const answer = helper.ask(name, order);
				if (name === last && ++count === most) helper.end();
				return await answer;
			},
		};
	};
}

const immortal = (told: OrderName[]) => mortal("learn", 2, told);

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "silcrow-pool-"));
	folders.push(folder);
	return folder;
}

interface Build {
	start?: StartHelper;
	/** Why nothing can be kept. */
	problems?: string[];
	files?: Files;
}

async function buildIn(path: string, { start, problems = [], files = book }: Build = {}): Promise<EngineResult> {
	const packs = openPacks({ path, words: "", draftEnd: ".draft", problems });
	const engine = createEngine(
		{
			version: "1",
			readAsset: async () => new Uint8Array(),
			store: packs,
			drawsAhead: true,
			...(start ? { helpers: { processes: 2, from: 10 } } : {}),
		},
		start,
	);
	const result = await engine.run(discovered(files));
	const { site, hashes, ahead } = result;
	try {
		const unknown = [...site.keys()].filter((address) => !hashes.has(address));
		for await (const batch of ahead?.batches(unknown) ?? [unknown]) for (const address of batch) site.get(address);
		packs.save();
	} finally {
		ahead?.end();
		packs.close();
	}
	return result;
}

const outcome = ({ diagnostics, hashes }: EngineResult) => ({ diagnostics, hashes: [...hashes].sort() });

test("processes that go on after compiling change nothing of a book", async () => {
	const alone = await buildIn(newFolder());
	expect(alone.diagnostics.length).toBeGreaterThan(100);
	const folder = newFolder();
	const told: OrderName[] = [];
	expect(outcome(await buildIn(folder, { start: immortal(told) }))).toEqual(outcome(alone));
	expect(told.filter((name) => name === "learn")).toHaveLength(2);
	expect(told).toContain("work");
	expect(told).toContain("draw");
	expect(readdirSync(folder).filter((name) => name.endsWith(".draft"))).toEqual([]);
	const again = await buildIn(folder);
	expect(outcome(again)).toEqual(outcome(alone));
	expect(again.stats.runs).toMatchObject({ compile: 0, link: 0 });
});

test.each([
	["compile", 2],
	["learn", 1],
	["work", 1],
	["work", 3],
	["show", 1],
	["draw", 1],
	["draw", 4],
] as const)("helpers that die of an order to %s, the %dth of it, lose nothing", async (name, most) => {
	const folder = newFolder();
	const result = await buildIn(folder, { start: mortal(name, most) });
	expect(outcome(result)).toEqual(outcome(await buildIn(newFolder())));
	expect((await buildIn(folder)).stats.runs).toMatchObject({ compile: 0, link: 0 });
});

test("pages that somebody takes away before they are read are drawn again", async () => {
	const thief: StartHelper = (limits) => {
		const helper = startHelper(limits);
		return {
			...helper,
			async ask(name, order) {
				const answer = await helper.ask(name, order);
				if (answer && typeof answer === "object" && "parcel" in answer) rmSync(answer.parcel);
				return answer;
			},
		};
	};
	const result = await buildIn(newFolder(), { start: thief });
	expect(outcome(result)).toEqual(outcome(await buildIn(newFolder())));
});

test("a helper that does not find the book does no more", async () => {
	const told: OrderName[] = [];
	const result = await buildIn(newFolder(), { start: immortal(told), problems: ["no space left on the device"] });
	expect(outcome(result)).toEqual(outcome(await buildIn(newFolder())));
	expect(told).toContain("learn");
	expect(told).not.toContain("work");
});

test("a page that nobody can draw is told as if nobody had helped", async () => {
	const files = { ...book, "templates/chapter.eta": "<%= it.page.data.lost.title %>\n" };
	const said = await buildIn(newFolder(), { files }).catch(String);
	expect(said).toContain("templates/chapter.eta");
	expect(await buildIn(newFolder(), { files, start: immortal([]) }).catch(String)).toBe(said);
});
