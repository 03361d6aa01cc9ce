import { expect, test } from "vitest";
import { mostSimilar } from "../src/text/similar.ts";

test.each([
	["titel", ["title", "part"], "title"],
	["Setpu", ["setup", "set-up"], "setup"],
	["verfied", ["verified", "owner"], "verified"],
	["unknown-sektion", ["unknown-chapter", "unknown-section"], "unknown-section"],
	["SETUP", ["teardown", "Setup"], "Setup"],
	["recover", ["recover-from-a-failed-migration"], "recover-from-a-failed-migration"],
	["xyz", ["title", "part"], undefined],
	["a", [], undefined],
	["", ["title"], undefined],
	["ab", ["ba"], "ba"],
	["cat", ["hat", "bat"], "hat"],
])("%j among %j is %j", (word, candidates, expected) => {
	expect(mostSimilar(word, candidates)).toBe(expected);
});
