/**
 * Takes the pictures that a person looks at before a change of the look is done:
 * `npx tsx scripts/screenshots.ts dist pictures [cover=index.html chapter=ch08.html …]`.
 */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

const usual = {
	cover: "index.html",
	chapter: "ch08.html",
	runbook: "ch17.html",
	entry: "runbook/27.html",
	glossary: "glossary.html",
	search: "ch08.html",
	"not-found": "404.html",
};

const screens = [
	{ name: "1440", width: 1440, height: 900, isMobile: false },
	{ name: "390", width: 390, height: 844, isMobile: true },
];

const [site, out, ...named] = process.argv.slice(2);
if (site === undefined || out === undefined) {
	process.stderr.write("usage: tsx scripts/screenshots.ts SITE OUT [name=page.html …]\n");
	process.exitCode = 2;
} else {
	await takeAll(resolve(site), resolve(out), named.length > 0 ? pairs(named) : usual);
}

function pairs(named: string[]): Record<string, string> {
	return Object.fromEntries(
		named.map((one) => {
			const at = one.indexOf("=");
			return [one.slice(0, at), one.slice(at + 1)];
		}),
	);
}

async function takeAll(site: string, out: string, pages: Record<string, string>): Promise<void> {
	await mkdir(out, { recursive: true });
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu"],
	});
	try {
		for (const [name, page] of Object.entries(pages)) {
			const file = join(site, page);
			if (existsSync(file)) await takePage(browser, name, pathToFileURL(file).href, join(out, name));
			else process.stderr.write(`${page} is not in ${site}\n`);
		}
	} finally {
		await browser.close();
	}
}

async function takePage(browser: Browser, name: string, url: string, out: string): Promise<void> {
	for (const { name: screen, width, height, isMobile } of screens) {
		for (const colorScheme of ["light", "dark"] as const) {
			const page = await browser.newPage({ viewport: { width, height }, isMobile, hasTouch: isMobile, colorScheme });
			await page.goto(url);
			if (name === "search") await search(page);
			await page.screenshot({ path: `${out}-${screen}-${colorScheme}.png` });
			await page.close();
		}
	}
	if (name !== "search") await print(browser, url, out);
}

async function search(page: Page): Promise<void> {
	await page.keyboard.press("/");
	await page.locator("dialog input").fill("migration");
	await page.locator("dialog [role=option]").first().waitFor();
}

async function print(browser: Browser, url: string, out: string): Promise<void> {
	// As wide as the text of an A4 page, so that the picture shows what the paper does.
	const page = await browser.newPage({ viewport: { width: 627, height: 940 } });
	await page.goto(url);
	await page.pdf({ path: `${out}.pdf`, preferCSSPageSize: true, format: "A4" });
	await page.emulateMedia({ media: "print" });
	await page.screenshot({ path: `${out}-print.png` });
	await page.close();
}
