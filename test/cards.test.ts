import { join } from "node:path";
import { expect, test } from "vitest";
import { makeBook, readTree, silcrow } from "./support/run.ts";

const settings = "title: The book\nsite: { origin: https://book.example.com }\n";
const chapters = { "book/01-pumps.md": "# Pumps & <valves>\n\nText.\n", "book/02-far.md": "# 東京\n\nText.\n" };

function build(yaml: string): Map<string, string> {
	const folder = makeBook({ "book/book.yaml": yaml, ...chapters });
	expect(silcrow(folder, ["build"]).code).toBe(0);
	return readTree(join(folder, "dist"));
}

test("a book that wants cards has one for each page whose letters the font has", () => {
	const site = build(`${settings}cards: true\n`);
	const cards = [...site.keys()].filter((path) => path.startsWith("cards/"));
	expect(cards).toContain("cards/ch01.png");
	expect(cards).not.toContain("cards/ch02.png");
	expect(site.get("cards/ch01.png")?.slice(1, 4)).toBe("PNG");
	expect(site.get("ch01.html")).toContain(
		'<meta property="og:image" content="https://book.example.com/cards/ch01.png">',
	);
	expect(site.get("ch02.html")).not.toContain("og:image");
	expect(build(`${settings}cards: true\n`).get("cards/ch01.png")).toBe(site.get("cards/ch01.png"));
});

test("other books have none", () => {
	for (const yaml of [settings, "cards: true\n"]) {
		const site = build(yaml);
		expect([...site.keys()].filter((path) => path.startsWith("cards/"))).toEqual([]);
		expect(site.get("ch01.html")).not.toContain("og:image");
	}
});
