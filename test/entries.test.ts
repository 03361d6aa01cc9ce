import { describe, expect, test } from "vitest";
import { linkBook } from "./support/book.ts";
import { judged, placeOf } from "./support/shown.ts";

const path = "book/01-runbook.md";
const front = "---\nrunbook: true\n---\n# Runbook\n\n";
const whole = "**Verify.** It runs.\n\n**Roll back.** Nothing to undo.";

async function runbookOf(text: string, settings = "") {
	return linkBook({ [path]: `${front}${text}\n`, "book/book.yaml": settings, "book/do.sh": "ls <file>\n" });
}

async function faultsOf(text: string, settings?: string) {
	const codes = /^(?:missing-part|empty-part|idle-step|unexplained-placeholder|duplicate-alert)$/;
	const found = judged(await runbookOf(text, settings)).filter(({ code }) => codes.test(code));
	return found.map((one) => `${one.code} ${placeOf(one)} ${one.message}`);
}

test("an entry is data: parts, steps, commands", async () => {
	const book = await runbookOf(
		"## §26 Run\n\n**Use when.** A *Job* failed.\n\n### You need\n\n- the `<db>`\n\n**Steps.**\n\n1. Look:\n\n   ```console\n   $ psql <db>\n   ok\n   ```\n2. Change:\n\n   ```sh danger\n   rm <db>\n   ```\n\n**Verify.** See `a`.\n\n**Roll back.** No.\n\n**Never.** Do not.",
	);
	const [entry] = book.units.get(path)?.entries ?? [];
	expect(entry?.parts.map(({ name, title, markdown }) => [name, title, markdown])).toEqual([
		["use", "Use when", "A *Job* failed."],
		["need", "You need", "- the `<db>`"],
		["steps", "Steps", expect.stringMatching(/^1\. Look:[\s\S]*```$/)],
		["verify", "Verify", "See `a`."],
		["rollback", "Roll back", "No."],
		[undefined, "Never", "Do not."],
	]);
	expect(entry?.commands).toEqual([
		{ part: "steps", step: 1, language: "console", code: "psql <db>", placeholders: ["db"], isDestructive: false },
		{ part: "steps", step: 2, language: "sh", code: "rm <db>", placeholders: ["db"], isDestructive: true },
	]);
	expect(entry?.hash).toMatch(/^[0-9a-f]{64}$/);
});

describe("what an entry must say", () => {
	test.each([
		["## §1 A\n\nText.", ["missing-part 6:1-8 §1 does not say how one sees that it worked, nor how to go back"]],
		["## §1 A\n\n**Verify:** x", ["missing-part 6:1-8 §1 does not say how to go back"]],
		[`## §1 A\n\n${whole}`, []],
		["## §1 A\n\n### Verify\n\nx\n\n### Rollback\n\nx", []],
		["## §1 A\n\n**Superseded by** §2.\n\nx\n\n## §2 B\n\n**Verify.** x\n\n**Undo.** x", []],
		[`## §1 A\n\n### Steps\n\n${whole}`, ["empty-part 8:1-10 “Steps” of §1 says nothing"]],
		[
			`## §1 A\n\n**Steps.**\n\n1. Restart\n2. Restart the api\n3. \`ls\`\n4.\n5. Restart it.\n\n${whole}`,
			[
				"idle-step 10:1-11 step 1 of §1 has neither a command nor an instruction",
				"idle-step 13:1-3 step 4 of §1 has neither a command nor an instruction",
			],
		],
		[
			`## §1 A\n\n**Steps.**\n\n1. Do\n\n   \`\`\`sh\n   ls\n   cat <a-file> <b>\n   \`\`\`\n\nThe \`<b>\`.\n\n${whole}`,
			["unexplained-placeholder 14:8-16 §1 never says what <a-file> stands for"],
		],
		[
			`## §1 A\n\n**Steps.**\n\n1. Do\n\n   \`\`\`sh file=do.sh\n   \`\`\`\n\n${whole}`,
			["unexplained-placeholder 12:4-20 §1 never says what <file> stands for"],
		],
		[`\`<x>\` is x.\n\n## §1 A\n\n\`\`\`sh\nls <x>\n\`\`\`\n\n${whole}`, []],
		[
			`## §1 A\n\n\`\`\`yaml entry\nalerts: [Up, Down]\n\`\`\`\n\n${whole}\n\n## §2 B\n\n\`\`\`yaml entry\nalerts:\n  - Down\n\`\`\`\n\n${whole}`,
			["duplicate-alert 20:5-9 the alert “Down” is named by §1 too"],
		],
	])("%j", async (text, faults) => {
		expect(await faultsOf(text)).toEqual(faults);
	});

	test("the settings name the parts and the placeholders that everybody knows", async () => {
		const settings =
			"runbook:\n  parts: { verify: [Prüfen, Ergebnis], rollback: Zurück }\n  placeholders: { node: a node }\n";
		const text = "## §1 A\n\n```sh\nls <node>\n```\n\n**Prüfen.** x\n\n**Zurück:** x";
		expect(await faultsOf(text, settings)).toEqual([]);
	});
});
