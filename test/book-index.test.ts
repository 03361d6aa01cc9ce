import { expect, test } from "vitest";
import { backlinksOf } from "../src/engine/backlinks.ts";
import { type BookIndexData, bookIndexViews } from "../src/render/book-index/book-index-pages.ts";
import { noKeeper } from "../src/render/keep.ts";
import { filingKey } from "../src/render/pages/glossary-order.ts";
import { lettersOf } from "../src/render/pages/letters.ts";
import { linkBook } from "./support/book.ts";

/** The index of a book: each page with its entries, `*` before a main place, two blanks before an entry below another. */
async function indexOf(files: Record<string, string>): Promise<Record<string, string[]>> {
	const { book, linked } = await linkBook(files);
	const views = bookIndexViews(book, linked, backlinksOf(linked, book, noKeeper));
	return Object.fromEntries(
		views.map((view) => {
			const { letters } = view.data as BookIndexData;
			return [
				view.address,
				letters.flatMap(({ rows }) =>
					rows.flatMap((row) => [shown(row), ...row.below.map((one) => `  ${shown(one)}`)]),
				),
			];
		}),
	);
}

type Row = Omit<BookIndexData["letters"][number]["rows"][number], "below">;

function shown({ name, locators, sees }: Row): string {
	const places = locators.map(({ label, isMain, address, parts, to }) => {
		const range = to ? `–${to.label}` : "";
		const sections = parts.map((part) => part.address).join(" ");
		return `${isMain ? "*" : ""}${label}${range} ${address}${sections && ` (${sections})`}`;
	});
	const others = sees.map((see) => `see ${see.name} ${see.address}`);
	return [name, ...places, ...others].join(" · ");
}

const glossary = "# Glossary\n\n- **gate** (also: lych door): G. (Chapter 2)\n- **Portal**: See gate.\n";

test("terms, titles and what an author adds, with the sections that are about them", async () => {
	const index = await indexOf({
		"book/01-one.md":
			"---\nindex: [doors > wooden, lock (main)]\n---\n# One\n\na gate\n\n## Walls\n\na gate\n\n### Deep\n\na gate\n",
		"book/02-two.md":
			"# Two\n\n## §1 Doors\n\n<!-- silcrow: index hinge; doors > iron; entrance, see gate -->\n\na gate\n",
		"book/03-run.md": "---\nrunbook: true\n---\n# Runbook\n\n## §7 Open it\n\na gate\n\n### Steps\n\n1. Turn.\n",
		"glossary/glossary.md": glossary,
	});
	expect(index).toEqual({
		"book-index.html": [
			"Doors · *2 §1 ch02.html#s1",
			"  iron · 2 §1 ch02.html#s1",
			"  wooden · 1 ch01.html",
			"entrance · see gate book-index.html#i-gate",
			"gate · 1 ch01.html (ch01.html#walls) · *2 ch02.html · 2 §1 ch02.html#s1 · §7 runbook/7.html",
			"hinge · 2 §1 ch02.html#s1",
			"lock · *1 ch01.html",
			"lych door · see gate book-index.html#i-gate",
			"One · *1 ch01.html",
			"Open it · *§7 runbook/7.html",
			"Portal · see gate book-index.html#i-gate",
			"Runbook · *3 ch03.html",
			"Two · *2 ch02.html",
			"Walls · *1 ch01.html#walls",
		],
	});
});

test("long rows of chapters are ranges, and titles that many share are left out", async () => {
	const files: Record<string, string> = { "glossary/glossary.md": "# Glossary\n\n- **gate**: G. (Chapter 4)\n" };
	for (let number = 1; number <= 15; number += 1)
		files[`book/${String(number).padStart(2, "0")}-x.md`] = `# Title ${number}\n\na gate\n\n## Summary\n`;
	const index = await indexOf(files);
	expect(index["book-index.html"]?.filter((row) => /^(?:gate|Summary)/.test(row))).toEqual([
		"gate · 1–3 ch01.html · *4 ch04.html · 5–15 ch05.html",
	]);
});

test("a long index has a page for each letter", async () => {
	const headings = Array.from({ length: 700 }, (_, index) => `## ${index % 2 ? "Beta" : "Alpha"} ${index}\n`);
	const index = await indexOf({ "book/01-one.md": `# One\n\n${headings.join("\n")}` });
	expect(Object.entries(index).map(([address, rows]) => [address, rows.length])).toEqual([
		["book-index.html", 0],
		["book-index-a.html", 350],
		["book-index-b.html", 350],
		["book-index-o.html", 1],
	]);
});

/** Names in the order of an index. */
const sorted = [
	"#",
	"10x",
	"2FA",
	"Ångström",
	"B2",
	"B10",
	"C++",
	"Deploy gate",
	"deployment",
	"Đapp",
	"Łódź",
	"Straße",
	"Übung",
	"Ωmega",
	"Ярмо",
	"あ",
	"漢字",
];

test("names are sorted letter by letter, in every script", () => {
	const rows = sorted.map((name) => ({ name, slug: name }));
	const letters = lettersOf([...rows].reverse());
	expect(letters.map(({ letter }) => letter)).toEqual([
		"#",
		"0–9",
		"A",
		"B",
		"C",
		"D",
		"L",
		"S",
		"U",
		"Ω",
		"Я",
		"あ",
		"漢",
	]);
	expect(letters.flatMap((one) => one.rows.map((row) => row.name))).toEqual([
		"#",
		"2FA",
		"10x",
		"Ångström",
		"B2",
		"B10",
		"C++",
		"Đapp",
		"Deploy gate",
		"deployment",
		"Łódź",
		"Straße",
		"Übung",
		"Ωmega",
		"Ярмо",
		"あ",
		"漢字",
	]);
	expect(filingKey("É-tat of the Art")).toBe("etatoftheart");
});
