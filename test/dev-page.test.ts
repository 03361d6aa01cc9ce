import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { type Dev, eventually, startDev } from "./support/dev.ts";
import { makeBook, write } from "./support/run.ts";

let browser: Browser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

const paragraphs = (count: number) => Array.from({ length: count }, (_, index) => `Words of paragraph ${index}.`);
const long = (first: string, rest = paragraphs(80)) => `# A\n\n${first}\n\n${rest.join("\n\n")}\n`;
const run = (steps: string[]) =>
	`---\nrunbook: true\n---\n# Runbook\n\n## §1 Lag\n\n**Steps.**\n\n${steps.map((step, index) => `${index + 1}. ${step}`).join("\n")}\n`;

/** Open a page of a book as a reader does. */
async function open(files: Record<string, string>, address: string, ...args: string[]) {
	const folder = makeBook(files);
	const dev = await startDev(folder, ...args);
	return { folder, dev, ...(await visit(dev, address)) };
}

async function visit({ port }: Dev, address: string) {
	const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
	onTestFinished(() => context.close());
	const page = await context.newPage();
	const faults: unknown[] = [];
	page.on("pageerror", (error) => faults.push(error));
	const connected = page.waitForResponse((response) => response.url().includes("/__silcrow/events"));
	await page.goto(`http://127.0.0.1:${port}${address}`);
	await connected;
	// A page that is loaded anew loses this.
	await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
	return { page, faults };
}

const isSamePage = (page: Page) => page.evaluate(() => "isSamePage" in globalThis);
const shows = (page: Page, text: string) =>
	page.waitForFunction((wanted) => document.body.textContent?.includes(wanted), text);
/** The panel's own words; it stands in a tree of its own. */
const panel = (page: Page) =>
	page.evaluate(() => document.documentElement.lastElementChild?.shadowRoot?.textContent ?? "");

