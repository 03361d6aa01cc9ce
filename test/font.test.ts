import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as harfbuzz from "harfbuzzjs";
import subset from "subset-font";
import { expect, test } from "vitest";
import { makeBook, readTree, silcrow, write } from "./support/run.ts";

// Source Sans 3, under the SIL Open Font License.
const fonts = join(import.meta.dirname, "../node_modules/@fontsource-variable/source-sans-3/files");
const fontOf = (part: string) => join(fonts, `source-sans-3-${part}-wght-normal.woff2`);

function bookWith(files: Record<string, string>, part = "latin"): string {
	const folder = makeBook({ "book/01-pumps.md": "# Pumps\n\nÖl &euro; – §1.\n\n## §1 Start\n\nText.\n", ...files });
	copyFileSync(fontOf(part), join(folder, "book/own.woff2"));
	return folder;
}

function published(folder: string): Map<string, string> {
	const { code, out, err } = silcrow(folder, ["build"]);
	expect([code, out, err][0]).toBe(0);
	return readTree(join(folder, "dist"));
}

const named = (site: Map<string, string>, name: RegExp) => [...site.keys()].filter((path) => name.test(path));

async function charactersOf(woff2: Buffer): Promise<Set<string>> {
	const plain = await subset(woff2, undefined as never, { targetFormat: "truetype", keepAllGlyphs: true } as never);
	const points = new harfbuzz.Face(new harfbuzz.Blob(plain)).collectUnicodes();
	return new Set([...points].map((point) => String.fromCodePoint(point)));
}

test("a book's font is published with the characters of the book, and small", async () => {
	const folder = bookWith({ "book/book.yaml": "font: own.woff2\n" });
	const site = published(folder);
	const [name = ""] = named(site, /\.woff2$/);
	expect(name).toMatch(/^assets\/font\.[0-9a-f]{8}\.woff2$/);
	expect(named(site, /woff2/)).toEqual([name]);
	expect(site.get(name)?.length).toBeLessThan(16_000);
	const kept = await charactersOf(Buffer.from(site.get(name) ?? "", "latin1"));
	for (const character of "AZaz09~Ö€–§") expect(kept).toContain(character);
	expect(kept).not.toContain("Ø");
	// What the pages show and the font has, it still has.
	const whole = await charactersOf(readFileSync(fontOf("latin")));
	const pages = named(site, /\.html$/).map((path) => Buffer.from(site.get(path) ?? "", "latin1").toString());
	const shown = new Set(pages.join("").replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ""));
	expect([...shown].filter((character) => character > " " && whole.has(character) && !kept.has(character))).toEqual([]);
});

test("pages ask for it first, style and policy know it, and what stands in for it is as wide", () => {
	const site = published(bookWith({ "book/book.yaml": "font: own.woff2\nsingle: true\noffline: true\n" }));
	const [font = ""] = named(site, /\.woff2$/);
	const [style = ""] = named(site, /^assets\/style\..*\.css$/);
	const page = site.get("ch01.html") ?? "";
	expect(page.indexOf(`<meta name="font" content="${font}">`)).toBeLessThan(page.indexOf(`href="${style}"`));
	expect(page).toContain(`href="${style}"`);
	const css = site.get(style) ?? "";
	expect(css).toContain(
		`src:url(${font.replace("assets/", "")}) format("woff2");font-weight:300 700;font-display:optional`,
	);
	expect(css).toContain(
		'local("Arimo");font-weight:400;size-adjust:94.22%;ascent-override:108.68%;descent-override:42.45%;line-gap-override:0%',
	);
	expect(site.get("sw.js")).toContain(font);
	expect(site.get("book.html")).toContain("url(data:font/woff2;base64,");
	expect(site.get("book.html")?.match(/url\(data:font/g)).toHaveLength(1);
	expect(site.get("book.html")).toContain("font-src data:");
});

test("the same book has the same bytes, and the cache changes none", () => {
	const folder = bookWith({ "book/book.yaml": "font: own.woff2\n" });
	const first = published(folder);
	write(folder, { "book/02-pipes.md": "# Pipes\n\nText.\n" });
	const warm = published(folder);
	expect(silcrow(folder, ["build", "--no-cache"], { TZ: "Asia/Tokyo", LANG: "tr_TR.UTF-8" }).code).toBe(0);
	expect(readTree(join(folder, "dist"))).toEqual(warm);
	expect(named(warm, /\.woff2$/)).toEqual(named(first, /\.woff2$/));
});

test("a large font is a large-font warning with its place", async () => {
	const text = [...(await charactersOf(readFileSync(fontOf("latin-ext"))))].filter((one) => one > "~").join(" ");
	const yaml = "title: Pumps\nfont: own.woff2\n";
	const folder = bookWith({ "book/book.yaml": yaml, "book/02-far.md": `# Far\n\n${text}\n` }, "latin-ext");
	const { code, err, out } = silcrow(folder, ["build"]);
	expect(code).toBe(0);
	expect(err + out).toMatch(/warning\[large-font\]: “book\/own\.woff2” takes \d\d\.\d KB .* 28\.0 KB is the most/);
	expect(err + out).toContain("book/book.yaml:2:7");
});

test("a book without a font has nothing of it", () => {
	const site = published(bookWith({}));
	expect(named(site, /woff2/)).toEqual([]);
	expect([...site.values()].join("")).not.toMatch(/@font-face|name="font"|as='font'/);
});
