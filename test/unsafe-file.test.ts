import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeBook, readTree, silcrow } from "./support/run.ts";

const svg = (inside: string, attributes = "") =>
	`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"${attributes}>\n${inside}\n</svg>\n`;

/** One book with all these files beside its chapter, each shown there, built once. */
function buildWith(files: (readonly [name: string, content: string | Uint8Array])[]) {
	const folder = makeBook({ "book/01-a.md": `# A\n\n${files.map(([name]) => `![Plan](${name})\n`).join("\n")}` });
	for (const [name, content] of files) writeFileSync(join(folder, "book", name), content);
	const { code, out, err } = silcrow(folder, ["build", "--no-cache", "--all"]);
	const published = [...readTree(folder).keys()].filter((path) => path.startsWith("dist/"));
	return { code, said: out + err, published };
}

const refused: [string, string | Uint8Array][] = [
	["a script", svg("<script>alert(1)</script>")],
	["a script by another prefix", svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>')],
	["a handler", svg("", ' onload="alert(1)"')],
	["a handler in a shape", svg('<g><rect onclick="alert(1)"/></g>')],
	["HTML", svg("<foreignObject><p>x</p></foreignObject>")],
	["HTML by a prefix", svg('<h:iframe xmlns:h="http://www.w3.org/1999/xhtm&#108;" src="x"/>')],
	["a link that is a script", svg('<a xlink:href="java&#10;script:alert(1)"><text>x</text></a>')],
	["an animation to a script", svg('<a><animate attributeName="href" values="javascript:alert(1)"/></a>')],
	["an entity", `<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]>${svg("&x;")}`],
	["a default attribute", `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>${svg("")}`],
	["a style sheet of XML", `<?xml-stylesheet href="x.xsl" type="text/xsl"?>${svg("")}`],
	["a script before a fault", `${svg("")}<script>alert(1)</script>`],
	["another encoding", Buffer.from(`\ufeff${svg("<script>alert(1)</script>")}`, "utf16le")],
	["another encoding by name", `<?xml version="1.0" encoding="UTF-7"?>${svg("")}`],
	["an image from elsewhere", svg('<image href="https://t.example/x.png"/>')],
	["a style from elsewhere", svg("<style>@import '//t.example/x.css'</style>")],
	["a colour from elsewhere", svg('<rect fill="url( https://t.example/x.svg#a)"/>')],
	["elements inside each other", svg(`${"<g>".repeat(50_000)}${"</g>".repeat(50_000)}`)],
];

describe("a drawing that would run or load something", () => {
	const built = buildWith(refused.map(([, content], index) => [`plan-${index}.svg`, content]));

	test.each(refused.map(([what], index) => [what, index] as const))("is refused: %s", (_, index) => {
		expect(built.said).toMatch(
			new RegExp(`error\\[unsafe-file\\]: .*\\n {2}--> book/plan-${index}\\.svg:\\d+:\\d+\\n`),
		);
	});

	test("is not published", () => {
		expect([built.code, built.published]).toEqual([1, []]);
	});
});

const plain: [string, string][] = [
	["a gradient and a style", svg('<style>.a{fill:url(#g)}</style><g class="a"><use href="#g"/></g>')],
	["a picture inside", svg('<image xlink:href="data:image/png;base64,iVBORw0KGgo="/>')],
	["a link to a page", svg('<a href="https://docs.example/"><text>on call</text></a>')],
	[
		"the head that old programs write",
		`<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n${svg("")}`,
	],
];

test("a drawing without any of that is published: gradients, pictures inside, links, old heads", () => {
	const built = buildWith(plain.map(([, content], index) => [`plan-${index}.svg`, content]));
	expect([built.code, built.said.includes("unsafe-file")]).toEqual([0, false]);
	for (const index of plain.keys())
		expect(built.published.filter((path) => path.startsWith(`dist/assets/plan-${index}.`))).toHaveLength(1);
});

test("a page of its own is refused beside a chapter", () => {
	const names = ["page.html", "PAGE.HTM", "page.xhtml", "page.xsl", "plan.svgz"];
	const { code, said } = buildWith(names.map((name) => [name, "<p>x</p>"]));
	for (const name of names) expect(said).toContain(`error[unsafe-file]: “book/${name}” is a page of its own`);
	expect(code).toBe(1);
});

test("a page in public/ is the book's own", () => {
	const folder = makeBook({ "book/01-a.md": "# A\n\n[x](/demo.html)\n", "public/demo.html": "<p>x</p>\n" });
	expect(silcrow(folder, ["build"]).code).toBe(0);
	expect(readTree(join(folder, "dist")).get("demo.html")).toBe("<p>x</p>\n");
});

test("an image that is a page is told", () => {
	const names = ["plan.png", "plan.jpg", "plan.gif", "plan.webp", "plan.avif"];
	const { said } = buildWith(names.map((name) => [name, "<script>alert(1)</script>"]));
	for (const name of names) expect(said).toContain(`warning[false-image]: “book/${name}” is no`);
});

test.each<[number, boolean]>([
	[15_000, false],
	[100_000, true],
])("a PNG of %d points each way", (points, isTold) => {
	const size = points.toString(16).padStart(8, "0");
	const head = Buffer.from(`89504e470d0a1a0a0000000d49484452${size}${size}0806000000`, "hex");
	const folder = makeBook({ "book/01-a.md": "# A\n\n![x](plan.png)\n" });
	writeFileSync(join(folder, "book/plan.png"), head);
	const { out } = silcrow(folder, ["check"]);
	expect(out.includes("warning[false-image]: “book/plan.png” says that it is 100000 × 100000 points large")).toBe(
		isTold,
	);
});
