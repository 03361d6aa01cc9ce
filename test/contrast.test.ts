import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contrastFaults, contrastPairs, contrastRatio, themesOf } from "../src/render/contrast.ts";

const css = ["tokens", "syntax"]
	.map((name) => readFileSync(new URL(`../src/client/style/${name}.css`, import.meta.url), "utf8"))
	.join("\n");

test("our own colours are told apart, light and dark", () => {
	expect(contrastFaults(css)).toEqual([]);
});

test("every pair names tokens that there are, in both themes", () => {
	const { light, dark } = themesOf(css);
	for (const { front, back } of contrastPairs) {
		for (const name of [front, back]) {
			expect(light.has(name), name).toBe(true);
			expect(dark.has(name), name).toBe(true);
		}
	}
});

test("the dark colours are the same for the system's wish and the reader's", () => {
	const blocks = [...css.matchAll(/color-scheme: dark;([^}]*)\}/g)];
	const [first, second] = blocks.map(([, block]) => block?.replace(/\s+/g, " "));
	expect(blocks).toHaveLength(2);
	expect(first).toBe(second);
});

test("ratios are those of WCAG 2", () => {
	expect(contrastRatio("#000000", "#ffffff")).toBeCloseTo(21, 5);
	expect(contrastRatio("#161f22", "#fbfbf8")).toBeCloseTo(16.16, 2);
	expect(contrastRatio("#fff", "#ffffff")).toBe(1);
});

test("a book's own colour that is too weak is found, with its theme", () => {
	const faults = contrastFaults(`${css}\n:root { --petrol: #88aacc; }`);
	expect(faults.map(({ theme }) => theme)).toContain("light");
	expect(faults.some(({ front }) => front === "petrol")).toBe(true);
	expect(faults.some(({ theme }) => theme === "dark")).toBe(false);
});

test("no rule names a side of the screen, so that a page can run from right to left", () => {
	const plain = css.replace(/\/\*[\s\S]*?\*\//g, "");
	expect(plain).not.toMatch(
		/(?:^|[\s;{])(?:margin|padding|border)-(?:left|right)|[\s;{](?:left|right)\s*:|text-align:\s*(?:left|right)|float:/,
	);
});
