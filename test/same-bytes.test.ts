import fc from "fast-check";
import { expect, test } from "vitest";
import type { Discovered } from "../src/model/discovered.ts";
import type { EngineResult } from "../src/model/engine.ts";
import type { Store } from "../src/model/store.ts";
import { fingerprint } from "../src/text/fingerprint.ts";
import { discovered, engineFor, type Files, hashesOf, hashOf, readAgain, textStore } from "./support/edited-book.ts";

const book: Files = {
	"book/book.yaml": "title: T\n",
	"book/01-a.md": "# A\n\nSee Chapter 2, [this](02-b.md#part) and ![](dot.svg).\n\nWe use Alpha.\n",
	"book/02-b.md": "---\ndescription: About B.\n---\n# B\n\n## Part\n\nWe use Beta. See §1.\n",
	"book/03-c.md": "---\nrunbook: true\n---\n# C\n\n## §1 First\n\n```yaml file=job.yaml\n```\n",
	"book/job.yaml": "a: 1\n",
	"book/dot.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
	"glossary/glossary.md": "# Glossary\n\n- **Alpha**: first (Chapter 1)\n- **Beta**: second (Chapter 2)\n",
	"public/note.txt": "note",
};

/** Changes a book; `at` and `what` pick a place and a number. */
type Edit = (files: Files, at: number, what: number) => void;

const edits: Record<string, Edit> = {
	words: (files, at, what) => append(files, at, `\nWord ${what} and Alpha, see Chapter ${what % 5}.\n`),
	references: (files, at, what) => append(files, at, `\n${references[what % references.length]}\n`),
	code: (files, at, what) => append(files, at, `\n${blocks[what % blocks.length]}\n`),
	title: (files, at, what) => change(files, at, (text) => text.replace(/^# .*/m, `# Title ${what}`)),
	heading: (files, at, what) => append(files, at, `\n## Heading ${what}\n\nSee §${what % 3}.\n`),
	"heading away": (files, at) => change(files, at, (text) => text.replace(/\n## [^\n]*\n/, "\n")),
	section: (files, at, what) => append(files, at, `\n## §${(what % 4) + 1} Section ${what}\n`),
	renumber: (files, at, what) => rename(files, at, `book/0${(what % 8) + 1}-renumbered.md`),
	move: (files, at, what) => rename(files, at, `book/part/0${(at % 3) + 1}-moved-${what}.md`),
	delete: (files, at) => {
		if (chapters(files).length > 1) delete files[chapterAt(files, at)];
	},
	add: (files, at, what) => {
		files[`book/0${(what % 8) + 1}-new.md`] = `# New ${at}\n\nSee Chapter 1 and [a](01-a.md#part). Beta.\n`;
	},
	"front matter": (files, at, what) =>
		change(files, at, (text) => {
			const body = text.replace(/^---[\s\S]*?---\n/, "");
			return fronts[what % fronts.length] + body;
		}),
	term: (files, _, what) => gloss(files, `- **Term ${what}** (superseded by Alpha): text (Chapter ${what % 4})\n`),
	definition: (files, _, what) =>
		change(files, "glossary/glossary.md", (text) => text.replace(/: [^(\n]*\(/, `: meaning ${what} (`)),
	"name of a term": (files, _, what) =>
		change(files, "glossary/glossary.md", (text) => text.replace(/\*\*Alpha[^*]*\*\*/, `**Alpha** (“Word ${what}”)`)),
	group: (files, _, what) => gloss(files, `\n## Group ${what % 3}\n\n- **Beta**: again (see Group 1)\n`),
	"term away": (files) => change(files, "glossary/glossary.md", (text) => text.replace(/\n- [^\n]*\n$/, "\n")),
	settings: (files, _, what) => {
		const severity = `severity: { term-not-used: ${what % 2 ? "off" : "error"} }`;
		files["book/book.yaml"] = `title: T${what}\nsingle: ${what % 3 === 0}\n${severity}\n`;
	},
	template: (files, _, what) => {
		files["templates/footer.eta"] = `<footer>${what}</footer>`;
	},
	asset: (files, _, what) => {
		files["book/dot.svg"] = `<svg xmlns='http://www.w3.org/2000/svg'><title>${what}</title></svg>`;
	},
	public: (files, _, what) => {
		files["public/note.txt"] = `note ${what}`;
	},
	include: (files, _, what) => {
		files["book/job.yaml"] = `a: ${what}\n`;
	},
	silence: (files, at) => append(files, at, "\n<!-- silcrow: ignore unknown-chapter -->\n\nSee Chapter 77.\n"),
	lock: (files, _, what) => {
		const text = fingerprint(`See Chapter ${what}, this and that. We use Alpha.`);
		const entries = {
			"ch:1": { title: "A", at: ["ch01.html"], text },
			"term:beta": { title: "Beta", at: ["x.html#b"], text },
		};
		files["book/book.lock.json"] = JSON.stringify({ version: 1, entries });
	},
	"lock away": (files) => {
		delete files["book/book.lock.json"];
	},
};

/** Ways to refer, some of which lead nowhere, according to what the other edits have made. */
const references = [
	"Appendix B and Appendix A, chapters 1–4, §1–§3, step #2, chapter 3 §1, RFC 9110 §4.",
	"[one](02-b.md#heading-3) [two](ch02.html#part) [three](missing.md) [four](../glossary/glossary.md#alpha)",
	"[Chapter 3](02-b.md), [the runbook](03-c.md#first), [old](old.html), [a file](/public/note.txt), `Alpha`",
];

const fronts = [
	"",
	"---\nrunbook: true\n---\n",
	"---\nstatus: draft\n---\n",
	"---\naliases: [old.html]\n---\n",
	"---\nsections: { label: step }\n---\n",
	"---\nrunbook: true\nretired: { 2: 1, 3: null }\n---\n",
	"---\nappendix: B\n---\n",
	"---\nsupersededBy: Chapter 1\n---\n",
];

const blocks = [
	"```sh\nkubectl get pods --sort-by x # all\n```",
	"```yaml\na: 1\n```",
	"```yml {1}\na: 1\n```",
	"```yaml diff\n-a: 1\n+a: <what>\n```",
	"```html\n<b>1</b>\n```",
];

const step = fc.tuple(fc.constantFrom(...Object.keys(edits)), fc.nat(8), fc.nat(20));

test("whatever is edited, every warm run gives the bytes and the diagnostics of a cold one", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
			let files: Files = { ...book };
			const store = textStore();
			const living = engineFor(() => files);
			const keeping = engineFor(() => files, textStore());
			let found: Discovered | undefined;
			for (const [name, at, what] of [["words", 0, 0] as const, ...steps]) {
				const before = files;
				files = { ...files };
				edits[name]?.(files, at, what);
				const cold = await outcome(files);
				expect(await outcome(files, store, before), `${name} over the store`).toEqual(cold);
				const warm = await living.run(discovered(files));
				expect(toldBy(warm), `${name} in memory`).toEqual(cold);
				found = readAgain(discovered(files), found);
				expect(toldBy(await keeping.run(found)), `${name} in memory over the store`).toEqual(cold);
			}
		}),
		{ numRuns: 25, seed: 26 },
	);
});

test("of a large book too, whose files are kept together, also when an edit is taken back", async () => {
	const plain = Array.from({ length: 140 }, (_, at) => [
		`book/${100 + at}-more.md`,
		`# More ${at}\n\nAlpha, Chapter 2.\n`,
	]);
	const many: Files = { ...book, ...Object.fromEntries(plain) };
	const path = "book/170-more.md";
	const states: Files[] = [
		many,
		{ ...many, [path]: "# More 70\n\nOther words.\n" },
		{ ...many, [path]: "# Another title\n\nSee Chapter 3.\n" },
		{ ...many, "book/02-b.md": "# Bee\n\n## Part\n" },
		many,
		{ ...many, "book/099-new.md": "# New\n" },
		{ ...many, "templates/footer.eta": "<footer>Ours</footer>" },
		many,
	];
	const store = textStore();
	let before: Files = {};
	for (const [at, files] of states.entries()) {
		expect(await outcome(files, store, before), `state ${at}`).toEqual(await outcome(files));
		before = files;
	}
});

test("whatever is edited, a site that is looked at shows what a cold build gives, and the one before still shows what it did", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), fc.boolean(), async (steps, hasStore) => {
			let files: Files = { ...book };
			const living = engineFor(() => files, hasStore ? textStore() : undefined, { isLive: true });
			let found: Discovered | undefined;
			let last: { site: EngineResult["site"]; cold: Record<string, string> } | undefined;
			for (const [name, at, what] of steps) {
				files = { ...files };
				edits[name]?.(files, at, what);
				const cold = await outcome(files);
				found = readAgain(discovered(files), found);
				const warm = await living.run(found);
				expect(warm.diagnostics, name).toEqual(cold.diagnostics);
				expect(warm.stats.pages, name).toBe(cold.pages);
				expect(shownOf(warm.site, cold.site), name).toEqual(cold.site);
				// While a book has errors the pages of the last good one are shown.
				if (last) expect(shownOf(last.site, last.cold), `before ${name}`).toEqual(last.cold);
				last = { site: warm.site, cold: cold.site };
			}
		}),
		{ numRuns: 25, seed: 27 },
	);
});

