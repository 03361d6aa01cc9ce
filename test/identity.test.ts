import fc from "fast-check";
import { expect, test } from "vitest";
import type { EngineResult } from "../src/model/engine.ts";
import { matterAt } from "./support/matter.ts";
import { type Files, locked, publish } from "./support/published.ts";
import { filesOf, firstBook } from "./support/random-book.ts";
import { anEdit, edited } from "./support/random-edit.ts";

/**
 * A book goes through a hundred edits, and its author tells what became of the old address only half of the time. Every
 * section has a token by which the test knows it again. Whatever the edit: each address that was ever published leads
 * to the token that it led to when it was new, or to a page that says that it is gone, or the build has an error.
 */
test("each published address leads to the same matter, or the build says why not", { timeout: 300_000 }, async () => {
	const edits = fc.array(anEdit, { minLength: 100, maxLength: 100 });
	await fc.assert(fc.asyncProperty(edits, takeThrough), { numRuns: 1, seed: 20_261_127, endOnFailure: true });
});

async function takeThrough(edits: (typeof anEdit extends fc.Arbitrary<infer Edit> ? Edit : never)[]): Promise<void> {
	let book = firstBook();
	let files = await locked(filesOf(book));
	const promised = new Map<string, string>();
	promise(files, (await publish(files)).site, promised);
	const outcomes = { accepted: 0, refused: 0 };
	for (const edit of edits) {
		const next = edited(book, edit);
		const nextFiles = { ...filesOf(next), "book/book.lock.json": files["book/book.lock.json"] ?? "" };
		const { site, diagnostics } = await publish(nextFiles);
		const errors = diagnostics.filter(({ severity }) => severity === "error");
		const broken = [...promised].filter(([address, token]) => !keeps(site, address, token)).map(([address]) => address);
		if (errors.length === 0) expect(broken, JSON.stringify(edit)).toEqual([]);
		if (errors.length > 0) {
			outcomes.refused += 1;
			continue;
		}
		outcomes.accepted += 1;
		book = next;
		files = await locked(nextFiles);
		promise(files, site, promised);
	}
	expect(outcomes.accepted).toBeGreaterThan(30);
	expect(outcomes.refused).toBeGreaterThan(15);
}

/** Note the first token at every address that is published for the first time. */
function promise(files: Files, site: EngineResult["site"], promised: Map<string, string>): void {
	const { entries } = JSON.parse(files["book/book.lock.json"] ?? "") as { entries: Record<string, { at: string[] }> };
	for (const address of Object.values(entries).flatMap(({ at }) => at)) {
		if (promised.has(address)) continue;
		const token = /token\d+x/.exec(matterAt(site, address) ?? "")?.[0];
		if (token !== undefined) promised.set(address, token);
	}
}

function keeps(site: EngineResult["site"], address: string, token: string): boolean {
	const matter = matterAt(site, address);
	return matter === "told" || matter?.includes(token) === true;
}
