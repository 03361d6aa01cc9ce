import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { leafTemplates } from "../src/render/editions/volume.ts";
import { frameOf } from "../src/render/frame.ts";
import { noKeeper } from "../src/render/keep.ts";
import { renderPage } from "../src/render/page.ts";
import { renderSite } from "../src/render/site.ts";
import { makeTemplates } from "../src/render/template.ts";
import { planPages } from "../src/render/views.ts";
import { type MadeBook, makeBook } from "./render/make-book.ts";
import { sampleBook } from "./render/sample-book.ts";
import { ownTemplates } from "./render/templates.ts";

const names = {
	style: "assets/style.css",
	laterStyle: "assets/later.css",
	script: "assets/book.js",
	entryScript: "assets/entry.js",
	lostScript: "assets/lost.js",
	search: "assets/search.js",
	searchStyle: "assets/search.css",
	searchIndex: "search-index.js",
	print: "assets/print.css",
	worker: "assets/worker.js",
};

function render(made: MadeBook, templates = ownTemplates()) {
	const stamp = { generator: "Silcrow" };
	return renderSite(
		{
			...made,
			sources: new Map(),
			units: new Map([...made.texts].map(([path, search]) => [path, { search }])),
			templates: makeTemplates(templates),
			leafTemplates: leafTemplates(templates),
			names,
			stamp,
			changes: new Map(),
		},
		new Map<string, string>(),
	);
}

const site = render(sampleBook());
const page = (address: string) => site.get(address) ?? "";

test("every page and every list is there, and a sitemap only for a book with a site", () => {
	const pages = [...site.keys()].filter((one) => one.endsWith(".html"));
	// Chapters, entries, an alert, and the lists of the book.
	expect(pages).toHaveLength(20 + 28 + 1 + 6);
	for (const address of [
		"index.html",
		"404.html",
		"glossary.html",
		"references.html",
		"ch08.html",
		"runbook/27.html",
		"alerts/MigrateJobFailed.html",
		"references.json",
		"glossary.json",
		"robots.txt",
		"search-index.js",
	]) {
		expect(site.has(address), address).toBe(true);
	}
	expect(site.has("sitemap.xml")).toBe(false);
});

test("the same book gives the same bytes", () => {
	expect([...render(sampleBook())]).toEqual([...site]);
});

test("every page is valid HTML", async () => {
	const validate = new HtmlValidate({
		extends: ["html-validate:standard"],
		rules: {
			// A stacked table is no table to a screen reader unless it says so.
			"no-redundant-role": "off",
			"prefer-native-element": "off",
			// The alignment of GFM's columns.
			"no-deprecated-attr": "off",
		},
	});
	for (const [address, html] of site) {
		if (!address.endsWith(".html")) continue;
		const { results } = await validate.validateString(html, address);
		expect(results.flatMap((one) => one.messages)).toEqual([]);
	}
});

test("every link of the site leads to a page and an anchor that exist", () => {
	const broken: string[] = [];
	for (const [address, html] of site) {
		if (!address.endsWith(".html")) continue;
		for (const [, href = ""] of html.matchAll(/<a[^>]* href="([^"]*)"/g)) {
			if (/^https?:/.test(href)) continue;
			const url = new URL(href, `https://book.example/${address}`);
			const target = site.get(url.pathname.slice(1));
			const anchor = decodeURIComponent(url.hash.slice(1));
			if (target === undefined) broken.push(`${address}: ${href}`);
			else if (anchor && !target.includes(`id="${anchor}"`)) {
				broken.push(`${address}: ${href}`);
			}
		}
	}
	expect(broken).toEqual([]);
});

test("ids are unique on every page", () => {
	for (const [address, html] of site) {
		const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
		expect(new Set(ids).size, address).toBe(ids.length);
	}
});

test("the policy stands before anything that loads, without unsafe-inline", () => {
	for (const [address, html] of site) {
		if (!address.endsWith(".html")) continue;
		const policy = html.indexOf("Content-Security-Policy");
		expect(policy).toBeGreaterThan(0);
		expect(policy).toBeLessThan(html.search(/<(?:script|link|img)\b/));
		expect(html).not.toMatch(/unsafe-inline| style="| on[a-z]+="/);
	}
});

