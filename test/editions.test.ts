import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromXml } from "xast-util-from-xml";
import { pdfPages, withSteadyIds } from "../src/render/editions/pdf-pages.ts";
import { launchBrowser } from "./support/browser.ts";
import { browserPath } from "./support/browser-path.ts";
import { pdfText } from "./support/pdf-text.ts";
import { makeBook, silcrow } from "./support/run.ts";

const book = {
	"book/book.yaml": "title: A & B\nauthors: [One]\n",
	"book/01-a.md": "# A <b> & “C”\n\nSee Chapter 2 and §1, and goose.\n\n![x](x.png)\n\n- [x] Done<br>now\n",
	"book/02-é.md": '# É\n\n```dot alt="a"\ndigraph { a -> b }\n```\n\n[There](01-a.md), [picture](x.png)\n',
	"book/17-runbook.md": "---\nrunbook: true\n---\n\n# Runbook\n\n## §1 Restart\n\n**Steps.**\n\n1. See Chapter 1.\n",
	"book/references.md": "---\nappendix: B\n---\n\n# References\n",
	"book/x.png": "\u0089PNG",
	"glossary/glossary.md": "---\nappendix: A\n---\n\n# Glossary\n\n- **goose**: A tool. (Chapter 1)\n",
};

describe("silcrow epub", () => {
	const root = makeBook(book);
	const read = (name: string) => readFileSync(join(root, name));
	const files = new Map<string, string>();

	beforeAll(() => {
		expect(silcrow(root, ["epub"]).out).toMatch(/Wrote book\.epub \(\d+ KB\)\.$/m);
		for (const [path, bytes] of Object.entries(unzipSync(read("book.epub"))))
			files.set(path, Buffer.from(bytes).toString("utf8"));
	});

	test("begins with its type, uncompressed, as readers expect", () => {
		expect(read("book.epub").subarray(30, 58).toString()).toBe("mimetypeapplication/epub+zip");
	});

	test("every page is well-formed XML, and what it links to and shows is in the archive", () => {
		const pages = [...files].filter(([path]) => /\.(?:xhtml|opf|xml)$/.test(path));
		expect(pages.length).toBe(7 + 1 + 2);
		for (const [, text] of pages) fromXml(text);
		const links = pages.flatMap(([, text]) => [...text.matchAll(/ (?:href|src)="([^"#:]+)(?:#[^"]*)?"/g)]);
		const missing = links.map(([, href = ""]) => `book/${decodeURI(href)}`).filter((path) => !files.has(path));
		expect(missing).toEqual([]);
		expect(links.length).toBeGreaterThan(10);
	});

	test("a retired number is no chapter of it", () => {
		const retired = makeBook({ "book/01-a.md": "# A\n", "book/book.yaml": "retired: {2: 1}\n" });
		expect(silcrow(retired, ["epub"]).out).toMatch(/Wrote book\.epub/);
		const names = Object.keys(unzipSync(readFileSync(join(retired, "book.epub"))));
		expect(names.filter((name) => name.includes("ch0"))).toEqual(["book/ch01.xhtml"]);
	});

	test("its pages stand in the order of the book, appendices by letter", () => {
		const titles = [...(files.get("book/contents.xhtml") ?? "").matchAll(/<bdi dir="ltr">([^<]*)<\/bdi> ([^<]*)/g)];
		expect(titles.map(([, number, title]) => `${number} ${title}`)).toEqual([
			"1 A &amp; “C”",
			"2 É",
			"17 Runbook",
			"§1 Restart",
			"A Glossary",
			"B References",
		]);
	});

	test("the same book gives the same bytes in every time zone", () => {
		silcrow(root, ["epub", "--out", "tokyo.epub"], { TZ: "Asia/Tokyo", LANG: "ja_JP.UTF-8" });
		expect(read("tokyo.epub").equals(read("book.epub"))).toBe(true);
	});

	test("is well-formed whatever characters titles and code hold", () => {
		const odd = makeBook({
			"book/book.yaml": 'title: "A \\u0001"\n',
			"book/01-a.md": '---\ntitle: "B \\u000b ]]>"\n---\n\n# B\n\n```sh\n[[ a ]]> b\n```\n',
		});
		silcrow(odd, ["epub"]);
		const archive = Object.entries(unzipSync(readFileSync(join(odd, "book.epub"))));
		for (const [path, bytes] of archive) {
			const text = Buffer.from(bytes).toString("utf8");
			expect(text, path).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]|\]\]>/);
			if (/\.(?:xhtml|opf|xml)$/.test(path)) fromXml(text);
		}
		expect(archive.length).toBeGreaterThan(5);
	});

	test("takes away what a run has left that was killed, and nothing of one at work", () => {
		const gone = spawnSync(process.execPath, ["-e", ""]).pid;
		const leftBy = (pid: number) => join(root, `.book.epub.${hostname().replace(/[^\w.]/g, "")}-${pid}-0123abcd`);
		for (const pid of [gone, process.pid]) writeFileSync(leftBy(pid), "");
		silcrow(root, ["epub"]);
		expect([gone, process.pid].map((pid) => existsSync(leftBy(pid)))).toEqual([false, true]);
		rmSync(leftBy(process.pid));
	});

	test("is valid where a page is only good enough for browsers", () => {
		const image = (size: string) => `<img src="a.png" alt="" ${size}>`;
		const lax = makeBook({
			"book/01-a.md": `# A\n\nNote[^†] and [far](https://a.example/b##c).\n\n${image('width="45%"')} ${image('width="10px" height="1em"')}\n\n[^†]: Words.\n`,
			"book/a.png": Buffer.from("iVBORw0KGgo=", "base64").toString("latin1"),
		});
		silcrow(lax, ["epub", "--allow-errors"]);
		const page = Object.entries(unzipSync(readFileSync(join(lax, "book.epub")))).find(([path]) => /ch01/.test(path));
		const html = Buffer.from(page?.[1] ?? []).toString("utf8");
		expect(html).toContain('href="https://a.example/b#%23c"');
		expect(html.match(/(?:width|height|style)="[^"]*"/g)).toEqual(['style="width: 45%;"', 'width="10"']);
		const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
		for (const [, anchor = ""] of html.matchAll(/href="[^"#]*#(fn[^"]*)"/g)) expect(ids).toContain(decodeURI(anchor));
		expect(ids).toContain("fn-.E2.80.A0");
	});

	test("a book with errors leaves the earlier file as it was", () => {
		const before = read("book.epub");
		const wrong = makeBook({ "book/01-a.md": "# A\n\nChapter 9\n" });
		const ran = silcrow(wrong, ["epub", "--out", join(root, "book.epub")]);
		expect(ran.code).toBe(1);
		expect(ran.out).toContain("book.epub was not written");
		expect(read("book.epub").equals(before)).toBe(true);
	});
});

describe("silcrow build --single", () => {
	test("a folder in its place is a wrong command", () => {
		const { code, err } = silcrow(makeBook(book), ["build", "--single", "--out", "book"]);
		expect(code).toBe(2);
		expect(err).toBe("silcrow: cannot write book: it is a folder\n  hint: name a file with `--out`\n");
	});

	const root = makeBook(book);
	const read = (name: string) => readFileSync(join(root, name), "utf8");
	let browser: Browser;

	beforeAll(async () => {
		expect(silcrow(root, ["build", "--single"]).out).toMatch(/Wrote book\.html/);
		browser = await launchBrowser();
	});
	afterAll(() => browser.close());

	test("needs no other file, and lets no script run but its own", () => {
		const html = read("book.html");
		expect(html.match(/<link |<script[^>]* src=|<img [^>]*src="(?!data:)/g)).toBeNull();
		const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/
			.exec(html)?.[1]
			?.replaceAll("&#39;", "'");
		expect(policy).toMatch(
			/^default-src 'none'; script-src( 'sha256-[^']+'){2}; style-src 'sha256-[^']+'; img-src data:;/,
		);
		expect(html.includes("download=")).toBe(true);
	});

	test("every link inside of it leads somewhere", () => {
		const html = read("book.html").replace(/<(script|style)[\s\S]*?<\/\1>/g, "");
		const ids = new Set([...html.matchAll(/<[a-z][^<>]* id="([^"]+)"/g)].map(([, id]) => id));
		const links = [...html.matchAll(/<a [^<>]*href="#([^"]+)"/g)].map(([, id = ""]) => decodeURIComponent(id));
		expect(links.filter((id) => !ids.has(id))).toEqual([]);
		const previews = [...html.matchAll(/ interestfor="([^"]+)"/g)].map(([, id]) => id);
		expect(previews.filter((id) => !ids.has(id))).toEqual([]);
		expect(previews).not.toEqual([]);
	});

	test("opened from disk it finds an entry, and keeps its ticks", async () => {
		const page = await browser.newPage();
		const faults: string[] = [];
		page.on("pageerror", (error) => faults.push(error.message));
		page.on("console", (message) => faults.push(message.text()));
		page.on("request", (request) => {
			if (!/^(?:data|file):/.test(request.url())) faults.push(request.url());
		});
		await page.goto(pathToFileURL(join(root, "book.html")).href);
		await page.keyboard.press("/");
		await page.keyboard.type("§1");
		await page.getByRole("option", { name: "Restart" }).first().waitFor();
		expect(await page.locator(".finder").evaluate((finder) => getComputedStyle(finder).display)).toBe("flex");
		await page.keyboard.press("Enter");
		await page.waitForURL(/#runbook-1$/);
		await page.locator("#runbook-1 .steps .tick").check();
		await page.reload();
		await page.locator("#runbook-1 .steps .tick:checked").waitFor();
		expect(faults).toEqual([]);
		await page.close();
	});

	test("wears the book's own theme", () => {
		const themed = makeBook({ ...book, "public/theme.css": ":root { --r: 13px }" });
		silcrow(themed, ["build", "--single"]);
		expect(readFileSync(join(themed, "book.html"), "utf8")).toContain("--r: 13px");
	});

	test("a site offers it where the settings ask for it", () => {
		const asked = makeBook({ ...book, "book/book.yaml": "title: A\nsingle: true\n" });
		silcrow(asked, ["build"]);
		expect(readFileSync(join(asked, "dist/book.html"), "utf8")).toContain("The whole book in one file");
		expect(readFileSync(join(asked, "dist/ch01.html"), "utf8")).toContain('href="book.html" download');
	});
});

describe("silcrow pdf", () => {
	test("names the elements of its structure the same, wherever the browser began to count", () => {
		const written = (first: number) => {
			const id = (more: number) => `(node${String(first + more).padStart(8, "0")})`;
			return Buffer.from(`/ID ${id(2)} /ID ${id(0)} /Names [${id(0)} 1 0 R ${id(2)} 2 0 R]`);
		};
		expect(withSteadyIds(written(474))).toEqual(withSteadyIds(written(475)));
		expect(String(withSteadyIds(written(9)))).toContain("/Names [(node00000000) 1 0 R (node00000001) 2 0 R]");
	});

	const root = makeBook(book);
	const read = (name: string) => readFileSync(join(root, name));

	test("writes a tagged PDF with an outline, the same bytes each time", () => {
		expect(silcrow(root, ["pdf"]).out).toMatch(/Wrote book\.pdf/);
		silcrow(root, ["pdf", "--out", "again.pdf"], { TZ: "Asia/Tokyo" });
		const text = read("book.pdf").toString("latin1");
		expect(text).toMatch(/\/Type \/Outlines|\/Outlines \d+ 0 R/);
		expect(text).toContain("/MarkInfo");
		expect(text).not.toContain("file:");
		expect(text).toContain("/CreationDate (D:20000101000000+00'00')");
		expect(read("again.pdf").equals(read("book.pdf"))).toBe(true);
	});

	test("prints the same in any language of the machine", () => {
		// Of the fonts that set a slanted comment, fontconfig prefers in Arabic another than in English.
		const code = makeBook({ "book/01-a.md": "# A\n\n```sh\nls # all\n```\n" });
		const asked = join(code, "asked.txt");
		const browser = join(code, "browser.sh");
		const wrapper = `#!/bin/sh\nenv | grep -E '^(LANG|LC_|TZ|FC_)' | sort >>${asked}\nexec ${browserPath()} "$@"\n`;
		writeFileSync(browser, wrapper, { mode: 0o755 });
		const printed = (env: Record<string, string>) => {
			writeFileSync(asked, "");
			silcrow(code, ["pdf"], { CHROMIUM: browser, ...env });
			return { asked: readFileSync(asked, "utf8"), pdf: readFileSync(join(code, "book.pdf")) };
		};
		const english = printed({ LANG: "C.UTF-8" });
		const tongue = "ar_EG.UTF-8";
		const arabic = printed({ LANG: tongue, LC_ALL: tongue, LANGUAGE: "ar", FC_LANG: "ar", TZ: "Africa/Cairo" });
		expect(arabic.asked).toBe(english.asked);
		expect(arabic.pdf.equals(english.pdf)).toBe(true);
	});

	test("knows the page of every chapter, which the contents name", () => {
		const pages = pdfPages(read("book.pdf"));
		const order = ["ch01", "ch02", "ch17", "runbook-1", "glossary", "references"].map((id) => pages.get(id) ?? 0);
		expect(order).toEqual([...order].sort((a, b) => a - b));
		expect(order[0]).toBe(3);
	});

	test("says of itself when the book was built", () => {
		silcrow(root, ["pdf", "--out", "dated.pdf"], { SOURCE_DATE_EPOCH: "1700000000" });
		expect(read("dated.pdf").toString("latin1")).toContain("/CreationDate (D:20231114221320+00'00')");
	});

	test("its index names pages besides numbers", () => {
		const pages = pdfPages(read("book.pdf"));
		const texts = pdfText(read("book.pdf"));
		const index = texts.findLast((words) => words.includes("Theboldones") || words.includes("boldones")) ?? "";
		expect(index).toContain(`Restart§1p.${pages.get("runbook-1")}`);
		expect(index).toMatch(/goose1p\.3/);
		expect(texts[1]).toContain(`Restart${pages.get("runbook-1")}`);
	});

	test("says what to install where there is no browser", () => {
		const ran = silcrow(root, ["pdf"], { PATH: "", CHROMIUM: "" });
		expect(ran.code).toBe(3);
		expect(ran.err).toMatch(/needs Chromium or Chrome.*\n.*apt-get install chromium/);
	});
});
