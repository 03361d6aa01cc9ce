import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { makeBook, readTree, silcrow, write } from "./support/run.ts";
import { type ServedSite, serveSite } from "./support/serve-site.ts";

const book = {
	"book/book.yaml": "title: A\noffline: true\n",
	"book/01-a.md": "# A\n\nSee §1.\n",
	"book/17-runbook.md": "---\nrunbook: true\n---\n\n# Runbook\n\n## §1 Restart\n\n**Steps.**\n\n1. See Chapter 1.\n",
};
const root = makeBook(book);
const copyOf = () => /"version":"([^"]+)"/.exec(readFileSync(join(root, "dist/sw.js"), "utf8"))?.[1];

beforeAll(() => {
	silcrow(root, ["build", "--allow-errors"]);
});

test("the list of what is kept names every file that a reader may want, and changes with each of them", () => {
	const { files } = JSON.parse(
		/self\.silcrowBook=(.*);/.exec(readFileSync(join(root, "dist/sw.js"), "utf8"))?.[1] ?? "",
	) as { files: string[] };
	const missing = [...readTree(join(root, "dist")).keys()].filter((path) => !files.includes(path));
	expect(missing.sort()).toEqual([".silcrow", "_headers", "_nginx.conf", "robots.txt", "sw.js"]);
	const before = copyOf();
	write(root, { "book/01-a.md": "# A\n\nSee §1 first.\n" });
	silcrow(root, ["build", "--allow-errors"]);
	expect(copyOf()).not.toBe(before);
});

test("a book that does not ask for it has no worker", () => {
	const other = makeBook({ "book/01-a.md": "# A\n" });
	silcrow(other, ["build"]);
	const files = readTree(join(other, "dist"));
	expect(files.has("sw.js")).toBe(false);
	expect(files.get("ch01.html")).not.toContain("data-worker");
});

describe("in a browser", () => {
	let browser: Browser;
	let served: ServedSite;

	beforeAll(async () => {
		served = await serveSite(join(root, "dist"));
		browser = await launchBrowser();
	});
	afterAll(async () => {
		await browser.close();
		await served.close();
	});

	test("who has read one page can read the whole book without a network, and is told so", async () => {
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto(`${served.origin}/ch01.html`);
		await page.evaluate(async () => {
			await navigator.serviceWorker.ready;
		});
		await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
		await context.setOffline(true);
		await page.goto(`${served.origin}/runbook/1.html`);
		expect(await page.locator("h1").textContent()).toContain("Restart");
		expect(await page.locator(".local").textContent()).toMatch(/^Offline\. You are reading the copy/);
		await page.keyboard.press("/");
		await page.keyboard.type("§1");
		await page.getByRole("option", { name: "Restart" }).first().waitFor();
		await context.close();
	});
});