describe("a heading", () => {
	const html = page("ch19.html");

	test("shows its written number in the rail, which is its permalink", () => {
		expect(html).toContain(
			'<h2 id="s6"><span id="6-bug-6-synconce" class="anchor"></span><a class="rail" href="#s6" aria-label="§6, link to this section">§6</a>Bug #6: sync.Once</h2>',
		);
	});

	test("shows # where it has no number", () => {
		expect(page("ch08.html")).toContain(
			'<a class="rail sign" href="#the-migrate-job" aria-label="Link to this section">#</a>The migrate Job</h2>',
		);
	});

	test("that is superseded says so", () => {
		expect(html).toMatch(/<h2 id="s13" class="superseded">.*Superseded/);
	});

	test("lists at the end of its section who refers to it", () => {
		const section = html.slice(html.indexOf('id="s13"'));
		expect(section).toMatch(/Referred to from.*Chapter 8/s);
	});
});

describe("the runbook", () => {
	test("lists its entries, and leaves their text to their pages", () => {
		const html = page("ch17.html");
		expect(html).toContain('<h2 id="s27">');
		expect(html).toContain('<a href="runbook/27.html">Recover from');
		expect(html).toContain("A deploy stopped because its migrate Job failed");
		expect(html).not.toContain("DROP INDEX");
	});

	test("keeps ticks under a key that changes with the entry's text", () => {
		const key = /data-ticks="(silcrow:27:[0-9a-f]{8})"/.exec(page("runbook/27.html"))?.[1];
		const made = sampleBook();
		const part = made.linked.get("book/17.md")?.parts.find((one) => one.page === "runbook/27.html");
		part?.pieces.push("<p>More.</p>");
		const changed = render(made).get("runbook/27.html");
		expect(key).toBeDefined();
		expect(changed).not.toContain(key);
	});

	test("raises the headings inside an entry, so that no level is skipped", () => {
		expect(page("runbook/27.html")).toContain('<h2 id="when-the-table-itself-is-gone">');
	});

	test("offers a field for each placeholder of its commands, each once", () => {
		const fields = page("runbook/27.html").match(/data-placeholder="[^"]*"/g);
		expect(fields).toEqual(['data-placeholder="job"', 'data-placeholder="database-url"']);
	});

	test("tells on a superseded entry what took its place", () => {
		expect(page("runbook/4.html")).toMatch(/role="note".*href="27\.html".*§27.*instead/s);
	});

	test("never says that steps were verified when nobody did", () => {
		expect(page("runbook/3.html")).toMatch(/Not verified[\s\S]*Nobody has run these steps in a drill/);
		expect(page("runbook/27.html")).not.toContain("Nobody has run");
	});
});

