import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { budgets } from "../support/budgets.ts";
import { deploymentSite } from "../support/deployment-site.ts";
import { readTree } from "../support/run.ts";
import { type ServedSite, serveSite } from "../support/serve-site.ts";

const folder = deploymentSite();
const paths = [...readTree(folder).keys()];
// The book on one page is for the printer; nobody waits for it with an incident at hand.
const pages = paths.filter((path) => path.endsWith(".html") && path !== "print.html");
const weigh = (path: string) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length;
const asset = (name: RegExp) => paths.find((path) => name.test(path)) ?? "";
const style = asset(/^assets\/style\..*\.css$/);
const laterStyle = asset(/^assets\/later\..*\.css$/);

let browser: Browser;
let site: ServedSite;
beforeAll(async () => {
	[browser, site] = await Promise.all([launchBrowser(), serveSite(folder)]);
});
afterAll(() => Promise.all([browser.close(), site.close()]));

test("the critical path of every page", () => {
	const weights = pages.map((path) => ({ path, bytes: weigh(path) + weigh(style) }));
	weights.sort((a, b) => b.bytes - a.bytes);
	const middle = weights[Math.floor(weights.length / 2)]?.bytes;
	const heaviest = weights.slice(0, 4).map(({ path, bytes }) => `${path} ${bytes}`);
	console.log(`critical path: ${heaviest.join(", ")}; the middle page ${middle}; budget ${budgets.criticalPath}`);
	expect(weights.filter(({ bytes }) => bytes >= budgets.criticalPath)).toEqual([]);
	expect(middle).toBeLessThan(budgets.middleCriticalPath);
});

test("what stands around the text of a page", () => {
	const frames = pages.map((path) => {
		const html = readFileSync(join(folder, path), "utf8");
		const frame = html.replace(
			/<article[\s\S]*<\/article>|<nav id="OnPage"[\s\S]*?<\/nav>|<(p class="used"|div class="def")[\s\S]*?<\/(p|div)>/g,
			"",
		);
		return { path, bytes: gzipSync(frame, { level: 9 }).length, elements: frame.split(/<[a-z]/).length - 1 };
	});
	frames.sort((a, b) => b.bytes - a.bytes);
	console.log(`frame: ${JSON.stringify(frames[0])} of ${budgets.frame} bytes and ${budgets.frameElements} elements`);
	expect(frames.filter(({ bytes, elements }) => bytes > budgets.frame || elements > budgets.frameElements)).toEqual([]);
});

test("styles, script and fonts", () => {
	const styles = weigh(style) + weigh(laterStyle);
	const script = Math.max(weigh(asset(/^assets\/book\..*\.js$/)), weigh(asset(/^assets\/entry\..*\.js$/)));
	console.log(
		`styles ${styles} of ${budgets.style}, ${budgets.style - styles} free; script ${script} of ${budgets.script}`,
	);
	expect(styles).toBeLessThanOrEqual(budgets.style);
	expect(script).toBeLessThanOrEqual(budgets.script);
	expect(paths.filter((path) => /\.(?:woff2?|ttf|otf)$/.test(path))).toHaveLength(budgets.fonts);
});

test("requests, elements and layout shift", async () => {
	for (const viewport of [
		{ width: 1440, height: 900 },
		{ width: 390, height: 844 },
	]) {
		const page = await browser.newPage({ viewport });
		await page.addInitScript(
			"window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });",
		);
		const asked: string[] = [];
		page.on("request", (request) => /\/icon\./.test(request.url()) || asked.push(request.url()));
		for (const path of ["index.html", "ch08.html", "ch17.html", "runbook/27.html", "glossary.html", "404.html"]) {
			asked.length = 0;
			await page.goto(`${site.origin}/${path}`, { waitUntil: "networkidle" });
			const shift = await page.evaluate("window.shift");
			const elements = Number(await page.evaluate("document.getElementsByTagName('*').length"));
			console.log(`${path} at ${viewport.width}: ${asked.length} requests, ${elements} elements, shift ${shift}`);
			expect(asked.length, asked.join(" ")).toBeLessThanOrEqual(budgets.requests);
			expect(elements, path).toBeLessThanOrEqual(path === "glossary.html" ? budgets.listedElements : budgets.elements);
			expect(shift, path).toBe(budgets.layoutShift);
		}
		await page.close();
	}
});
