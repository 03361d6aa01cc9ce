import { describe, expect, test } from "vitest";
import { createEngine } from "../src/engine/engine.ts";
import type { Discovered } from "../src/model/discovered.ts";
import type { EngineResult } from "../src/model/engine.ts";
import { ownTemplates } from "./render/templates.ts";

const book: Record<string, string> = {
	"book/book.yaml": "title: T\n",
	"book/01-a.md": "# A\n\nSee Chapter 2.\n\nWe use Alpha.\n",
	"book/02-b.md": "# B\n\n## Part\n\nWe use Beta.\n",
	"book/03-c.md": "# C\n\nAlone.\n",
	"glossary/glossary.md": "# Glossary\n\n- **Alpha**: first (Chapter 1)\n- **Beta**: second (Chapter 2)\n",
};

/** What `discover` would give; texts that did not change are the same strings. */
function discovered(files: Record<string, string>, templates = ownTemplates()): Discovered {
	const sources = Object.entries(files).flatMap(([path, text]) => {
		if (!path.endsWith(".md")) return [];
		return [{ path, kind: path.startsWith("glossary/") ? ("glossary" as const) : ("chapter" as const), text }];
	});
	return {
		sources,
		assets: [],
		settingsText: files["book/book.yaml"] ?? "",
		templates: [...templates].map(([name, text]) => ({ path: `templates/${name}`, text })),
		diagnostics: [],
	};
}

const engine = () => createEngine({ version: "1", readAsset: async () => new Uint8Array() });
const edited = (path: string, from: string | RegExp, to: string) => ({
	...book,
	[path]: (book[path] ?? "").replace(from, to),
});

describe("after an edit only the stages run that it concerns", () => {
	test.each([
		["nothing", book, { compile: 0, index: 0, link: 0, render: 0 }],
		[
			"words in a paragraph",
			edited("book/03-c.md", "Alone", "Still alone"),
			{ compile: 1, index: 0, link: 1, render: 1 },
		],
		["the title of a chapter", edited("book/03-c.md", "# C", "# See"), { compile: 1, index: 1, link: 4, render: 7 }],
		[
			"a heading inside a chapter",
			edited("book/02-b.md", "## Part", "## Piece"),
			// The index at the back names the heading as well.
			{ compile: 1, index: 1, link: 4, render: 2 },
		],
		[
			"a definition",
			edited("glossary/glossary.md", "first", "the first"),
			{ compile: 1, index: 1, link: 4, render: 2 },
		],
	])("%s", async (_, next, runs) => {
		const one = engine();
		await one.run(discovered(book));
		expect((await one.run(discovered(next))).stats.runs).toEqual(runs);
	});

	test("a template draws all pages again, and runs nothing else", async () => {
		const one = engine();
		const { stats } = await one.run(discovered(book));
		const next = await one.run(discovered(book, ownTemplates().set("footer.eta", "<footer>Ours</footer>")));
		// print.html is bound of the others, and is none that is drawn.
		expect(next.stats.runs).toEqual({ compile: 0, index: 0, link: 0, render: stats.pages - 1 });
	});
});

test("a warm run and a cold one give the same bytes, whatever was edited in between", async () => {
	const warm = engine();
	let files = book;
	await warm.run(discovered(files));
	for (let step = 0; step < 150; step++) {
		files = edit(files, step);
		const [one, other] = [await warm.run(discovered(files)), await engine().run(discovered(files))];
		expect(shown(one), `step ${step}`).toEqual(shown(other));
	}
});

function shown({ diagnostics, site }: EngineResult): unknown {
	return { diagnostics, site: [...site].map(([address, content]) => [address, String(content)]) };
}

/** Edits of every kind, by a generator with a fixed seed. */
function edit(files: Record<string, string>, step: number): Record<string, string> {
	const random = randomFrom(step);
	const chapters = Object.keys(files).filter((path) => /^book\/\d/.test(path));
	const path = chapters[random(chapters.length)] ?? "book/01-a.md";
	const next = { ...files };
	const change = (at: string, how: (text: string) => string) => {
		next[at] = how(files[at] ?? "");
	};
	const edits: (() => void)[] = [
		() => change(path, (text) => `${text}\nWord ${step} and Alpha.\n`),
		() => change(path, (text) => text.replace(/^# .*/m, `# Title ${step}`)),
		() => change(path, (text) => `${text}\n## Heading ${step}\n\nSee Chapter ${random(6)} and §${random(4)}.\n`),
		() => change(path, (text) => text.replace(/\n## [^\n]*\n/, "\n")),
		() => change(path, (text) => `${text}\n## §${random(5) + 1} Section ${step}\n`),
		() =>
			change(path, (text) =>
				text.startsWith("---") ? text.replace(/^---[\s\S]*?---\n/, "") : `---\nrunbook: true\n---\n${text}`,
			),
		() =>
			change(
				"glossary/glossary.md",
				(text) => `${text}- **Term ${step}** (superseded by Alpha): text (Chapter ${random(5)})\n`,
			),
		() => change("glossary/glossary.md", (text) => text.replace(/\n- [^\n]*\n$/, "\n")),
		() =>
			change("book/book.yaml", () => `title: T${step}\nseverity: { term-not-used: ${random(2) ? "off" : "error"} }\n`),
		() => {
			next[`book/${String(random(9) + 1).padStart(2, "0")}-new.md`] =
				`# New ${step}\n\nSee Chapter 1, and [this](01-a.md#part).\n`;
		},
		() => {
			if (chapters.length > 2) delete next[path];
		},
	];
	edits[random(edits.length)]?.();
	return Object.fromEntries(Object.entries(next).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A small generator of numbers (mulberry32), so that a failure can be had again. */
function randomFrom(seed: number): (below: number) => number {
	let state = seed + 0x6d2b79f5;
	return (below) => {
		state = Math.imul(state ^ (state >>> 15), state | 1);
		state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
		return ((state ^ (state >>> 14)) >>> 0) % below;
	};
}
