import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { budgets } from "../support/budgets.ts";
import { deploymentSite } from "../support/deployment-site.ts";
import { makeBook, readTree, silcrow } from "../support/run.ts";
import { type ServedSite, serveSite } from "../support/serve-site.ts";

const folder = deploymentSite();
const entries = [...readTree(folder).keys()].filter((path) => /^runbook\/\d+\.html$/.test(path));

let browser: Browser;
let site: ServedSite;
beforeAll(async () => {
	[browser, site] = await Promise.all([launchBrowser(), serveSite(folder)]);
});
afterAll(() => Promise.all([browser.close(), site.close()]));

test("the first command of every entry is near on a phone", async () => {
	const height = 844;
	const page = await browser.newPage({ viewport: { width: 390, height }, isMobile: true, hasTouch: true });
	const screens: [number, string][] = [];
	for (const path of entries) {
		await page.goto(`${site.origin}/${path}`);
		const top = Number(await page.evaluate("document.querySelector('main .command').getBoundingClientRect().top"));
		screens.push([Number((top / height).toFixed(2)), path]);
	}
	await page.close();
	screens.sort(([a], [b]) => b - a);
	const middle = screens[Math.floor(screens.length / 2)]?.[0] ?? 0;
	console.log(`first command, in screens: ${screens.slice(0, 4).join(" ")}; the middle entry ${middle}`);
	expect(screens).toHaveLength(28);
	expect(screens.filter(([screen]) => screen > budgets.firstCommand)).toEqual([]);
	expect(middle).toBeLessThanOrEqual(budgets.middleFirstCommand);
});

test("what an entry needs is folded on a phone, and open on a desk and on paper", async () => {
	const page = await browser.newPage({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
	await page.goto(`${site.origin}/runbook/27.html`);
	const need = page.locator("#need-1");
	const fold = page.getByText("You need (3)");
	expect(await need.isVisible()).toBe(false);
	await fold.click();
	expect(await need.isVisible()).toBe(true);
	await fold.click();
	await page.emulateMedia({ media: "print" });
	expect(await need.isVisible()).toBe(true);
	await page.emulateMedia({ media: "screen" });
	await page.setViewportSize({ width: 1440, height: 900 });
	expect(await need.isVisible()).toBe(true);
	expect(await fold.isVisible()).toBe(false);
	await page.close();
});

test("what an entry needs stays open where its first command is destructive", () => {
	const entry = (number: number, flags: string) =>
		`## §${number} Entry ${number}\n\n**You need.**\n\n- a dump of the database that is younger than an hour\n- a second person\n\n**Steps.**\n\n1. Do it:\n\n   \`\`\`sh${flags}\n   make it\n   \`\`\`\n`;
	const book = makeBook({
		"book/01-runbook.md": `---\nrunbook: true\n---\n# Runbook\n\n${entry(1, "")}\n${entry(2, " danger")}`,
	});
	silcrow(book, ["build", "--allow-errors"]);
	const pages = readTree(`${book}/dist`);
	expect(pages.get("runbook/1.html")).toContain('<details class="need"><summary>You need (2)</summary>');
	expect(pages.get("runbook/2.html")).not.toContain('<details class="need">');
});