describe("a page that is open while its source changes", () => {
	test("is changed in place, keeps its scroll, and shows for a moment where", async () => {
		const { folder, page, faults } = await open({ "book/01-a.md": long("First.") }, "/ch01.html");
		await page.evaluate(() => scrollTo(0, 900));
		const texts = paragraphs(80).with(20, "Words that are new.");
		write(folder, { "book/01-a.md": long("First.", texts) });
		await shows(page, "Words that are new.");
		const marked = () =>
			page.evaluate(() =>
				document.getAnimations().map(({ effect }) => effect instanceof KeyframeEffect && effect.target?.textContent),
			);
		expect(await marked()).toEqual(["Words that are new."]);
		expect(await page.evaluate(() => scrollY)).toBe(900);
		expect(await isSamePage(page)).toBe(true);
		await eventually(async () => (await marked()).length === 0);
		expect(faults).toEqual([]);
	});

	test("touches nothing but what differs, also where a paragraph comes before all others", async () => {
		const { folder, page } = await open({ "book/01-a.md": long("First.") }, "/ch01.html");
		await page.evaluate(() => {
			const touched: string[] = [];
			new MutationObserver((records) => {
				for (const { type, addedNodes, target } of records)
					for (const node of type === "childList" ? addedNodes : [target]) touched.push(node.textContent ?? "");
			}).observe(document.querySelector("main") ?? document.body, {
				childList: true,
				subtree: true,
				characterData: true,
			});
			Object.assign(globalThis, { touched });
		});
		write(folder, { "book/01-a.md": long("A new one.\n\nFirst.") });
		await shows(page, "A new one.");
		const touched = await page.evaluate(() => (globalThis as unknown as { touched: string[] }).touched);
		expect(touched.filter((text) => text.trim() !== "" && text.includes("Words of"))).toEqual([]);
	});

	test("keeps what the reader opened and closed, and what has the focus", async () => {
		const details =
			"<details><summary>More</summary>\n\nInside.\n\n</details>\n\n<details open><summary>Open</summary>\n\nHere.\n\n</details>";
		const { folder, page } = await open({ "book/01-a.md": long(`${details}\n\n[Link](#a)`) }, "/ch01.html");
		await page.click("summary:text('More')");
		await page.click("summary:text('Open')");
		await page.focus("main a:text('Link')");
		const before = "<details><summary>Before</summary>\n\nNew.\n\n</details>";
		write(folder, { "book/01-a.md": long(`${before}\n\n${details}\n\n[Link](#a) more`) });
		await shows(page, "Before");
		expect(await page.$$eval("main details", (all) => all.map((one) => (one as HTMLDetailsElement).open))).toEqual([
			false,
			true,
			false,
		]);
		expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Link");
	});

	test("keeps an open search and what is typed in it", async () => {
		const { folder, page } = await open({ "book/01-a.md": long("First.") }, "/ch01.html");
		await page.keyboard.press("/");
		await page.waitForSelector("dialog[open] input");
		await page.keyboard.type("words");
		write(folder, { "book/01-a.md": long("Changed.") });
		await page.waitForFunction(() => document.querySelector("main")?.textContent?.includes("Changed."));
		expect(await page.inputValue("dialog[open] input")).toBe("words");
		expect(await page.evaluate(() => document.activeElement?.closest("dialog[open]") !== null)).toBe(true);
	});

	test("keeps ticks, placeholders that are filled in, and its buttons; new ones get theirs", async () => {
		const steps = ["Look.\n\n   ```bash\n   psql -h <host>\n   ```", "Wait."];
		const { folder, page, faults } = await open({ "book/17-run.md": run(steps) }, "/runbook/1.html");
		await page.check(".tick >> nth=0");
		await page.fill("[data-placeholder=host]", "db1");
		const copies = await page.locator("button.copy").count();
		write(folder, { "book/17-run.md": run([...steps, "Then:\n\n   ```bash\n   ping <host>\n   ```"]) });
		await shows(page, "ping db1");
		await shows(page, "psql -h db1");
		expect(await page.isChecked(".tick >> nth=0")).toBe(true);
		expect(await page.inputValue("[data-placeholder=host]")).toBe("db1");
		expect(await page.locator("button.copy").count()).toBe(copies + 1);
		expect(await page.locator("button.theme").count()).toBe(1);
		expect(await page.locator(".ticks").textContent()).toContain("1 of 3");
		expect(await isSamePage(page)).toBe(true);
		expect(faults).toEqual([]);
	});

	test("swaps its style sheet without being loaded anew", async () => {
		const { folder, page } = await open({ "book/01-a.md": long("First.") }, "/ch01.html");
		write(folder, { "public/style.css": "main { color: rgb(1, 2, 3) }" });
		await page.waitForFunction(
			() => getComputedStyle(document.querySelector("main") ?? document.body).color === "rgb(1, 2, 3)",
		);
		expect(await isSamePage(page)).toBe(true);
		await eventually(async () => (await page.locator("head link[rel=stylesheet]").count()) === 1);
	});

	test("has the new title, and follows a heading that is new in its contents", async () => {
		const { folder, page } = await open({ "book/01-a.md": long("First.") }, "/ch01.html");
		write(folder, { "book/01-a.md": long("First.\n\n## A new part\n\nText.").replace("# A\n", "# Other\n") });
		await page.waitForFunction(() => document.title.startsWith("Other"));
		expect(await page.locator("#OnPage a").allInnerTexts()).toContain("A new part");
	});

	test("does not move for readers who want no motion", async () => {
		const { folder, page } = await open({ "book/01-a.md": long("First.") }, "/ch01.html");
		await page.emulateMedia({ reducedMotion: "reduce" });
		write(folder, { "book/01-a.md": long("Changed.") });
		await shows(page, "Changed.");
		expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
	});
});

