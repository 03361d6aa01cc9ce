import { expect, test } from "vitest";
import { linkBook } from "./support/book.ts";

const path = "book/01-a.md";

/** A heading, its anchor as GitHub makes it, and what it is called in lists of contents. */
const headings: [string, string, string][] = [
	["## Hello, World!", "hello-world", "Hello, World!"],
	["## `npm run` & **bold** [link](#a)", "npm-run--bold-link", "npm run & bold link"],
	["## A <kbd>Ctrl</kbd>+C key", "a-ctrlc-key", "A Ctrl+C key"],
	["## Note <!-- hidden -->", "note-", "Note"],
	["## One<br>two", "onetwo", "Onetwo"],
	['## <a name="old"></a>Restart it', "restart-it", "Restart it"],
	["## ![pic](i.png) Launch", "-launch", "pic Launch"],
	["## 🚀 Launch", "-launch", "🚀 Launch"],
	["## A\\_b &amp; \\<T>", "a_b--t", "A_b & <T>"],
	["## Closed ##", "closed", "Closed"],
	["Set *ext*\n---", "set-ext", "Set ext"],
	["## Title {#own}", "own", "Title"],
	['## <a name="old"></a>§7 Restart', "s7", "Restart"],
];

test.each(["native", "reference"] as const)("anchors and titles of headings with the %s parser", async (parser) => {
	for (const [heading, id, title] of headings) {
		const { units, diagnostics } = await linkBook({ [path]: `# A\n\n${heading}\n`, "book/i.png": "" }, parser);
		expect(diagnostics.filter((one) => one.path === path)).toEqual([]);
		expect(units.get(path)?.outline.headings.at(-1)).toMatchObject({ id, title });
	}
});
