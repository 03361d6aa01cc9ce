import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { makeBook, silcrow, write } from "./support/run.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const guides = [
	"README.md",
	...readdirSync(join(root, "docs")).flatMap((name) => (/\.md$/.test(name) ? `docs/${name}` : [])),
];
const readme = read("README.md");

/** The blocks of a text that follow the name of their file: name to content. */
function filesIn(text: string): Record<string, string> {
	const found = text.matchAll(/`((?:book|glossary)\/[\w./-]+\.md)`[^`\n]*:\n\n```markdown\n([\s\S]*?)```/g);
	return Object.fromEntries([...found].map(([, path = "", content = ""]) => [path, content]));
}

test("who follows the README gets the error that it shows, and then a site", () => {
	const { "glossary/glossary.md": glossary = "", ...chapters } = filesIn(readme);
	expect(Object.keys(chapters)).toEqual(["book/01-gateway.md", "book/02-runbook.md"]);
	const folder = makeBook(chapters);
	const [, told = ""] = /```\n(error\[[\s\S]*?)```/.exec(readme) ?? [];
	expect(silcrow(folder, ["check"])).toEqual({ code: 1, out: told, err: "" });

	write(folder, { "book/01-gateway.md": chapters["book/01-gateway.md"]?.replace("§3", "§1") ?? "" });
	expect(silcrow(folder, ["check", "--strict"])).toMatchObject({ code: 0, err: "" });
	write(folder, { "glossary/glossary.md": glossary });
	expect(silcrow(folder, ["build", "--strict"])).toMatchObject({ code: 0, err: "" });
	const page = readFileSync(join(folder, "dist/ch01.html"), "utf8");
	expect(page).toContain('href="runbook/1.html"');
	expect(page).toContain('href="glossary.html#term-gateway"');
});

test("the entry that the guide shows has nothing amiss", () => {
	const [, entry = ""] = /````markdown\n(## §26[\s\S]*?)````/.exec(read("docs/writing.md")) ?? [];
	const text = entry.replace("Verify.** …", "Verify.** All is well.").replace("Roll back.** …", "Roll back.** Wait.");
	const book = {
		"book/book.yaml": "severity: {section-gap: off}\n",
		"book/17-runbook.md": `---\nrunbook: true\n---\n# Runbook\n\n${text}`,
	};
	expect(silcrow(makeBook(book), ["check", "--strict"])).toMatchObject({ code: 0, err: "" });
});

test("the settings that the guide shows are settings, and lead to the repository", () => {
	const [, settings = ""] = /```yaml\n(title:[\s\S]*?)```/.exec(read("docs/settings.md")) ?? [];
	const inBook = settings.replace(/^(?:redirects|retired): .*\n/gm, "");
	const folder = makeBook({ "book/01-a.md": "# A & B\n\nSince 12b2f9d.\n", "book/book.yaml": inBook });
	const { out } = silcrow(folder, ["build", "--allow-errors"]);
	expect(out).not.toMatch(/bad-settings|unknown-key/);
	const page = readFileSync(join(folder, "dist/ch01.html"), "utf8");
	const links = [...page.matchAll(/<a [^>]*href="([^"]+)"[^>]*>([^<]*)/g)].map(([, address, words]) => [
		words,
		address,
	]);
	expect(Object.fromEntries(links)).toMatchObject({
		"Edit this page": "https://git.example.com/book/edit/main/book/01-a.md",
		"Report a fault in this page":
			"https://git.example.com/book/issues/new?title=Fault%20in%20Chapter%201%20A%20%26%20B",
		"Sources of the book": "https://git.example.com/book",
		"12b2f9d": "https://git.example.com/book/commit/12b2f9d",
	});
});

test.each(guides)("%s leads to files that are there", (path) => {
	const text = read(path).replace(/(`+)[^`][\s\S]*?\1/g, "");
	const targets = [...text.matchAll(/\]\(((?!https?:)[^)#]+)/g)].map(([, target = ""]) => target);
	expect(targets.filter((target) => !existsSync(join(root, dirname(path), target)))).toEqual([]);
});

const commands = ["init", "build", "check", "dev", "lock", "pdf", "epub", "explain", "help"];
const help = commands.map((name) => silcrow(root, ["help", name]).out).join("");

test.each(guides)("%s names commands and options that there are", (path) => {
	const text = read(path);
	for (const [, name] of text.matchAll(/\bsilcrow (?!is\b)([a-z]+)(?=[ `\n])/g)) expect(commands).toContain(name);
	const called = [...text.matchAll(/`(?:npx )?silcrow[^`]*`|run: npx silcrow.*/g)].join("\n");
	for (const [option] of called.matchAll(/--[a-z][a-z-]+/g)) expect(help).toContain(`${option} `);
});

test("the workflow that the guide shows runs what is pinned, and may only read", () => {
	const [, workflow = ""] = /```yaml\n(name: book[\s\S]*?)```/.exec(read("docs/publishing.md")) ?? [];
	const uses = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action = ""]) => action);
	expect(uses.length).toBeGreaterThan(1);
	for (const action of uses) expect(read(".github/workflows/check.yml")).toContain(`uses: ${action} #`);
	expect(workflow).toContain("permissions:\n  contents: read\n");
	expect(workflow).toContain("persist-credentials: false");
});

test("chapters may lie in folders, and files in `public/` take the place of what is made for servers", () => {
	const own = ["_headers", "_nginx.conf", "robots.txt"];
	const folder = makeBook({
		"book/01-a.md": "# A\n\nSee Chapter 2.\n",
		"book/data/02-b.md": "# B\n\nSee [A](../01-a.md).\n",
		...Object.fromEntries(own.map((name) => [`public/${name}`, "ours\n"])),
	});
	expect(silcrow(folder, ["build", "--strict"])).toMatchObject({ code: 0, err: "" });
	expect(readFileSync(join(folder, "dist/ch02.html"), "utf8")).toContain('href="ch01.html"');
	for (const name of own) expect(readFileSync(join(folder, "dist", name), "utf8")).toBe("ours\n");
});
