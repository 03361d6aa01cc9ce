import { expect, test } from "vitest";
import { type Files, publish } from "./support/published.ts";

const chapter = (status: string, title: string) =>
	`---\nstatus: ${status}\n---\n# ${title}\n\nSee Chapters 1, 2, 3, 4 and 5.\n`;
const book: Files = {
	"book/book.yaml": "",
	"book/01-a.md": chapter("done", "A"),
	"book/02-b.md": chapter("tests only", "B"),
	"book/03-c.md": chapter("planned", "C"),
	"book/04-d.md": chapter("superseded\nsupersededBy: Chapter 1", "D"),
	"book/05-e.md": "# E\n",
};

const { site, diagnostics } = await publish(book);
const pageOf = (address: string) => String(site.get(address));
const textOf = (html: string) =>
	html
		.replace(/<[^>]*>/g, "")
		.replace(/\s+/g, " ")
		.trim();
const within = (address: string, part: RegExp) => textOf(part.exec(pageOf(address))?.[0] ?? "");

const states = [
	["ch01.html", "A", "✓", "Done", "", "written, and in use"],
	[
		"ch02.html",
		"B",
		"◐",
		"Tests only",
		"Tests only. The behaviour described here is tested but not yet in use.",
		"tested, but not in use",
	],
	[
		"ch03.html",
		"C",
		"○",
		"Planned",
		"Planned. This chapter is not written yet; it is listed so that numbers stay the same.",
		"not written yet; listed so that numbers stay the same",
	],
	[
		"ch04.html",
		"D",
		"✕",
		"Superseded",
		"Superseded. Use Chapter 1 A instead. Open Chapter 1",
		"something else took its place",
	],
] as const;

test.each(states)("%s tells its state wherever it is listed", (address, title, sign, word, banner, meaning) => {
	const number = Number(address.slice(2, 4));
	expect(within(address, /<ul class="facts">[\s\S]*?<\/ul>/)).toMatch(new RegExp(`^${sign} ${word}`));
	expect(within(address, /<div class="banner[\s\S]*?<\/div>/).replace(/instead\.(?=\S)/, "instead. ")).toBe(banner);
	// In the contents beside a page the sign is seen, and the word heard.
	const rows = /<nav id="Contents"[\s\S]*?<\/nav>/.exec(pageOf("ch05.html"))?.[0] ?? "";
	expect(rows).toContain(
		`${title} <span class="sign ${toneOf(word)}" aria-hidden="true">${sign}</span><span class="hide"> (${word})</span>`,
	);
	for (const list of ["index.html", "404.html"])
		expect(within(list, /<ul class="rows read">[\s\S]*?<\/ul>/)).toContain(`${number}${title}${sign} ${word}`);
	expect(within("index.html", /<ul class="legend">[\s\S]*?<\/ul>/)).toContain(`${sign} ${word} ${meaning}`);
	const referring = number === 1 ? "ch02.html" : "ch01.html";
	expect(within(referring, new RegExp(`<div class="def" id="x-ch-${number}"[\\s\\S]*?</div>`))).toBe(
		`Chapter ${number} ${title} ${sign} ${word}`,
	);
});

function toneOf(word: string): string {
	return { Done: "ok", "Tests only": "warn", Planned: "plum" }[word] ?? "danger";
}

test("what is superseded has its number struck and its line broken, and nothing else has", () => {
	for (const [address] of states) {
		const isOver = address === "ch04.html";
		expect(pageOf(address).includes('<article class="text superseded">'), address).toBe(isOver);
		expect(pageOf(address).includes('<span class="numeral struck"'), address).toBe(isOver);
	}
});

test("a chapter that says nothing of its state has no sign", () => {
	expect(diagnostics.filter(({ code }) => code !== "superseded-reference" && code !== "term-not-used")).toEqual([]);
	expect(within("ch05.html", /<ul class="facts">[\s\S]*?<\/ul>/)).toBe("1 min read");
	expect(pageOf("ch05.html")).not.toContain('class="banner');
});

test("the legend has its order whatever stands first in the book", async () => {
	const other = await publish({
		...book,
		"book/01-a.md": chapter("planned", "A"),
		"book/03-c.md": chapter("done", "C"),
	});
	const legend = /<ul class="legend">[\s\S]*?<\/ul>/.exec(String(other.site.get("index.html")))?.[0] ?? "";
	expect([...legend.matchAll(/<\/span> ([\w ]+)<\/span>/g)].map(([, word]) => word)).toEqual([
		"Done",
		"Tests only",
		"Planned",
		"Superseded",
	]);
});
