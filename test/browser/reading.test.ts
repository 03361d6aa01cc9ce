import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { deploymentSite } from "../support/deployment-site.ts";
import { makeBook, silcrow } from "../support/run.ts";
import { type ServedSite, serveSite } from "../support/serve-site.ts";

const folder = deploymentSite();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let browser: Browser;
let site: ServedSite;
beforeAll(async () => {
	[browser, site] = await Promise.all([launchBrowser(), serveSite(folder)]);
});
afterAll(() => Promise.all([browser.close(), site.close()]));

/** Open an address in a window of its own, look, and close it. */
async function visit(url: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	await page.goto(url.startsWith("/") ? site.origin + url : url);
	await look(page);
	await context.close();
}

const tooWide = (page: Page) =>
	page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

test("the list of entries can be filtered by title or alert, and the glossary by word", async () => {
	await visit("/ch17.html", {}, async (page) => {
		// What is said is taken away soon, on a busy machine before somebody looks.
		const said = page.evaluate(
			"new Promise((tell) => new MutationObserver(() => { const words = document.querySelector('.said')?.textContent; if (words) tell(words); }).observe(document.body, { childList: true, subtree: true }))",
		);
		await page.getByRole("searchbox").fill("dirty migration");
		const left = page.locator(".entry-row:not([hidden]) h2");
		expect(await left.allTextContents()).toEqual([expect.stringContaining("Recover from a failed or dirty migration")]);
		expect(await said).toBe("1 of 28");
	});
	await visit("/glossary.html", {}, async (page) => {
		await page.getByRole("searchbox").fill("vxlan");
		expect((await page.locator("dt:not([hidden])").allTextContents()).join()).toContain("VXLAN");
		expect(await page.locator("dt", { hasText: "goose_db_version" }).isVisible()).toBe(false);
	});
});

test("on a phone the list of entries has titles and facts alone, ten to a screen, and finds them by when they are used", () =>
	visit("/ch17.html", phone, async (page) => {
		const rows = page.locator(".entry-row");
		const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
		expect(heights.reduce((sum, height) => sum + height, 0) / heights.length).toBeLessThan(844 / 10);
		expect(Math.max(...heights)).toBeLessThan(844 / 6);
		expect(await rows.first().locator(".facts").isVisible()).toBe(true);
		await page.getByRole("searchbox").fill("kubeconfig is lost");
		expect(await page.locator(".entry-row:not([hidden])").count()).toBe(1);
	}));

test("a wide table scrolls on a phone, keeps the names of its rows in view, and says that there is more", async () => {
	const row = (cell: string) => `| ${Array.from({ length: 7 }, (_, at) => `${cell}-${at}-of-many`).join(" | ")} |`;
	const book = makeBook({ "book/01-a.md": `# A\n\n${row("head")}\n${"| - ".repeat(7)}|\n${row("cell")}\n` });
	silcrow(book, ["build"]);
	await visit(`file://${join(book, "dist/ch01.html")}`, phone, async (page) => {
		const name = page.locator(".wide td").first();
		const before = await name.boundingBox();
		const edge = () =>
			page.locator(".table").evaluate((table) => getComputedStyle(table, "::after").boxShadow.includes("16px"));
		expect(await edge()).toBe(true);
		await page.locator(".table").evaluate((table) => table.scrollBy(200, 0));
		expect(await name.boundingBox()).toEqual(before);
		expect(await tooWide(page)).toBe(0);
		await page.setViewportSize({ width: 1440, height: 900 });
		expect(await edge()).toBe(false);
	});
});

test("with letters twice as large a phone still scrolls no page sideways", async () => {
	for (const path of ["index.html", "ch08.html", "ch17.html", "runbook/27.html", "glossary.html", "404.html"])
		await visit(`/${path}`, phone, async (page) => {
			await page.evaluate("document.documentElement.style.fontSize = '32px'");
			expect(await page.evaluate("getComputedStyle(document.body).fontSize"), path).toBe("34px");
			expect(await tooWide(page), path).toBe(0);
		});
});

