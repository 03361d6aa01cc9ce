import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser, BrowserContextOptions, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { makeBook, silcrow } from "./support/run.ts";

const root = resolve(import.meta.dirname, "..");
const entry = (number: number) =>
	`## §${number} Entry ${number}\n\n**Use when.** The pump of \`Größe\` number${number} fails with \`<img src=x onerror=alert(1)>\`.\n`;
const book = makeBook({
	"book/01-pumps.md":
		"# Pumps\n\nWhat a pump is, and why it fails.\n\n## Care\n\n<!-- silcrow: index lubrication > grease -->\n\nOil it.\n",
	"public/theme.css": ".finder { border-radius: 13px }",
	"book/02-runbook.md": `---\nrunbook: true\n---\n# Runbook\n\n${[1, 2, 3, 4, 5, 6, 7].map(entry).join("\n")}`,
});

describe("the search, in a browser and from the folder", () => {
	let browser: Browser;
	let page: Page;
	const faults: string[] = [];
	const requests: string[] = [];
	const address = (path: string) => `file://${join(book, "dist", path)}`;
	const options = () => page.locator("[role=option]").allTextContents();
	const type = async (words: string) => {
		await page.locator(".finder input").fill(words);
		await page.waitForFunction(
			"document.querySelector('.finder [role=option]') !== null || document.querySelector('.finder-note').textContent !== ''",
		);
	};

	beforeAll(async () => {
		const ran = silcrow(book, ["build", "--allow-errors"]);
		expect(ran.out).toMatch(/Wrote \d+ pages/);
		browser = await launchBrowser();
		page = await browser.newPage();
		page.on("pageerror", (error) => faults.push(String(error)));
		page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
		page.on("dialog", (dialog) => faults.push(dialog.message()));
		page.on("request", (request) => requests.push(request.url()));
	});
	afterAll(() => browser.close());

	test("is not loaded before it is wanted", async () => {
		await page.goto(address("ch01.html"));
		expect(requests.filter((url) => url.includes("search"))).toEqual([]);
	});

	test("is not shown before its styles are there, which the theme of the book may change", async () => {
		const other = await browser.newPage();
		const held: Route[] = [];
		await other.route(/search\.\w+\.css$/, (route) => void held.push(route));
		await other.goto(address("ch01.html"));
		const isAsked = other.waitForRequest(/search\.\w+\.css$/);
		await other.keyboard.press("/");
		await isAsked;
		expect(await other.locator(".finder[open]").count()).toBe(0);
		await held[0]?.continue();
		await other.locator(".finder[open]").waitFor();
		const look = await other.locator(".finder").evaluate((finder) => {
			const { display, borderRadius } = getComputedStyle(finder);
			return [display, borderRadius];
		});
		expect(look).toEqual(["flex", "13px"]);
		await other.close();
	});

	test("opens without its styles where they cannot be had", async () => {
		const other = await browser.newPage();
		await other.route(/search\.\w+\.css$/, (route) => route.abort());
		await other.goto(address("ch01.html"));
		await other.keyboard.press("/");
		await other.locator(".finder[open]").waitFor();
		await other.close();
	});

	test("opens by a key, goes to a number by Enter, and closes by Escape", async () => {
		await page.keyboard.press("/");
		await page.locator(".finder[open]").waitFor();
		await page.keyboard.press("Escape");
		expect(await page.locator(".finder[open]").count()).toBe(0);
		await page.keyboard.press("Control+k");
		await page.locator(".finder[open]").waitFor();
		await type("§3");
		await page.keyboard.press("Enter");
		await page.waitForURL(address("runbook/3.html"));
	});

	test("shows what was read last before anything is typed", async () => {
		// On a busy machine the process of the next page may not know yet what the one before has stored.
		const labels = async () => {
			await page.goto(address("ch01.html"));
			await page.goto(address("runbook/3.html"));
			await page.keyboard.press("/");
			await page.locator("[role=option]").first().waitFor();
			return page.locator(".finder .label").allTextContents();
		};
		await expect.poll(labels, { timeout: 20_000 }).toEqual(["Read last", "Runbook entries"]);
		expect((await options())[0]).toContain("Pumps");
	});

	test("groups what it finds, marks it, and says how much it is", async () => {
		await type("grosse");
		await page.locator("mark").first().waitFor();
		expect(await page.locator(".finder .label").allTextContents()).toEqual(["Runbook entries"]);
		expect(await page.locator("mark").first().textContent()).toBe("Größe");
		expect((await options()).at(-1)).toContain("All 7 entries");
		await page.locator(".finder-note:has-text('7 results')").waitFor();
	});

	test("goes up and down by the arrows, and the field says where", async () => {
		await page.keyboard.press("ArrowUp");
		await page.keyboard.press("Enter");
		await page.locator("[role=option]").nth(6).waitFor();
		expect(await page.locator("[role=option]").count()).toBe(7);
		const active = await page.locator(".finder input").getAttribute("aria-activedescendant");
		expect(await page.locator(`#${active}`).textContent()).toContain("Entry 6");
		await page.keyboard.press("ArrowDown");
		const next = await page.locator(".finder input").getAttribute("aria-activedescendant");
		expect(await page.locator(`#${next}`).textContent()).toContain("Entry 7");
	});

	test("goes to what the index of the book names", async () => {
		await type("lubrication grease");
		expect(await page.locator(".finder .label").allTextContents()).toEqual(["Go to"]);
		expect((await options())[0]).toContain("Care");
	});

	test("says that a number is not there, and offers the nearest", async () => {
		await type("§99");
		await page.locator(".finder .label:has-text('Nearest')").waitFor();
		expect(await page.locator(".finder-note").textContent()).toContain("There is no §99.");
		expect((await options())[0]).toContain("Entry 7");
	});

	test("where nothing is found, helps to look elsewhere, by the keyboard too", async () => {
		await type("nothing has this");
		await page.locator(".finder .label:has-text('Where to look')").waitFor();
		expect(await page.locator(".finder-note").textContent()).toMatch(
			/^Nothing found for “\u2068nothing has this\u2069”/,
		);
		expect(await options()).toEqual(["Contents", "Index"]);
		expect(await page.locator(".finder input").getAttribute("aria-activedescendant")).toBe(null);
		await page.keyboard.press("ArrowUp");
		await page.keyboard.press("Enter");
		await page.waitForURL(address("book-index.html"));
		await page.goto(address("ch01.html"));
		await page.keyboard.press("/");
		await page.locator("[role=option]").first().waitFor();
	});

	test.each(["<img src=x onerror=alert(1)>", "(((((", "nothing has this"])("“%s” is only words", async (words) => {
		await type(words);
		expect(await page.locator(".finder img").count()).toBe(0);
		expect(await page.locator(".finder-note").textContent()).not.toContain("undefined");
	});

	test("leaves the keys to those who compose a word from candidates", async () => {
		await type("pump");
		const chosen = () => page.locator(".finder input").getAttribute("aria-activedescendant");
		const before = await chosen();
		const press = (key: string, keyCode: number, isComposing: boolean) =>
			page.locator(".finder input").evaluate(
				(input, init) => {
					const event = new KeyboardEvent("keydown", { ...init, bubbles: true, cancelable: true });
					return input.dispatchEvent(event);
				},
				{ key, keyCode, isComposing },
			);
		expect(await press("ArrowDown", 40, true)).toBe(true);
		expect(await press("Enter", 229, false)).toBe(true);
		expect(await chosen()).toBe(before);
		expect(page.url()).toBe(address("ch01.html"));
		expect(await press("ArrowDown", 40, false)).toBe(false);
		expect(await chosen()).not.toBe(before);
	});

	test("nothing moves when the number of results is told, and whoever listens hears it", async () => {
		await type("nothing has this");
		await page.locator(".finder .label:has-text('Where to look')").waitFor();
		await type("grease");
		const place = () =>
			page
				.locator("[role=option]")
				.first()
				.evaluate((option) => option.getBoundingClientRect().top);
		await page.locator(".finder .label:has-text('Sections')").waitFor();
		const before = await place();
		await page.locator(".finder [role=status]:has-text('1 result')").waitFor();
		expect(await place()).toBe(before);
	});

	test("Tab goes from the field to its button, and Escape back to where the reader was", async () => {
		const other = await browser.newPage();
		await other.goto(address("ch01.html"));
		await other.locator("header a.search").focus();
		await other.keyboard.press("Enter");
		await other.locator(".finder[open]").waitFor();
		await other.locator(".finder input").fill("pump");
		await other.locator("mark").first().waitFor();
		const focused = () =>
			other.evaluate("document.activeElement.className + ' ' + document.activeElement.textContent.trim()");
		await other.keyboard.press("Tab");
		expect(await focused()).toContain("Close");
		await other.keyboard.press("Tab");
		expect(await focused()).not.toContain("finder-list");
		await other.keyboard.press("Escape");
		expect(await focused()).toMatch(/^search/);
		await other.close();
	});

	test("on a phone it has the whole width, and ends where the keyboard begins", async () => {
		const own = await browser.newContext({ viewport: { width: 390, height: 844 } });
		const other = await own.newPage();
		await other.goto(address("ch01.html"));
		await other.keyboard.press("/");
		await other.locator(".finder input").fill("pump");
		await other.locator("mark").first().waitFor();
		const box = () => other.locator(".finder").evaluate((finder) => finder.getBoundingClientRect());
		expect(await box()).toMatchObject({ x: 0, y: 0, width: 390 });
		await other.evaluate(() => {
			Object.defineProperty(visualViewport, "height", { value: 300 });
			visualViewport?.dispatchEvent(new Event("resize"));
		});
		expect((await box()).height).toBeLessThanOrEqual(300);
		await own.close();
	});

	test("with forced colours all words of the chosen hit can be read on its ground", async () => {
		await type("pump");
		await page.emulateMedia({ forcedColors: "active" });
		const looks = await page.locator('.finder [aria-selected="true"]').evaluate((hit) => {
			const view = hit.ownerDocument.defaultView;
			const all = [hit, ...hit.querySelectorAll("*:not(.hide)")];
			return all.map((one) => `${view?.getComputedStyle(one).color} on ${view?.getComputedStyle(hit).backgroundColor}`);
		});
		const grounds = await page.locator('.finder [aria-selected="true"] *').evaluateAll((parts) => {
			return parts.map((part) => part.ownerDocument.defaultView?.getComputedStyle(part).backgroundColor);
		});
		await page.emulateMedia({ forcedColors: "none" });
		expect(looks.length).toBeGreaterThan(2);
		expect(new Set(looks).size).toBe(1);
		expect(new Set(grounds)).toEqual(new Set(["rgba(0, 0, 0, 0)"]));
	});

	test.each([
		["light", {}],
		["dark", { colorScheme: "dark" }],
		["on a phone", { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
		["with forced colours", { forcedColors: "active" }],
	] as [string, BrowserContextOptions][])("axe finds nothing while it is open, %s", async (_, look) => {
		const own = await browser.newContext({ bypassCSP: true, ...look });
		const other = await own.newPage();
		await other.goto(address("ch01.html"));
		await other.keyboard.press("/");
		await other.locator(".finder input").fill("pump");
		await other.locator("mark").first().waitFor();
		await other.evaluate(readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8"));
		const violations = await other.evaluate(
			"axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html.slice(0, 160)))",
		);
		expect(violations).toEqual([]);
		await own.close();
	});

	test("nothing went wrong, and nothing was asked of anybody else", () => {
		expect(faults).toEqual([]);
		expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
	});
});