describe("errors of the book", () => {
	const good = { "book/01-a.md": long("First."), "book/02-b.md": "# B\n\nFine.\n" };
	const evil = "# B\n\nSee Chapter 9 and `<img src=x onerror=alert(1)>`.\n";

	test("stand in every page with their lines until the book is clean, and in the title of the tab", async () => {
		const { folder, page, faults } = await open(good, "/ch01.html");
		const title = await page.title();
		write(folder, { "book/02-b.md": evil });
		await page.waitForFunction((before) => document.title === `✕ 1 error · ${before}`, title);
		const words = await panel(page);
		expect(words).toMatch(/1 error · last good build \d\d:\d\d:\d\d/);
		expect(words).toContain("error[unknown-chapter]: there is no chapter 9");
		expect(words).toContain("book/02-b.md:3:5");
		// As words, not as an element.
		expect(words).toContain("<img src=x onerror=alert(1)>");
		expect(await page.evaluate(() => document.documentElement.lastElementChild?.shadowRoot?.querySelector("img"))).toBe(
			null,
		);
		const share = await page.evaluate(() => {
			const root = document.documentElement.lastElementChild?.shadowRoot;
			return (root?.querySelector("section")?.offsetHeight ?? 0) / innerHeight;
		});
		expect(share).toBeLessThanOrEqual(0.451);
		expect(await page.locator("[role=log]").count()).toBe(1);
		await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
		await page.locator(".problem").getByRole("button", { name: "Copy" }).click();
		await page.locator(".problem").getByText("Copied").waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
			/^error\[unknown-chapter\]: there is no chapter 9\n {2}--> book\/02-b\.md:3:5\n/,
		);
		write(folder, good);
		await page.waitForFunction((before) => document.title === before, title);
		expect(await panel(page)).toBe("");
		expect(await isSamePage(page)).toBe(true);
		expect(faults).toEqual([]);
	});

	test("show what is marked, where the window is too narrow for the line", async () => {
		const { folder, page } = await open(good, "/ch01.html");
		await page.setViewportSize({ width: 390, height: 800 });
		write(folder, { "book/02-b.md": `# B\n\n${"word ".repeat(15)}Chapter 9.\n` });
		await page.waitForSelector("[role=log]");
		const { left, right } = await page.evaluate(() => {
			const frame = document.documentElement.lastElementChild?.shadowRoot?.querySelector("pre");
			const text = frame?.firstChild;
			const range = document.createRange();
			const at = text?.nodeValue?.indexOf("^") ?? -1;
			if (!frame || !text || at < 0) return { left: -1, right: -1 };
			range.setStart(text, at);
			range.setEnd(text, text.nodeValue?.lastIndexOf("^") ?? at);
			const [mark, box] = [range.getBoundingClientRect(), frame.getBoundingClientRect()];
			return { left: mark.left - box.left, right: box.right - mark.right };
		});
		expect(left).toBeGreaterThanOrEqual(0);
		expect(right).toBeGreaterThanOrEqual(0);
	});

	test("begin with those of the page at hand, although many others come before in the book", async () => {
		const { folder, page, dev } = await open({ ...good, "book/03-c.md": "# C\n\nFine.\n" }, "/ch03.html");
		write(folder, {
			"book/01-a.md": `# A\n\n${"See Chapter 9.\n\n".repeat(60)}`,
			"book/02-b.md": "# B\n\nSee Chapter 8.\n",
			"book/03-c.md": "# C\n\nSee Chapter 7.\n",
		});
		await page.waitForFunction(() => document.title.startsWith("✕ 62 errors"));
		const firstOf = async (one: Page) => (await panel(one)).match(/there is no chapter \d/)?.[0];
		expect(await firstOf(page)).toBe("there is no chapter 7");
		expect(await panel(page)).toContain("and 12 more");
		const { page: other } = await visit(dev, "/ch02.html");
		await other.waitForFunction(() => document.title.startsWith("✕ 62 errors"));
		expect(await firstOf(other)).toBe("there is no chapter 8");
	});

	test("are folded by Esc to their number, and stay so on the next page", async () => {
		const { folder, page } = await open(good, "/ch01.html");
		write(folder, { "book/02-b.md": evil });
		await page.waitForSelector("[role=log]");
		await page.keyboard.press("Escape");
		expect(await panel(page)).toBe("1 error");
		const pill = page.locator("button.pill");
		expect((await pill.boundingBox())?.height).toBeGreaterThanOrEqual(44);
		await page.reload();
		await pill.click();
		await page.waitForSelector("[role=log]");
	});
});