/** Give the hashes of files of a site that is looked at, for it lists only some. */
function shownOf(site: EngineResult["site"], files: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.keys(files).map((address) => [address, hashOf(site.get(address) ?? "")]));
}

/** What a new engine makes of a book, with or without what earlier ones kept. */
async function outcome(files: Files, store?: Store, before?: Files) {
	return toldBy(await engineFor(() => files, store).run(discovered(files, before)));
}

function toldBy(result: EngineResult) {
	const { diagnostics, stats } = result;
	return { diagnostics, pages: stats.pages, site: hashesOf(result) };
}

function chapters(files: Files): string[] {
	return Object.keys(files).filter((path) => /^book\/.*\.md$/.test(path));
}

function chapterAt(files: Files, at: number): string {
	const all = chapters(files);
	return all[at % all.length] ?? "book/01-a.md";
}

function change(files: Files, at: number | string, how: (text: string) => string): void {
	const path = typeof at === "string" ? at : chapterAt(files, at);
	files[path] = how(files[path] ?? "");
}

function append(files: Files, at: number, text: string): void {
	change(files, at, (before) => before + text);
}

function gloss(files: Files, text: string): void {
	change(files, "glossary/glossary.md", (before) => before + text);
}

function rename(files: Files, at: number, to: string): void {
	const from = chapterAt(files, at);
	const text = files[from] ?? "";
	delete files[from];
	files[to] = text;
}