test("with letters twice as large by the browser's setting 320 pixels are enough", async () => {
	for (const path of ["ch08.html", "runbook/27.html", "glossary.html", "404.html"])
		await visit(`/${path}`, { viewport: { width: 320, height: 640 } }, async (page) => {
			const session = await page.context().newCDPSession(page);
			await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
			await expect
				.poll(() => page.evaluate("getComputedStyle(document.body).fontSize"), { message: path })
				.toBe("34px");
			expect(await tooWide(page), path).toBe(0);
		});
});

test("the Tab key stops at a table only while it scrolls", () =>
	visit("/ch08.html", { viewport: { width: 1440, height: 900 } }, async (page) => {
		const stops = page.locator(".table[tabindex]");
		await expect.poll(() => stops.count()).toBe(0);
		await page
			.locator(".table td")
			.first()
			.evaluate((cell) => (cell as HTMLElement).style.setProperty("min-width", "80rem"));
		await expect.poll(() => stops.count()).toBe(1);
	}));

test("the words of a drawing are large enough on a phone", () =>
	visit("/runbook/27.html", phone, async (page) => {
		const letters = await page
			.locator(".diagram text")
			.first()
			.evaluate((text) => {
				const { width } = (text.closest("svg") as SVGSVGElement).getBoundingClientRect();
				return (14 * width) / Number(text.closest("svg")?.getAttribute("width"));
			});
		expect(letters).toBeGreaterThan(11);
		expect(await tooWide(page)).toBe(0);
	}));

describe("without script", () => {
	const noScript = { javaScriptEnabled: false };

	test("text, contents and the list of the page are there on a desk", () =>
		visit("/ch08.html", noScript, async (page) => {
			expect(await page.locator("h1").textContent()).toBe("Database and schema");
			expect(await page.locator("main").textContent()).toContain("RequireSchemaApplied");
			expect(await page.locator("#Contents [aria-current=page]").textContent()).toContain("Database and schema");
			expect(await page.locator("#OnPage a").first().isVisible()).toBe(true);
			await page.locator("#Contents a", { hasText: "Deploys" }).click();
			expect(page.url()).toMatch(/ch14\.html$/);
		}));

	test("on a phone both lists come up from the dock, and the search leads to a page", () =>
		visit("/runbook/27.html", { ...noScript, ...phone }, async (page) => {
			expect(await page.locator("#Contents").isVisible()).toBe(false);
			await page.getByRole("button", { name: "Contents", exact: true }).tap();
			await page.locator("#Contents a", { hasText: "Asynq queues" }).tap();
			await page.waitForURL(/runbook\/23\.html$/);
			await page.locator(".dock .search").tap();
			await page.waitForURL(/book-index\.html$/);
			expect(await page.locator("main a").first().isVisible()).toBe(true);
		}));

	test("nothing is shown that does nothing", () =>
		visit("/runbook/27.html", noScript, async (page) => {
			for (const dead of [".copy", ".theme", ".fill", ".ticks"])
				expect(await page.locator(dead).filter({ visible: true }).count(), dead).toBe(0);
		}));

	test("the page is dark where the system is", () =>
		visit("/ch08.html", { ...noScript, colorScheme: "dark" }, async (page) => {
			expect(await page.evaluate("getComputedStyle(document.documentElement).backgroundColor")).toBe("rgb(17, 24, 26)");
		}));
});

describe("from disk", () => {
	test("the page says that it is a copy, finds by search, and asks nothing of the network", () =>
		visit(`file://${join(folder, "ch08.html")}`, {}, async (page) => {
			const asked: string[] = [];
			page.on("request", (request) => asked.push(request.url()));
			expect(await page.locator(".local").textContent()).toMatch(/^Local copy/);
			await page.keyboard.press("/");
			await page.locator("dialog input").fill("27");
			await page.locator("dialog [role=option]").first().waitFor();
			await page.keyboard.press("Enter");
			await page.waitForURL(/runbook\/27\.html$/);
			expect(asked.filter((url) => !url.startsWith("file:"))).toEqual([]);
		}));
});

