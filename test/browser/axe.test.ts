import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { deploymentSite } from "../support/deployment-site.ts";

const folder = deploymentSite();
const axe = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const desk = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
/** Those of WCAG 2.2 too, which axe leaves out unless it is asked. */
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const kinds = ["index", "ch08", "ch17", "runbook/27", "glossary", "book-index", "references", "404"];

let browser: Browser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

/** List what axe finds on a page, as rule and element. */
async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	return (await page.evaluate(
		`axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(rules)} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 120)))`,
	)) as string[];
}

test.each([
	{ name: "on a desk by day", screen: desk, colorScheme: "light" as const, pages: kinds },
	{ name: "on a desk by night", screen: desk, colorScheme: "dark" as const, pages: ["ch08", "runbook/27"] },
	{ name: "on a phone by day", screen: phone, colorScheme: "light" as const, pages: ["ch08", "ch14", "runbook/27"] },
	{ name: "on a phone by night", screen: phone, colorScheme: "dark" as const, pages: kinds },
])("axe finds nothing $name", async ({ screen, colorScheme, pages }) => {
	// The policy of a page would keep axe out.
	const context = await browser.newContext({ ...screen, colorScheme, bypassCSP: true });
	const page = await context.newPage();
	const found: string[] = [];
	for (const path of pages) {
		await page.goto(`file://${join(folder, `${path}.html`)}`);
		found.push(...(await violations(page)).map((one) => `${path}: ${one}`));
	}
	await context.close();
	expect(found).toEqual([]);
});

test("axe finds nothing with the search open, or the contents on a phone", async () => {
	const context = await browser.newContext({ ...phone, bypassCSP: true });
	const page = await context.newPage();
	await page.goto(`file://${join(folder, "ch08.html")}`);
	await page.getByRole("button", { name: "Contents", exact: true }).tap();
	expect(await violations(page)).toEqual([]);
	await page.keyboard.press("Escape");
	await page.keyboard.press("/");
	await page.locator("dialog input").fill("migration");
	await page.locator("dialog [role=option]").first().waitFor();
	expect(await violations(page)).toEqual([]);
	await context.close();
});
