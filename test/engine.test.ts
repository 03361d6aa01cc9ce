import { describe, expect, test } from "vitest";
import { discovered, drawUnknown, engineFor, textStore } from "./support/edited-book.ts";

const book: Record<string, string> = {
	"book/book.yaml": "title: T\n",
	"book/01-a.md": "# A\n\nSee Chapter 2.\n\nWe use Alpha.\n",
	"book/02-b.md": "# B\n\n## Part\n\nWe use Beta.\n",
	"book/03-c.md": "# C\n\nAlone.\n",
	"glossary/glossary.md": "# Glossary\n\n- **Alpha**: first (Chapter 1)\n- **Beta**: second (Chapter 2)\n",
};

const engine = () => engineFor(() => book);
const edited = (path: string, from: string | RegExp, to: string) => ({
	...book,
	[path]: (book[path] ?? "").replace(from, to),
});

const renamed = (path: string, to: string) => {
	const { [path]: text = "", ...others } = book;
	return { ...others, [to]: text };
};

describe("after an edit only the stages run that it concerns", () => {
	test.each([
		["nothing", book, { compile: 0, index: 0, link: 0, render: 0 }],
		[
			"words in a paragraph",
			edited("book/03-c.md", "Alone", "Still alone"),
			{ compile: 1, index: 0, link: 1, render: 1 },
		],
		[
			"the title of a chapter that nothing refers to",
			edited("book/03-c.md", "# C", "# See"),
			{ compile: 1, index: 1, link: 1, render: 7 },
		],
		[
			"the title of a chapter to which another and a term refer",
			edited("book/02-b.md", "# B", "# Bee"),
			{ compile: 1, index: 1, link: 3, render: 7 },
		],
		[
			"a heading inside a chapter",
			edited("book/02-b.md", "## Part", "## Piece"),
			// The index at the back names the heading as well.
			{ compile: 1, index: 1, link: 1, render: 2 },
		],
		[
			"a definition",
			edited("glossary/glossary.md", "first", "the first"),
			// The pages that use a term show what it means, and link to it as before.
			{ compile: 1, index: 1, link: 1, render: 2 },
		],
		["the number of a chapter", renamed("book/03-c.md", "book/04-c.md"), { compile: 1, index: 1, link: 1, render: 7 }],
		[
			"a new term",
			edited("glossary/glossary.md", /$/, "- **Alone**: by itself (Chapter 3)\n"),
			{ compile: 1, index: 1, link: 4, render: 4 },
		],
	])("%s", async (_, next, runs) => {
		const one = engine();
		await one.run(discovered(book));
		expect((await one.run(discovered(next))).stats.runs).toEqual(runs);
	});

	test("a template draws all pages again, and runs nothing else", async () => {
		const one = engine();
		const { stats } = await one.run(discovered(book));
		const next = await one.run(discovered({ ...book, "templates/footer.eta": "<footer>Ours</footer>" }));
		// print.html is bound of the others, and is none that is drawn.
		expect(next.stats.runs).toEqual({ compile: 0, index: 0, link: 0, render: stats.pages - 1 });
	});
});

test("of a site that is looked at, the whole book as one file is drawn when somebody opens it", async () => {
	const files = { ...book, "book/book.yaml": "title: T\nsingle: true\n", "templates/single.eta": "<% throw 1 %>" };
	const { site } = await engineFor(() => files, undefined, { isLive: true }).run(discovered(files));
	expect(() => site.get("book.html")).toThrow("single.eta");
	expect(site.get("ch01.html")).toContain("Alpha");
});

describe("what outlives the engine spares the same work", () => {
	/** A run of a new engine that finds what the first one kept. */
	async function runs(next: Record<string, string>, before = book) {
		const store = textStore();
		drawUnknown(await engineFor(() => before, store).run(discovered(before)));
		const result = await engineFor(() => next, store).run(discovered(next));
		drawUnknown(result);
		// The book is made anew in each process: that is cheap.
		return { ...result.stats.runs, index: 0 };
	}

	test.each<[string, Record<string, string>, { compile: number; link: number; render: number }]>([
		["nothing", book, { compile: 0, link: 0, render: 0 }],
		["words", edited("book/03-c.md", "Alone", "Still alone"), { compile: 1, link: 1, render: 1 }],
		["the title of a chapter", edited("book/03-c.md", "# C", "# See"), { compile: 1, link: 1, render: 7 }],
		[
			"the title of a chapter to which another and a term refer",
			edited("book/02-b.md", "# B", "# Bee"),
			{ compile: 1, link: 3, render: 7 },
		],
		["a definition", edited("glossary/glossary.md", "first", "the first"), { compile: 1, link: 1, render: 6 }],
		[
			"a new term",
			edited("glossary/glossary.md", /$/, "- **Alone**: by itself (Chapter 3)\n"),
			{ compile: 1, link: 4, render: 6 },
		],
		["a template", { ...book, "templates/footer.eta": "Ours" }, { compile: 0, link: 0, render: 7 }],
		[
			"a severity",
			{ ...book, "book/book.yaml": "title: T\nseverity: { term-not-used: off }\n" },
			{ compile: 0, link: 4, render: 7 },
		],
	])("%s", async (_, next, expected) => {
		expect(await runs(next)).toEqual({ ...expected, index: 0 });
	});

	test("an edit before a reference on another line leaves the list of all references as it is", async () => {
		const before = edited("book/01-a.md", "See", "Words.\n\nSee");
		const isKnownAfter = async (next: Record<string, string>) => {
			const store = textStore();
			drawUnknown(await engineFor(() => before, store).run(discovered(before)));
			return (await engineFor(() => next, store).run(discovered(next))).hashes.has("references.json");
		};
		const text = before["book/01-a.md"] ?? "";
		expect(await isKnownAfter({ ...before, "book/01-a.md": text.replace("Words.", "More words.") })).toBe(true);
		expect(await isKnownAfter({ ...before, "book/01-a.md": text.replace("Words.", "Words.\n") })).toBe(false);
	});
});