describe("by keyboard alone", () => {
	test("the first stop leads over everything to the text", () =>
		visit("/ch08.html", {}, async (page) => {
			await page.keyboard.press("Tab");
			const skip = page.locator(":focus");
			expect(await skip.textContent()).toBe("Skip to the text");
			expect((await skip.boundingBox())?.width).toBeGreaterThan(50);
			await page.keyboard.press("Enter");
			await page.keyboard.press("Tab");
			expect(await page.locator("main :focus").count()).toBe(1);
		}));

	test.each(["/", "Control+k", "Meta+k"])("%s opens the search, and Escape gives the focus back", (key) =>
		visit("/ch08.html", {}, async (page) => {
			await page.locator("main a").first().focus();
			const before = await page.locator(":focus").textContent();
			await page.keyboard.press(key);
			await page.locator("dialog[open] input").waitFor();
			await page.keyboard.press("Escape");
			expect(await page.locator("dialog[open]").count()).toBe(0);
			expect(await page.locator(":focus").textContent()).toBe(before);
		}),
	);

	test("a group of the contents opens, and leads on", () =>
		visit("/ch08.html", {}, async (page) => {
			await page.locator("#Contents summary", { hasText: "Runbook" }).focus();
			await page.keyboard.press("Enter");
			await page.keyboard.press("Tab");
			await page.keyboard.press("Enter");
			await page.waitForURL(/runbook\/1\.html$/);
		}));
});

describe("the theme", () => {
	test("goes from the system's to light to dark, says so, and stays", () =>
		visit("/ch08.html", {}, async (page) => {
			const button = page.locator(".theme");
			expect(await button.textContent()).toBe("Auto");
			await button.click();
			expect(await button.textContent()).toBe("Light");
			await button.click();
			await page.reload();
			expect(await button.textContent()).toBe("Dark");
			expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
		}));

	test("stands on a phone at the end of the contents, for the bar has the name of the book alone", () =>
		visit("/ch08.html", phone, async (page) => {
			expect(await page.locator(".bar button:visible, .bar a:visible").count()).toBe(1);
			await page.getByRole("button", { name: "Contents" }).tap();
			const button = page.getByRole("button", { name: "Auto colours, change" });
			await button.tap();
			expect(await page.locator("html").getAttribute("data-theme")).toBe("light");
			expect(await page.locator("#Contents").evaluate((list) => list.matches(":popover-open"))).toBe(true);
		}));
});

test("what stands above the rows of a list begins where their words do", () =>
	visit("/ch08.html", { viewport: { width: 1440, height: 900 } }, async (page) => {
		const start = (selector: string) =>
			page
				.locator(selector)
				.first()
				.evaluate((one) => {
					const words = document.createRange();
					words.selectNodeContents(one);
					return Math.round(words.getBoundingClientRect().left);
				});
		expect(await start("#Contents .label")).toBe(await start("#Contents li .n"));
		expect(await start("#OnPage .label")).toBe(await start("#OnPage li:not(.l3) a"));
		expect(Math.abs((await start(".foot p")) - (await start("h1")))).toBeLessThan(2);
		// Also where a line below the bar says that this is a copy.
		await page.goto(`file://${join(folder, "ch08.html")}`);
		await page.locator(".local").waitFor();
		const top = async (selector: string) => (await page.locator(selector).first().boundingBox())?.y ?? 0;
		expect(Math.abs((await top("#OnPage .label")) - (await top(".kicker")))).toBeLessThan(2);
	}));

