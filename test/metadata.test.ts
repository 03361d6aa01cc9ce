import { describe, expect, test } from "vitest";
import { leafTemplates } from "../src/render/editions/volume.ts";
import { renderSite } from "../src/render/site.ts";
import { makeTemplates } from "../src/render/template.ts";
import { makeBook } from "./render/make-book.ts";
import { ownTemplates } from "./render/templates.ts";

const changes = new Map([
	["book/01.md", "2026-01-02T03:04:05Z"],
	["book/02.md", "2026-03-04T05:06:07Z"],
]);
const site = { origin: "https://book.example.com", base: "/ops/" };

function render(settings = {}, dated = changes) {
	const made = makeBook(
		[
			{ number: 1, title: "Pumps & valves", body: ["<p>A pump moves water from one place to another. It fails.</p>"] },
			{ number: 2, title: "Pipes", body: ["<p>x</p>"], frontMatter: { description: "What pipes are." } },
		],
		[],
		[],
		{ title: "The book", authors: ["A & B"], ...settings },
	);
	const paths = [...made.linked.keys()];
	const named = new Map(
		[...dated].map(([path, time]) => [paths.find((one) => one.startsWith(path.slice(0, 7))) ?? "", time]),
	);
	return renderSite(
		{
			...made,
			sources: new Map(),
			units: new Map([...made.texts].map(([path, search]) => [path, { search }])),
			templates: makeTemplates(ownTemplates()),
			leafTemplates: leafTemplates(ownTemplates()),
			names: {
				style: "s.css",
				laterStyle: "l.css",
				script: "b.js",
				entryScript: "e.js",
				lostScript: "lost.js",
				search: "f.js",
				searchStyle: "f.css",
				searchIndex: "search-index.js",
				print: "p.css",
				worker: "w.js",
				icon: "icon.svg",
			},
			stamp: { generator: "Silcrow", built: "2026-03-05T00:00:00Z" },
			changes: named,
		},
		new Map<string, string>(),
	);
}

describe("a book that says where its site stands", () => {
	const files = render({ site });

	test("has a sitemap with the days of the changes", () => {
		expect(files.get("sitemap.xml")).toContain(
			"<url><loc>https://book.example.com/ops/ch01.html</loc><lastmod>2026-01-02T03:04:05Z</lastmod></url>",
		);
		expect(files.get("sitemap.xml")).not.toContain("404");
		expect(files.get("robots.txt")).toContain("Sitemap: https://book.example.com/ops/sitemap.xml");
	});

	test("has a feed, the last change first", () => {
		const feed = files.get("feed.xml") ?? "";
		expect(feed).toContain("<updated>2026-03-04T05:06:07Z</updated>");
		expect([...feed.matchAll(/<entry>\n<title>([^<]*)/g)].map(([, title]) => title)).toEqual([
			"Chapter 2: Pipes",
			"Chapter 1: Pumps &amp; valves",
		]);
		expect(feed).toContain("<summary>What pipes are.</summary>");
		expect(feed).toContain("<author><name>A &amp; B</name></author>");
		expect(files.get("ch01.html")).toContain('<link rel="alternate" type="application/atom+xml"');
	});

	test("tells servers the policy and how long files may be kept", () => {
		expect(files.get("_headers")).toMatch(
			/^\/ops\/\*\n {2}Content-Security-Policy: default-src 'none'.*frame-ancestors 'none'\n/,
		);
		expect(files.get("_headers")).toMatch(
			/\/ops\/assets\/\*\n {2}Cache-Control: public, max-age=31536000, immutable\n$/,
		);
		expect(files.get("_nginx.conf")).toMatch(/^# .*\nlocation \^~ \/ops\/ \{\n\tadd_header Content-Security-Policy /);
		expect(files.get("_nginx.conf")).toContain("\n\tlocation ^~ /ops/assets/ {\n");
		expect(files.get("_headers")).not.toContain("book.html");
	});

	test("lets servers give the book as one file to be kept, for their policy stops what it holds", () => {
		const single = render({ site, single: true });
		expect(single.get("_headers")).toMatch(/\n\n\/ops\/book\.html\n {2}Content-Disposition: attachment\n$/);
		const place = /\n\tlocation = \/ops\/book\.html \{\n([^}]*)\}/.exec(single.get("_nginx.conf") ?? "")?.[1] ?? "";
		expect(place).toContain('add_header Content-Disposition "attachment" always;');
		expect(place.match(/add_header/g)).toHaveLength(7);
	});
});

test("the terms of use stand at the end of each page and in the feed", () => {
	const url = "https://example.com/terms?a=1&b=2";
	const linked = render({ site, license: { name: "CC BY & more", url } });
	expect(linked.get("ch01.html")).toContain(
		'<a rel="license noopener noreferrer" href="https://example.com/terms?a=1&amp;b=2">CC BY &amp; more</a>',
	);
	expect(linked.get("feed.xml")).toContain("<rights>CC BY &amp; more</rights>");
	expect(render({ license: { name: "Internal use only" } }).get("ch01.html")).toContain(
		"by A &amp; B · Internal use only</p>",
	);
});

test("a feed holds no character that XML has not", () => {
	expect(render({ site, title: "The \u0001book" }).get("feed.xml")).toContain("<title>The book</title>");
});

test("without a site, or without a time, there is no feed", () => {
	const files = render();
	for (const name of ["feed.xml", "sitemap.xml"]) expect(files.has(name)).toBe(false);
	expect(files.get("ch01.html")).not.toContain("atom");
	expect(files.get("_headers")).toMatch(/^\/\*\n/);
	expect(files.get("_nginx.conf")).toContain("\ncharset utf-8;\n");
	expect(files.get("_nginx.conf")).toContain("\nlocation ^~ /assets/ {\n");
});

test("a page without a description is described by its first sentence", () => {
	const files = render({ description: "About the book." });
	expect(files.get("ch01.html")).toContain(
		'name="description" content="A pump moves water from one place to another."',
	);
	expect(files.get("ch02.html")).toContain('name="description" content="What pipes are."');
	expect(files.get("ch01.html")).toContain('<link rel="icon" href="icon.svg">');
	expect(files.get("ch01.html")).toContain('<meta property="article:modified_time" content="2026-01-02T03:04:05Z">');
});
