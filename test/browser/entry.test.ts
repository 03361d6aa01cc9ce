import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { makeBook, silcrow, write } from "../support/run.ts";
import { type ServedSite, serveSite } from "../support/serve-site.ts";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const runbook = (step: string) => `---
runbook: true
---
# Runbook

## §1 Drain a queue

\`\`\`yaml entry
takes: 5 min
verified: 2020-01-31
proof: every step was run in a drill
\`\`\`

**Use when.** The queue of the broker grows (Chapter 2).

**You need.**

- A shell on the machine that the broker runs on.
- A second person.

**Steps.**

1. ${step}

   \`\`\`console
   $ tw queue stop <queue> \\
       --now
   stopped
   root@node:~# cat <<END
   # kept
   END
   $ date
   \`\`\`

2. Empty it.

   \`\`\`bash
   # Don't wait.
   tw queue purge orders # all of them
   \`\`\`

**Verify.**

- It is empty.

**Roll back.**

1. Fill it.
2. Start it.

## §2 Drain a queue, the old way

**Superseded by** §1 since 2026-04.

\`\`\`bash
tw drain
\`\`\`
`;
const folder = makeBook({
	"book/02-queues.md": "# Queues\n\nThe broker keeps queues. See §1.\n",
	"book/17-runbook.md": runbook("Stop the queue."),
	"glossary/glossary.md": "# Glossary\n\n- **broker**: The program that keeps messages. (Chapter 2)\n",
});
const out = join(folder, "site");
const build = () => expect(silcrow(folder, ["build", "--out", out]).code).toBe(0);

let browser: Browser;
let site: ServedSite;
let entry: string;
beforeAll(async () => {
	build();
	[browser, site] = await Promise.all([launchBrowser(), serveSite(out)]);
	entry = `${site.origin}/runbook/1.html`;
});
afterAll(() => Promise.all([browser.close(), site.close()]));

async function visit(
	url: string,
	options: BrowserContextOptions,
	look: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
	const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], ...options });
	const page = await context.newPage();
	await page.goto(url);
	await look(page, context);
	await context.close();
}