test("the contents have the parts of the book, and the page that is open in their middle", () =>
	visit("/ch17.html", {}, async (page) => {
		const parts = await page.locator("#Contents .label").allTextContents();
		expect(parts).toEqual(["Cluster and network", "Application and data", "Operation", "History and plans"]);
		const row = await page.locator("#Contents [aria-current=page]").boundingBox();
		expect(row?.y).toBeGreaterThan(300);
		expect(row?.y).toBeLessThan(500);
	}));

describe("an address without a page", () => {
	test("looks and leads on as any page at any depth, though no setting says where the book begins", () =>
		visit("/runbook/old/27-dirty-migration.html", {}, async (page) => {
			const near = page.locator(".near a").first();
			await near.waitFor();
			expect(await near.textContent()).toMatch(/^§27/);
			expect(await page.evaluate("getComputedStyle(document.body).display")).toBe("grid");
			expect(await page.evaluate("document.querySelectorAll('[rel=stylesheet]')[1].sheet.cssRules.length > 9")).toBe(
				true,
			);
			await page.keyboard.press("/");
			await page.locator("dialog input").fill("27");
			await page.locator("dialog [role=option]").first().waitFor();
			await page.keyboard.press("Escape");
			await near.click();
			expect(new URL(page.url()).pathname).toBe("/runbook/27.html");
		}));

	test("a number in it wins", () =>
		visit("/runbook-27-old-name.html", {}, async (page) => {
			expect(await page.locator("h1").textContent()).toBe("There is no page at this address");
			expect(await page.locator(".near code").textContent()).toBe("/runbook-27-old-name.html");
			expect(await page.locator(".near .rows a").first().textContent()).toContain("§27");
			expect((await page.locator(".near .rows bdi").allTextContents()).sort()).toEqual(["§26", "§27", "§28"]);
		}));

	test("tells a reader without script what to do", () =>
		visit("/none.html", { javaScriptEnabled: false }, async (page) => {
			expect(await page.locator("h1").textContent()).toBe("There is no page at this address");
			await page.locator("main a", { hasText: "Database and schema" }).click();
			expect(new URL(page.url()).pathname).toBe("/ch08.html");
		}));
});

describe("a book from right to left", () => {
	const rtl = join(
		makeBook({
			"book/book.yaml": "language: ar\n",
			"book/01-a.md": "# أ\n\nانظر §2.\n",
			"book/17-b.md":
				"---\nrunbook: true\n---\n# ب\n\n## §1 أول\n\n**Steps.**\n\n1. نص:\n\n   ```sh\n   kubectl get pods --all-namespaces\n   ```\n\n## §2 ثان\n\nنص.\n",
		}),
		"site",
	);
	silcrow(join(rtl, ".."), ["build", "--out", rtl]);

	test("has its contents on the right, its numbers in order, and no page too wide", () =>
		visit(`file://${join(rtl, "ch01.html")}`, { viewport: { width: 1440, height: 900 } }, async (page) => {
			const side = await page.locator("#Contents").boundingBox();
			const main = await page.locator("main").boundingBox();
			expect(side?.x).toBeGreaterThan(main?.x ?? 0);
			expect(await tooWide(page)).toBe(0);
			// Numbers of one sign and of two stand at the outer edge of their rows.
			const gap = await page
				.locator("#Contents bdi[dir=ltr]")
				.first()
				.evaluate((number) => {
					const words = document.createRange();
					words.selectNodeContents(number);
					return number.getBoundingClientRect().right - words.getBoundingClientRect().right;
				});
			expect(gap).toBeLessThan(1);
			// A § stands before its number in running text too.
			const order = await page.locator("main p a.xref").evaluateAll((links) =>
				links.map((link) => {
					const [sign, digit] = [0, 1].map((at) => {
						const place = document.createRange();
						place.setStart(link.firstChild as Node, at);
						place.setEnd(link.firstChild as Node, at + 1);
						return place.getBoundingClientRect().left;
					});
					return (sign ?? 0) < (digit ?? 0);
				}),
			);
			expect(order).toEqual([true]);
		}));

	test("has its steps and commands in view on a phone", () =>
		visit(`file://${join(rtl, "runbook/1.html")}`, phone, async (page) => {
			expect(await tooWide(page)).toBe(0);
			const [box, text] = [
				await page.getByLabel("Step 1").boundingBox(),
				await page.locator("#step-1 p").boundingBox(),
			];
			expect(box?.x).toBeGreaterThanOrEqual((text?.x ?? 0) + (text?.width ?? 0) - 1);
			expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
			expect((await page.locator(".command").boundingBox())?.x).toBe(16);
		}));
});

