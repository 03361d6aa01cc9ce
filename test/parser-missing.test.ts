import { expect, test, vi } from "vitest";
import { linkBook } from "./support/book.ts";
import { htmlOf } from "./support/shown.ts";

vi.mock("satteri", () => {
	throw new Error("Cannot find native binding");
});

test("without the binary of the native parser the other one reads the book, and says so", async () => {
	const files = { "book/01-a.md": "# A\n\nSome *words*.\n" };
	const book = await linkBook(files);
	expect(htmlOf(book, "book/01-a.md")).toContain("<em>words</em>");
	expect(book.diagnostics.map(({ code, hints }) => [code, hints.length])).toEqual([["parser-fallback", 1]]);
	expect((await linkBook(files, "reference")).diagnostics).toEqual([]);
});
