import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { themeFaults } from "../src/render/theme-faults.ts";
import { makeBook, readTree, silcrow } from "./support/run.ts";

const example = readFileSync(new URL("../docs/theming.md", import.meta.url), "utf8");
const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(example)?.[1] ?? "";

function build(files: Record<string, string>) {
	const folder = makeBook({ "book/01-a.md": "# A\n", ...files });
	const ran = silcrow(folder, ["build", "--out", "site"]);
	return { ...ran, site: ran.code === 0 ? readTree(join(folder, "site")) : new Map<string, string>() };
}

test("the example of the documentation builds: colours, font, logo and one template", () => {
	const { code, err, site } = build({
		"public/theme.css": block("css"),
		"public/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
		"public/fonts/source-sans.woff2": "font",
		"templates/footer.eta": block("html"),
	});
	expect([code, err]).toEqual([0, ""]);
	const page = site.get("ch01.html") ?? "";
	const [, theme = ""] = /<link rel="stylesheet" href="(assets\/theme\.[0-9a-f]+\.css)">/.exec(page) ?? [];
	expect(site.get(theme)).toContain("--petrol: #7a1f2b");
	expect(page.indexOf(theme)).toBeGreaterThan(page.indexOf("assets/style."));
	expect(page).toContain('<img class="logo" src="logo.svg"');
	expect(page).toContain("Call the operators");
	expect(page).toContain('<nav id="Contents"');
	expect(site.has("fonts/source-sans.woff2")).toBe(true);
});

test("the bar of a browser has the ground of the theme", () => {
	const page = (css: string) => build({ "public/theme.css": css }).site.get("ch01.html");
	const bars = (html = "") => [...html.matchAll(/name="theme-color" content="([^"]*)"/g)].map(([, colour]) => colour);
	const dark = ':root[data-theme="dark"] { --paper: #000000 }\n:root:not([data-theme="light"]) { --paper: #000000 }\n';
	expect(bars(page(":root { --petrol: #003344 }"))).toEqual(["#fbfbf8", "#11181a"]);
	expect(bars(page(":root { --paper: #ffffff }"))).toEqual(["#ffffff", "#11181a"]);
	expect(bars(page(`:root { --paper: #ffffff }\n${dark}`))).toEqual(["#ffffff", "#000000"]);
});

test("a template that takes the place of none is an `unknown-template`, and one that another includes is not", () => {
	const told = (files: Record<string, string>) => {
		const [, about = ""] = build(files).out.split("warning[unknown-template]: ");
		return [...about.matchAll(/^(nothing .*)|help: (.*)/gm)].map(([, message, hint]) => message ?? hint);
	};
	expect(told({ "templates/fotter.eta": "x" })).toEqual([
		"nothing is drawn by “templates/fotter.eta”",
		"did you mean “footer.eta”?",
	]);
	expect(told({ "templates/footer.html": "x" })[1]).toBe("did you mean “footer.eta”?");
	expect(told({ "templates/head.eta": '<%~ include("own", it) %>', "templates/own.eta": "x" })).toEqual([]);
});

test("a row of the contents that a book draws itself leads on from every folder, and knows the page itself", () => {
	const row = '<li><a href="<%= it.href(it.item.address) %>"><%= it.isCurrent ? "here" : it.item.title %></a></li>';
	const { site } = build({
		"templates/contents-row.eta": row,
		"book/02-b.md": "# B\n",
		"book/03-c.md": "---\nrunbook: true\n---\n# C\n\n## §1 D\n",
	});
	expect(site.get("ch01.html")).toContain(
		'<li><a href="ch01.html">here</a></li>\n<li><a href="ch02.html">B</a></li>\n<li><a href="ch03.html">C</a></li>\n',
	);
	expect(site.get("ch02.html")).toContain(
		'<li><a href="ch01.html">A</a></li>\n<li><a href="ch02.html">here</a></li>\n',
	);
	expect(site.get("runbook/1.html")).toContain('<li><a href="1.html">here</a></li>');
	expect(site.get("runbook/1.html")).toContain('<li><a href="../ch02.html">B</a></li>');
});

test("a paper of the dark theme is held against our inks", () => {
	const { out, err } = build({ "public/theme.css": ':root[data-theme="dark"] {\n\t--paper: #888888;\n}\n' });
	expect(out + err).toMatch(/on --paper has a contrast of [\d.]+ in the dark theme/);
	expect(out + err).toContain("public/theme.css:2:11");
});

test("a theme in which nothing is closed is read once", () => {
	for (const piece of ["a", "\u0001/*", "--a", "{--a:"])
		expect(themeFaults(":root{}", piece.repeat(500_000))).toEqual([]);
});