test("on paper a caption above stays with its figure, and one below binds nothing that follows", () =>
	visit("/runbook/27.html", {}, async (page) => {
		await page.emulateMedia({ media: "print" });
		const breaks = (selector: string) =>
			page
				.locator(selector)
				.first()
				.evaluate((one) => getComputedStyle(one).breakAfter);
		expect(await breaks(".captioned > figcaption")).toBe("avoid");
		expect(await breaks(".diagram > figcaption")).toBe("auto");
	}));

describe("in every shape", () => {
	const pages = [
		"/index.html",
		"/ch08.html",
		"/ch14.html",
		"/ch17.html",
		"/runbook/27.html",
		"/glossary.html",
		"/404.html",
	];

	test("320 pixels are enough", () =>
		visit("/index.html", { viewport: { width: 320, height: 640 } }, async (page) => {
			for (const path of pages) {
				await page.goto(site.origin + path);
				expect(await tooWide(page), path).toBe(0);
			}
		}));

	test("the list of the page goes away once a reader has chosen from it", () =>
		visit("/ch08.html", phone, async (page) => {
			await page.getByRole("button", { name: "This page" }).tap();
			await page.locator("#OnPage a").nth(2).tap();
			await page.locator("#OnPage:popover-open").waitFor({ state: "detached" });
			expect(new URL(page.url()).hash).not.toBe("");
		}));

	test("numbers of a table stand below each other by their ends, and the line below its head is one", () =>
		visit("/ch01.html", { viewport: { width: 1440, height: 900 } }, async (page) => {
			const ends = await page.locator("table td.to-right").evaluateAll((cells) =>
				cells.map((cell) => {
					const words = document.createRange();
					words.selectNodeContents(cell);
					return Math.round(cell.getBoundingClientRect().right - words.getBoundingClientRect().right);
				}),
			);
			expect(ends.length).toBeGreaterThan(2);
			expect(new Set(ends).size).toBe(1);
			const lines = await page
				.locator("thead:has(td) :is(td, th)")
				.evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).borderBlockEndColor));
			expect(lines.length).toBeGreaterThan(1);
			expect(new Set(lines).size).toBe(1);
		}));

	test("a table on a phone keeps all that a cell says beside the name of its column", () =>
		visit("/runbook/27.html", phone, async (page) => {
			// Words before a code, a code, and words behind it: none may stand under the column's name.
			const cell = page.locator("td[data-l]:not(:first-child):has(code)", { hasText: "file failed in the middle" });
			const [left, code] = await Promise.all([cell.boundingBox(), cell.locator("code").boundingBox()]);
			expect((code?.x ?? 0) - (left?.x ?? 0)).toBeGreaterThan(100);
		}));

	test("where there are no popovers the lists stand below the text, and no button says otherwise", () =>
		visit("/ch08.html", {}, async (page) => {
			const without = (text: string) =>
				text
					.replace("not selector(:popover-open)", "not selector(:never)")
					.replace(/\bpopover(?=[\]= ]|target)/g, "data-$&");
			await page.route(/\.(?:html|css)$/, async (route) => {
				const response = await route.fetch();
				await route.fulfill({ response, body: without(await response.text()) });
			});
			for (const width of [390, 700, 1100]) {
				await page.setViewportSize({ width, height: 900 });
				await page.goto(`${site.origin}/ch08.html`);
				const [text, list] = [await page.locator("main").boundingBox(), await page.locator("#OnPage").boundingBox()];
				expect(text?.y, `${width}`).toBeLessThan(120);
				expect(list?.y, `${width}`).toBeGreaterThanOrEqual((text?.y ?? 0) + (text?.height ?? 0) - 1);
				expect(await page.locator(".bar button:not(.theme):visible, .dock button:visible").count()).toBe(0);
				if (width > 1000) continue;
				expect((await page.locator("#Contents").boundingBox())?.y).toBeGreaterThan(
					(text?.y ?? 0) + (text?.height ?? 0) - 1,
				);
				expect(await page.locator(".dock > *").filter({ visible: true }).allTextContents()).toEqual(["Search"]);
			}
		}));

	test("a browser that marks no section by itself is told the one that an address leads to", async () => {
		for (const [address, name] of [
			["/book-index.html#letter-d", "D"],
			["/ch08.html#two-urls", "Two URLs"],
		] as const)
			await visit("about:blank", { viewport: { width: 1440, height: 900 } }, async (page) => {
				await page.addInitScript("CSS.supports = () => false");
				await page.goto(site.origin + address);
				await page.locator("#OnPage [aria-current]", { hasText: name }).waitFor();
				expect(await page.locator("#OnPage [aria-current]").allTextContents()).toEqual([name]);
			});
	});

	test("no letter and no row of a long list hides behind its letters", async () => {
		for (const address of [
			"/book-index.html#letter-d",
			"/book-index.html#i-etcd",
			"/glossary.html#letter-g",
			"/glossary.html#term-goose",
		])
			for (const screen of [phone, { viewport: { width: 1440, height: 900 } }])
				await visit(address, screen, async (page) => {
					const bar = await page.locator(".letters").boundingBox();
					const target = await page.locator(":target").boundingBox();
					expect(target?.y, address).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
				});
	});

	test("text of twice the size turns a desk into a phone", () =>
		visit("/ch08.html", { viewport: { width: 1280, height: 900 } }, async (page) => {
			for (const path of ["/ch08.html", "/runbook/27.html"]) {
				await page.goto(site.origin + path);
				await page.evaluate("document.documentElement.style.fontSize = '200%'");
				expect(await tooWide(page), path).toBe(0);
			}
		}));

	test("with forced colours the current row is told by more than its ground", () =>
		visit("/ch08.html", { forcedColors: "active" }, async (page) => {
			const [current, other] = (await page.evaluate(
				"['[aria-current=page]', 'li:last-child a'].map((row) => getComputedStyle(document.querySelector('#Contents ' + row)).color)",
			)) as string[];
			expect(current).not.toBe(other);
		}));

	test("with reduced motion nothing moves", () =>
		visit("/ch08.html", { reducedMotion: "reduce" }, async (page) => {
			const moving = await page.evaluate(
				"[...document.querySelectorAll('*')].filter((one) => parseFloat(getComputedStyle(one).transitionDuration) > 0).length",
			);
			expect(moving).toBe(0);
		}));

	test("printed, its inks are those of paper, though its reader chose dark", () =>
		visit("/runbook/27.html", {}, async (page) => {
			const ink = () =>
				page
					.locator(".badge")
					.first()
					.evaluate((badge) => getComputedStyle(badge).color);
			const light = await ink();
			await page.evaluate("document.documentElement.dataset.theme = 'dark'");
			expect(await ink()).not.toBe(light);
			await page.emulateMedia({ media: "print" });
			expect(await ink()).toBe(light);
		}));

	test("printed, it has pages and no navigation", () =>
		visit("/runbook/27.html", {}, async (page) => {
			const pdf = (await page.pdf({ preferCSSPageSize: true, format: "A4" })).toString("latin1");
			expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
			await page.emulateMedia({ media: "print" });
			for (const gone of ["#Contents", "#OnPage", ".bar", ".dock", ".pager", ".copy", ".foot"])
				expect(await page.locator(gone).filter({ visible: true }).count(), gone).toBe(0);
		}));
});