test("a page where nothing was appears by itself", async () => {
	const { folder, page } = await open({ "book/01-a.md": "# A\n" }, "/ch02.html");
	write(folder, { "book/02-b.md": "# B\n\nHere now.\n" });
	await shows(page, "Here now.");
});

test("after a restart of the server the page shows the current state by itself", async () => {
	const { folder, dev, page } = await open({ "book/01-a.md": long("First.") }, "/ch01.html");
	dev.child.kill("SIGKILL");
	await page.waitForFunction(() => document.title.startsWith("not connected"));
	write(folder, { "book/01-a.md": long("Written meanwhile.") });
	await startDev(folder, "--port", String(dev.port));
	await shows(page, "Written meanwhile.");
	await page.waitForFunction(() => !document.title.includes("not connected"));
	expect(await isSamePage(page)).toBe(true);
});

test("a page that nobody looks at holds no connection, and catches up", async () => {
	const { folder, dev, page } = await open({ "book/01-a.md": long("First.") }, "/ch01.html");
	const hide = (hidden: boolean) =>
		page.evaluate((value) => {
			Object.defineProperty(document, "hidden", { value, configurable: true });
			document.dispatchEvent(new Event("visibilitychange"));
		}, hidden);
	await hide(true);
	write(folder, { "book/01-a.md": long("Unseen.") });
	// The line names the tabs that were told; there is none.
	await eventually(() => /changed {3}rebuilt in \d+ ms$/m.test(dev.said.text));
	expect(await page.evaluate(() => document.body.textContent?.includes("Unseen."))).toBe(false);
	await hide(false);
	await shows(page, "Unseen.");
	expect(await isSamePage(page)).toBe(true);
});

test("with --follow the page goes to the section that the writer changes", async () => {
	const files = {
		"book/01-a.md": "# A\n",
		"book/02-b.md": `# B\n\n${paragraphs(40).join("\n\n")}\n\n## Far\n\nOld.\n`,
	};
	const { folder, page } = await open(files, "/ch01.html", "--follow");
	write(folder, { "book/02-b.md": files["book/02-b.md"].replace("Old.", "New here.") });
	await page.waitForURL("**/ch02.html#far");
	await page.evaluate(() => scrollTo(0, 0));
	write(folder, { "book/02-b.md": files["book/02-b.md"].replace("Old.", "Newer here.") });
	await shows(page, "Newer here.");
	expect(await page.locator("p:text('Newer here.')").boundingBox()).toMatchObject({ y: expect.any(Number) });
	await page.waitForFunction(() => scrollY > 100);
});

test("a page elsewhere can neither read the book nor listen", async () => {
	const { dev, page } = await open({ "book/01-a.md": "# A\n" }, "/ch01.html");
	await page.goto("about:blank");
	const answers = await page.evaluate(async (port) => {
		const read = await fetch(`http://127.0.0.1:${port}/ch01.html`).then(
			() => "read",
			() => "refused",
		);
		const source = new EventSource(`http://127.0.0.1:${port}/__silcrow/events?page=/`);
		const heard = await new Promise((resolve) => {
			source.onmessage = () => resolve("heard");
			source.addEventListener("status", () => resolve("heard"));
			source.onerror = () => resolve("refused");
		});
		return [read, heard];
	}, dev.port);
	expect(answers).toEqual(["refused", "refused"]);
});