describe("ticks", () => {
	test("survive a reload, can be cleared, and that can be undone", () =>
		visit(entry, phone, async (page) => {
			const [first, last] = [page.getByLabel("Step 1"), page.getByLabel("Step 2")];
			const state = page.locator(".ticks [role=status]");
			await first.tap();
			await page.reload();
			expect(await first.isChecked()).toBe(true);
			expect(await state.textContent()).toMatch(/^1 of 2 done · started \d\d:\d\d$/);
			await last.tap();
			expect(await state.textContent()).toBe("All steps done. Verify before you close.");
			await page.getByRole("button", { name: "Clear ticks" }).tap();
			expect(await first.isChecked()).toBe(false);
			await page.getByRole("button", { name: "Undo" }).tap();
			expect(await first.isChecked()).toBe(true);
		}));

	test("of all that is needed are one tap where that is folded", () =>
		visit(entry, phone, async (page) => {
			const whole = page.getByLabel("Ready: all 2");
			await whole.tap();
			await page.reload();
			expect(await whole.isChecked()).toBe(true);
			await page.getByText("You need (2)").tap();
			expect(await page.getByLabel("Ready: 2").isChecked()).toBe(true);
			await page.getByLabel("Ready: 2").tap();
			expect(await whole.isChecked()).toBe(false);
			expect(await page.getByLabel("Ready: 1").isChecked()).toBe(true);
		}));

	test("of checks and of the way back stay too, and count as no steps", () =>
		visit(entry, phone, async (page) => {
			await page.getByLabel("Check 1").tap();
			const back = page.getByLabel("Roll back, b");
			await back.tap();
			await page.reload();
			expect(await page.getByLabel("Check 1").isChecked()).toBe(true);
			expect(await page.locator(".ticks [role=status]").textContent()).toMatch(/^0 of 2 done/);
			expect(await page.getByLabel("Ready: all 2").isChecked()).toBe(false);
			const sign = (box: Element) => getComputedStyle(box, "::before").content;
			expect(await back.evaluate(sign)).toBe('"✓"');
			expect(await page.getByLabel("Roll back, a").evaluate(sign)).toContain("lower-alpha");
			await page.emulateMedia({ media: "print" });
			expect(await back.evaluate(sign)).toContain("lower-alpha");
			expect(await page.getByLabel("Check 1").evaluate(sign)).toBe('""');
		}));

	test("keep the screen on until all steps are done, also after a look elsewhere", () =>
		visit(entry, {}, async (page) => {
			await page.addInitScript(() => {
				const asked: string[] = [];
				let held: { onrelease?: () => void; release(): Promise<void> } | undefined;
				const request = async () => {
					if (document.visibilityState === "hidden") throw new Error("hidden");
					asked.push("on");
					held = { release: async () => void asked.push("off") };
					return held;
				};
				const look = (state: string) => {
					Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
					if (state === "hidden") held?.onrelease?.();
					document.dispatchEvent(new Event("visibilitychange"));
				};
				Object.defineProperty(navigator, "wakeLock", { value: { request } });
				Object.assign(globalThis, { asked, look });
			});
			await page.reload();
			await page.getByLabel("Step 1").check();
			await page.getByText("Screen kept on").waitFor();
			await page.evaluate("look('hidden')");
			await page.getByText("Screen kept on").waitFor({ state: "hidden" });
			await page.evaluate("look('visible')");
			await page.getByText("Screen kept on").waitFor();
			await page.getByLabel("Step 2").check();
			await page.getByText("Screen kept on").waitFor({ state: "hidden" });
			expect(await page.evaluate("asked")).toEqual(["on", "on", "off"]);
		}));

	test("are gone when the entry has changed, and after a day", () =>
		visit(entry, {}, async (page) => {
			await page.getByLabel("Step 1").check();
			write(folder, { "book/17-runbook.md": runbook("Stop the queue at once.") });
			build();
			await page.reload();
			expect(await page.getByLabel("Step 1").isChecked()).toBe(false);
			await page.getByLabel("Step 1").check();
			await page.clock.setFixedTime(Date.now() + 25 * 3_600_000);
			await page.reload();
			expect(await page.getByLabel("Step 1").isChecked()).toBe(false);
			expect(await page.locator(".ticks [role=status]").textContent()).toMatch(
				/^Ticks from \d+ [A-Z][a-z]+ were cleared\.$/,
			);
		}));
});

describe("copying", () => {
	const copied = (page: Page) => page.evaluate("navigator.clipboard.readText()");

	test("takes commands alone, when all placeholders are filled in", () =>
		visit(entry, {}, async (page) => {
			const copy = page.getByRole("button", { name: "Copy", exact: true }).first();
			await copy.click();
			expect(await page.locator(".said").textContent()).toBe("Fill in queue first");
			expect(await page.getByLabel("queue").evaluate("document.activeElement.dataset.placeholder")).toBe("queue");
			await page.keyboard.type("orders");
			await copy.click();
			await page.getByText("Copied").first().waitFor();
			expect(await copied(page)).toBe("tw queue stop orders \\\n    --now\ncat <<END\n# kept\nEND\ndate");
		}));

	test("names a destructive command as what it is", () =>
		visit(entry, {}, async (page) => {
			expect(await page.locator(".danger figcaption").textContent()).toMatch(/^Destructive/);
			await page.getByRole("button", { name: "Copy destructive command" }).click();
			await page.getByText("Copied").first().waitFor();
			expect(await copied(page)).toBe("tw queue purge orders");
		}));

	test("a number in the rail copies its link", () =>
		visit(`${site.origin}/ch17.html`, {}, async (page) => {
			const number = page.locator("#s1 .rail");
			await number.click();
			await page.getByRole("status").getByText("Link copied").waitFor();
			expect(await number.textContent()).toBe("Link copied");
			await number.getByText("§1").waitFor();
			expect(await copied(page)).toBe(`${site.origin}/ch17.html#s1`);
		}));
});

test("values stay over a reload and a visit to another entry, which has none of them", () =>
	visit(entry, phone, async (page) => {
		await page.getByLabel("queue").fill("orders");
		await page.reload();
		expect(await page.locator(".command").first().textContent()).toContain("tw queue stop orders");
		await page.goto(`${site.origin}/runbook/2.html`);
		await page.goBack();
		expect(await page.getByLabel("queue").inputValue()).toBe("orders");
		expect(await page.evaluate("Object.values(localStorage).join()")).not.toContain("orders");
	}));

