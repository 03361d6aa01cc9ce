import { join, resolve } from "node:path";
import { HtmlValidate } from "html-validate";
import { LinkChecker } from "linkinator";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { makeBook, readTree, silcrow } from "./support/run.ts";

const root = resolve(import.meta.dirname, "..");
const out = join(makeBook({}), "site");
const site = new Map<string, string>();
const ran = { code: 0 as number | null, out: "" };

beforeAll(() => {
	Object.assign(ran, silcrow(root, ["build", "--strict", "--out", out]));
	for (const [path, content] of readTree(out)) site.set(path, content);
});

const pages = () => [...site].filter(([path]) => path.endsWith(".html"));

describe("the deployment book", () => {
	test("has nothing wrong with it, warnings included", () => {
		expect(ran.out).toMatch(/\bWrote \d+ pages/);
		expect(ran.code).toBe(0);
	});

	test("has a page for each chapter and each entry of the runbook, under its number", () => {
		for (let number = 1; number <= 20; number++)
			expect(site.has(`ch${String(number).padStart(2, "0")}.html`)).toBe(true);
		for (let number = 1; number <= 28; number++) expect(site.has(`runbook/${number}.html`)).toBe(true);
	});

	test("every page is valid HTML", async () => {
		const rules = { "no-redundant-role": "off", "prefer-native-element": "off", "no-deprecated-attr": "off" } as const;
		const validate = new HtmlValidate({ extends: ["html-validate:standard"], rules });
		for (const [path, content] of pages()) {
			const { results } = await validate.validateString(Buffer.from(content, "latin1").toString("utf8"), path);
			expect(
				results.flatMap(({ messages }) =>
					messages.map(({ message, line, ruleId }) => `${path}:${line} ${ruleId} ${message}`),
				),
			).toEqual([]);
		}
	});

	test("another link checker finds no broken link", async () => {
		const checker = new LinkChecker();
		const { links } = await checker.check({
			path: ".",
			serverRoot: out,
			recurse: true,
			linksToSkip: ["^https?://(?!localhost)"],
			checkFragments: true,
		});
		const broken = links.filter(({ state }) => state === "BROKEN").map(({ url, parent }) => `${parent}: ${url}`);
		expect(broken).toEqual([]);
		expect(links.length).toBeGreaterThan(pages().length);
	});

	test("no page asks another host for anything", () => {
		for (const [path, content] of pages()) {
			const loaded = content.match(/<(?:script|img|link|iframe|source)\b[^>]*\b(?:src|href)="https?:[^"]*"/g) ?? [];
			expect(
				loaded.filter((tag) => !tag.includes('rel="canonical"')),
				path,
			).toEqual([]);
		}
	});
});

describe("in a browser, from the folder", () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launchBrowser();
	});
	afterAll(() => browser.close());

	test("pages show no fault, overflow nothing and load nothing from elsewhere", async () => {
		for (const width of [1440, 390]) {
			const page = await browser.newPage({ viewport: { width, height: 900 } });
			const faults: string[] = [];
			page.on("pageerror", (error) => faults.push(String(error)));
			page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
			page.on("request", (request) => /^https?:/.test(request.url()) && faults.push(request.url()));
			for (const path of ["index.html", "ch08.html", "ch14.html", "ch17.html", "runbook/27.html", "glossary.html"]) {
				await page.goto(`file://${join(out, path)}`);
				const wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
				if (Number(wide) > 0) faults.push(`${path} is ${wide} px too wide at ${width}`);
			}
			expect(faults).toEqual([]);
			await page.close();
		}
	});
});
