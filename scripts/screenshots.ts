/**
 * Takes the pictures that a person looks at before a change of the look is done:
 * `npx tsx scripts/screenshots.ts dist pictures [cover=index.html chapter=ch08.html entry=runbook/27.html …]`.
 */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";

const usual = {
	cover: "index.html",
	chapter: "ch08.html",
	runbook: "ch17.html",
	entry: "runbook/27.html",
	glossary: "glossary.html",
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
	await takeAll(resolve(site), resolve(out), { ...usual, ...pairs(named) });
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
		executablePath: process.env.CHROME ?? "/usr/bin/chromium",
		args: ["--no-sandbox"],
	});
	try {
		for (const [name, page] of Object.entries(pages)) {
			if (existsSync(join(site, page))) {
				await takePage(browser, join(site, page), join(out, name));
			} else {
				process.stderr.write(`${page} is not in ${site}\n`);
			}
		}
		const chapter = join(site, pages.chapter ?? "");
		if (existsSync(chapter)) await print(browser, chapter, join(out, "chapter"));
	} finally {
		await browser.close();
	}
}

async function takePage(browser: Browser, file: string, out: string): Promise<void> {
	for (const { name, width, height, isMobile } of screens) {
		for (const colorScheme of ["light", "dark"] as const) {
			const context = await browser.newContext({
				viewport: { width, height },
				isMobile,
				hasTouch: isMobile,
				colorScheme,
			});
			const page = await context.newPage();
			await page.goto(pathToFileURL(file).href);
			await page.screenshot({ path: `${out}-${name}-${colorScheme}.png` });
			await page.screenshot({
				path: `${out}-${name}-${colorScheme}-whole.png`,
				fullPage: true,
			});
			await context.close();
		}
	}
}

async function print(browser: Browser, file: string, out: string): Promise<void> {
	const context = await browser.newContext({
		viewport: { width: 650, height: 920 },
	});
	const page = await context.newPage();
	await page.goto(pathToFileURL(file).href);
	await page.pdf({ path: `${out}.pdf`, preferCSSPageSize: true, format: "A4" });
	// The same text on the screen, for whoever has no reader of PDF at hand.
	await page.emulateMedia({ media: "print" });
	await page.screenshot({ path: `${out}-print.png`, fullPage: true });
	await context.close();
}
