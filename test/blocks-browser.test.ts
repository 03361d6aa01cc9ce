import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { makeBook, silcrow } from "./support/run.ts";

const tabs = "::::tabs\n:::tab Debian\nUse apt.\n:::\n:::tab Fedora\n### Deep\n\nUse dnf.\n:::\n::::\n";
const book = makeBook({
	"book/01-a.md": `# A\n\n## One\n\n${tabs}\n## Two\n\n${tabs.replace("Deep", "Deeper")}\n\`\`\`mermaid alt="A leads to B"\nflowchart LR\n A[Long name] --> B\n\`\`\`\n\n| Port | Use | Pods |\n| --: | :-: | --- |\n| 22 | ssh | 1 200 |\n`,
});

describe("tabs, tables and drawings, in a browser and from the folder", () => {
	let browser: Browser;
	const faults: string[] = [];
	const open = async (options: BrowserContextOptions = {}, anchor = ""): Promise<Page> => {
		const page = await browser.newPage(options);
		page.on("pageerror", (error) => faults.push(String(error)));
		page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
		page.on("request", (request) => request.url().startsWith("file:") || faults.push(request.url()));
		await page.goto(`file://${join(book, "dist/ch01.html")}${anchor}`);
		return page;
	};
	const shown = (page: Page) => page.locator(".tab p:not(.label):visible").allTextContents();

	beforeAll(async () => {
		expect(silcrow(book, ["build", "--strict"]).out).toMatch(/^Wrote/m);
		browser = await launchBrowser();
	});
	afterAll(() => browser.close());

	test("the arrow keys choose, in every group of the same names", async () => {
		const page = await open();
		expect(await shown(page)).toEqual(["Use apt.", "Use apt."]);
		await page.locator("[role=tab]").first().focus();
		await page.keyboard.press("ArrowRight");
		expect(await shown(page)).toEqual(["Use dnf.", "Use dnf."]);
		expect(await page.locator("[role=tab][aria-selected=true]:focus").textContent()).toBe("Fedora");
		await page.keyboard.press("ArrowRight");
		expect(await shown(page)).toEqual(["Use apt.", "Use apt."]);
	});

	test("without a script, and in print, every alternative stands there with its name", async () => {
		const plain = await open({ javaScriptEnabled: false });
		expect(await shown(plain)).toEqual(["Use apt.", "Use dnf.", "Use apt.", "Use dnf."]);
		const printed = await open();
		await printed.emulateMedia({ media: "print" });
		expect(await shown(printed)).toEqual(["Use apt.", "Use dnf.", "Use apt.", "Use dnf."]);
		expect(await printed.locator(".tab > .label:visible").count()).toBe(4);
		expect(await printed.locator("[role=tab]:visible").count()).toBe(0);
	});

	test("with forced colours the chosen alternative is told by its ground", async () => {
		const page = await open({ forcedColors: "active" });
		const grounds = await page
			.locator("[role=tab]")
			.evaluateAll((tabs) => tabs.map((tab) => getComputedStyle(tab).backgroundColor));
		expect(grounds[0]).not.toBe(grounds[1]);
		const [chosen, highlight] = await page.evaluate<string[]>(
			"(probe => (probe.style.background = 'Highlight', document.body.append(probe), [document.querySelector('[role=tab]'), probe].map(one => getComputedStyle(one).backgroundColor)))(document.createElement('i'))",
		);
		expect(chosen).toBe(highlight);
	});

	test("columns are aligned as their author says, and numbers by their last digit, but not where rows are stacked", async () => {
		const aligned = async (width: number) =>
			(await open({ viewport: { width, height: 800 } }))
				.locator("tbody td")
				.evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).textAlign));
		expect(await aligned(1440)).toEqual(["end", "center", "end"]);
		expect(await aligned(390)).toEqual(["start", "start", "start"]);
	});

	test("a link to what is hidden shows it", async () => {
		const page = await open({}, "#deeper");
		await page.waitForFunction("!document.querySelector('#deeper').closest('.tab').hidden");
		expect(await shown(page)).toContain("Use dnf.");
	});

	test("a drawing has its colours in light and dark, and asks nobody for anything", async () => {
		for (const colorScheme of ["light", "dark"] as const) {
			const page = await open({ colorScheme });
			const [ink, paper] = (await page.evaluate(
				"[getComputedStyle(document.querySelector('.mermaid text')).fill, getComputedStyle(document.body).backgroundColor]",
			)) as string[];
			expect(ink).not.toBe(paper);
			expect(ink).toBe(colorScheme === "light" ? "rgb(22, 31, 34)" : "rgb(227, 233, 232)");
		}
		expect(faults).toEqual([]);
	});
});