describe("previews", () => {
	const chapter = () => `${site.origin}/ch02.html`;
	const preview = (page: Page) => page.locator(".def:popover-open");

	test("by mouse, and Escape takes them away", () =>
		visit(chapter(), {}, async (page) => {
			await page.locator(".term").hover();
			await preview(page).waitFor();
			expect(await preview(page).textContent()).toContain("The program that keeps messages.");
			await page.keyboard.press("Escape");
			await preview(page).waitFor({ state: "detached" });
		}));

	test("by keyboard at once, and the focus stays", () =>
		visit(chapter(), {}, async (page) => {
			await page.locator("main").focus();
			for (let stop = 0; stop < 8; stop++) {
				if (await page.locator(".term:focus").count()) break;
				await page.keyboard.press("Tab");
			}
			await preview(page).waitFor();
			await page.keyboard.press("Escape");
			await preview(page).waitFor({ state: "detached" });
			const delay = (link: Element) => getComputedStyle(link).getPropertyValue("interest-delay-start");
			expect(await page.locator(".term:focus").evaluate(delay)).toBe("0s");
			expect(await page.locator(".xref").first().evaluate(delay)).toBe("0.4s");
		}));

	test("by touch: a tap opens them with the way on", () =>
		visit(chapter(), phone, async (page) => {
			await page.locator(".term").tap();
			await preview(page).waitFor();
			const way = preview(page).getByRole("link", { name: "Open in the glossary" });
			expect((await way.boundingBox())?.height).toBeGreaterThanOrEqual(48);
			const sheet = await preview(page).boundingBox();
			expect([sheet?.x, (sheet?.y ?? 0) + (sheet?.height ?? 0)]).toEqual([0, page.viewportSize()?.height]);
			await way.tap();
			await page.waitForURL(/glossary\.html#term-broker$/);
		}));

	test("beside the link too where the browser has no interest in links, as Firefox", async () => {
		const other = await launchBrowser("--disable-blink-features=HTMLInterestForAttribute");
		const page = await other.newPage();
		await page.goto(chapter());
		await page.locator(".term").hover();
		await preview(page).waitFor();
		const [link, shown] = [await page.locator(".term").boundingBox(), await preview(page).boundingBox()];
		await other.close();
		expect(shown?.x).toBe(link?.x);
		expect((shown?.y ?? 0) - (link?.y ?? 0)).toBeLessThan(48);
	});

	test("without script", () =>
		visit(chapter(), { javaScriptEnabled: false }, async (page) => {
			await page.locator(".xref").hover();
			await preview(page).waitFor();
			expect(await preview(page).textContent()).toContain("Takes 5 min");
		}));
});

describe("states", () => {
	test("a verification of long ago is judged when it is read", () =>
		visit(entry, {}, async (page) => {
			const badge = page.locator(".facts .badge");
			expect(await badge.textContent()).toMatch(/Verified\s+31 January 2020, \d+ months ago/);
			expect(await badge.getAttribute("class")).toContain("danger");
			await badge.click();
			expect(await page.locator(":target").textContent()).toBe("How it was verified every step was run in a drill");
		}));

	test("one without steps does not say that these were never run", () =>
		visit(`${site.origin}/runbook/2.html`, {}, async (page) => {
			expect(await page.locator(".facts").textContent()).toContain("Nobody has tried this entry in a drill");
		}));

	test("a superseded entry names its successor first, and has nothing to copy", () =>
		visit(`${site.origin}/runbook/2.html`, {}, async (page) => {
			const banner = page.locator("main > :first-child");
			expect(await banner.getAttribute("role")).toBe("note");
			expect(await banner.textContent()).toMatch(/Superseded since April 2026.*§1.*Drain a queue/s);
			expect(await page.locator(".copy").count()).toBe(0);
			await banner.getByRole("link", { name: "Open §1" }).click();
			await page.waitForURL(entry);
		}));

	test("an alert's link shows the first command within one and a quarter screens of a phone", () =>
		visit(entry, phone, async (page) => {
			const box = await page.locator("main pre").first().boundingBox();
			expect(box?.y).toBeLessThan(1.25 * phone.viewport.height);
		}));
});