describe("the glossary", () => {
	const html = page("glossary.html");

	test("files names letter by letter, without case and punctuation", () => {
		const terms = [...html.matchAll(/<dt id="term-([^"]*)"/g)].map(([, slug]) => slug);
		expect(terms).toEqual([
			"automigrate",
			"crd",
			"full-strict-ssl",
			"goose",
			"goose_db_version",
			"hpa",
			"kube-proxy",
			"pooler",
			"swarm",
		]);
	});

	test("has letters without entries as text", () => {
		expect(html).toContain('<a href="#letter-g">G</a>');
		expect(html).toContain('<span aria-hidden="true">Z</span>');
	});

	test("names the chapter of the entry first, then whoever uses the term", () => {
		const goose = html.slice(html.indexOf('id="term-goose"'), html.indexOf('id="term-goose_db_version"'));
		const places = [...goose.matchAll(/ title="[^"]*">([^<]*)<\/a>/g)];
		expect(places.map(([, place]) => place)).toEqual(["8", "14", "§27"]);
	});

	test("lists its terms by group, under the anchor of the group", () => {
		expect(html).toMatch(/<h3 id="neon">.*href="#term-pooler">Pooler/s);
	});
});

describe("previews", () => {
	test("stand once on a page, and their links point to them", () => {
		const html = page("ch08.html");
		expect(html).toContain('href="glossary.html#term-goose" interestfor="d-goose"');
		expect(html.match(/id="d-goose" popover="hint"/g)).toHaveLength(1);
		expect(html).toMatch(/id="x-ch-17-27".*Takes 15 to 40 min/s);
	});
});

test("a page says which chapters, sections and entries refer to it, each once", () => {
	const [, list = ""] = /Referred to from<\/span> (.*?)<\/p>/.exec(page("ch08.html")) ?? [];
	const labels = [...list.matchAll(/>([^<]+)<\/a>/g)].map(([, label]) => label);
	expect(labels.length).toBeGreaterThan(2);
	expect(new Set(labels).size).toBe(labels.length);
});

test("what front matter says is text, wherever it lands", () => {
	const evil = '</title><script>alert(1)</script>"><img src=x onerror=alert(1)>';
	const made = makeBook(
		[
			{
				number: 1,
				title: evil,
				frontMatter: { part: evil, description: evil, owner: evil },
				body: [],
			},
		],
		[{ name: evil, slug: "evil", group: evil, html: "Text." }],
		[],
		{ title: evil, description: evil, authors: [evil] },
	);
	for (const [address, text] of render(made)) {
		if (!address.endsWith(".html")) {
			if (address.endsWith(".js")) expect(text).not.toContain("</script");
			continue;
		}
		expect(text, address).not.toContain("<script>alert");
		expect(text, address).not.toContain("<img src=x");
	}
});

test("a page of a book of 10 000 chapters lists only its neighbours", () => {
	const plans = Array.from({ length: 10_000 }, (_, index) => ({
		number: index + 1,
		title: `Title ${index + 1}`,
		body: ["<p>Text.</p>"],
	}));
	const made = makeBook(plans, [], []);
	const frame = frameOf(made.book, names, { generator: "Silcrow" });
	const views = planPages(made.book, frame, made.linked, made.backlinks, noKeeper).map((page) => page.view());
	const view = views.find((one) => one.address === "ch5000.html");
	const html = view && renderPage(view, frame, makeTemplates(ownTemplates()));
	expect(html?.match(/<a /g)?.length).toBeLessThan(100);
	expect(html).toContain("All 10000");
	expect(html).toMatch(/aria-current="page"><bdi class="n">5000</);
});

test("with a site there are a sitemap, canonical links, and root links on the page for wrong addresses", () => {
	const settings = { site: { origin: "https://example.com", base: "/book/" } };
	const files = render(sampleBook(settings));
	expect(files.get("sitemap.xml")).toContain("<loc>https://example.com/book/runbook/27.html</loc>");
	expect(files.get("sitemap.xml")).not.toContain("404");
	expect(files.get("ch08.html")).toContain('<link rel="canonical" href="https://example.com/book/ch08.html">');
	expect(files.get("404.html")).toContain('href="/book/assets/style.css"');
});

test("a page in another direction says so, and keeps each number in one piece", () => {
	const files = render(sampleBook({ language: "ar" }));
	expect(files.get("index.html")).toContain('<html lang="ar" dir="rtl">');
	const html = files.get("ch08.html");
	expect(html).toContain('<span class="numeral" aria-hidden="true"><bdi dir="ltr">8</bdi></span>');
	expect(html).toMatch(/Referred to from<\/span> <a href="[^"]*" dir="ltr">/);
	expect(html).toContain('<a href="runbook/26.html" dir="ltr">§26</a>');
	expect(html).toMatch(/<bdi dir="ltr">\d+ min read<\/bdi>/);
	expect(page("ch08.html")).not.toContain(' dir="');
});

test("a book overrides one template and keeps the rest", () => {
	const templates = ownTemplates().set("footer.eta", "<footer>Ours</footer>\n");
	const html = render(sampleBook(), templates).get("ch08.html");
	expect(html).toContain("<footer>Ours</footer>");
	expect(html).toContain("Database and schema</h1>");
});

test("an old page name leads to where the page is now", () => {
	const made = sampleBook();
	const from = { page: "old/ch09.html" };
	made.book.old.set("old/ch09.html", { from, to: { page: "ch08.html" }, label: "", title: "", isRetired: false });
	expect(render(made).get("old/ch09.html")).toContain('url=../ch08.html"');
});

test("code keeps its blank lines", () => {
	const code = "<pre>a\n\n\nb</pre>";
	const made = makeBook([{ number: 1, title: "A", body: [code] }], [], []);
	expect(render(made).get("ch01.html")).toContain(code);
});

test("references.json lists every edge, with a version", () => {
	const data = JSON.parse(page("references.json"));
	expect(data.version).toBe(1);
	expect(data.references).toContainEqual({
		file: "book/08.md",
		line: 3,
		column: 5,
		text: "§27",
		kind: "mention",
		from: "ch:8",
		target: "ch:17§27",
		address: "runbook/27.html",
	});
});

test("no heading can take the place of an id of the page: slugs are in lower case, ours are not", () => {
	for (const [name, text] of ownTemplates()) {
		if (/^(?:glossary|index|book-index|epub-)/.test(name)) continue;
		for (const [, id = ""] of text.matchAll(/ id="([^"<]+)"/g)) expect(id, name).toMatch(/[A-Z]/);
	}
});
