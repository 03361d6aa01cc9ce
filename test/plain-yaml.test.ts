import fc from "fast-check";
import { expect, test } from "vitest";
import { readPlainYaml } from "../src/schema/plain-yaml.ts";
import { readYaml } from "../src/schema/read-yaml.ts";

const piece = fc.constantFrom(
	..."a true False null Null 8 0 -1 1.5 1e3 0x1F 0o7 .inf ~ é § — ’ 😀 2026-04-01 2026-4-1 : # - , ( ) / . [ ] { } & * ! | > ' % @ ` ? =".split(
		" ",
	),
	'"',
	" ",
	"  ",
	"\t",
	"\\",
	": ",
	" #",
);
const words = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(""));
const value = fc.oneof(
	words,
	words.map((text) => `"${text}"`),
	fc.constantFrom("true", "12", "a b", "2026-11-24", "x-y (z)", ""),
);
const key = fc.constantFrom("title", "number", "a", "true", "x-1", "é");
const text = fc
	.array(fc.tuple(key, fc.constantFrom(": ", ":  ", ":", " : "), value, fc.constantFrom("", " ", "\t")), {
		maxLength: 3,
	})
	.map((lines) => lines.map((line) => `${line.join("")}\n`).join(""));

/** A comment is nothing that is read plainly. */
function bothWays(front: string) {
	return [front, `${front}#\n`].map((body) => {
		const source = `---\n${body}---\n`;
		const read = readYaml({ source, from: 3, to: source.length - 4, path: "a.md", code: "bad" });
		const keys = [...new Set([...front.matchAll(/^[^:\n]+/gm)].map(([name]) => name.trim()))];
		const places = keys.map((name) => [read.placeOf([name]), read.keyPlaceOf([name])]);
		return { value: read.value, places: read.diagnostics.length > 0 ? [] : places };
	});
}

test("plain lines are read as the parser of YAML reads them", () => {
	let plainly = 0;
	fc.assert(
		fc.property(text, (front) => {
			if (!readPlainYaml(front)) return;
			plainly += 1;
			const [fast, slow] = bothWays(front);
			expect(fast, front).toEqual(slow);
		}),
		{ numRuns: 20_000 },
	);
	expect(plainly).toBeGreaterThan(300);
});

test.each([
	"title: a\ntitle: b\n",
	"title: null\n",
	"title: a: b\n",
	"title: a #b\n",
	'title: "a\\n"\n',
	"title:\n  a\n",
	"title: a\n  b\n",
	"title: [a]\n",
	"title: 1.5\n",
	"title: 012\n",
	"title: 12345678901234567890\n",
	"\n",
	"title: a\r\n",
])("%j is left to the parser", (front) => {
	expect(readPlainYaml(front)).toBeUndefined();
});
