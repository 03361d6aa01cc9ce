import { rm } from "node:fs/promises";
import { join } from "node:path";
import { bookIndexAddress } from "../render/book-index/book-index-address.ts";
import { leafId } from "../render/editions/leaf.ts";
import { pdfPages, withPdfTime, withSteadyIds } from "../render/editions/pdf-pages.ts";
import { printAddress } from "../render/editions/print.ts";
import { withPrintedPage } from "../world/browser.ts";
import { machineFailure } from "../world/failure.ts";
import { makePassingFolder } from "../world/leavings.ts";
import { publish } from "../world/publish.ts";
import type { CommandContext } from "./context.ts";
import { type EditionOptions, makeEdition } from "./edition.ts";

/** Write a book as a PDF, with an outline, tags, and page numbers in its contents and its index. */
export async function pdf(folder: string, options: EditionOptions, context: CommandContext): Promise<number> {
	return await makeEdition("print", folder, options, context, async (result, built) => {
		const work = makePassingFolder("pdf");
		try {
			const files = new Map([...result.site, ...(result.edition ?? [])]);
			await publish(join(work, "site"), files, { root: folder });
			return await print(join(work, "site", printAddress), built ?? unknownTime, context);
		} finally {
			await rm(work, { recursive: true, force: true });
		}
	});
}

/**
 * Browsers cannot say in the contents on which page a chapter begins, so the book is printed twice: to learn it, and with
 * it. The index stands last, so its numbers move nothing but the index itself, which therefore names no page of its own.
 */
async function print(file: string, time: string, { terminal }: CommandContext): Promise<Uint8Array> {
	return await withPrintedPage(file, terminal.env, async (page) => {
		const first = pdfPages(await page.toPdf());
		if (first.size === 0) throw machineFailure("the browser wrote a PDF whose pages could not be counted");
		const isFirm = (name: string) => !name.startsWith(`${indexLeaf}.`);
		const numbers = new Map([...first].filter(([name]) => isFirm(name)).map(([name, page]) => [name, String(page)]));
		await page.markLinks(".volume-contents a, ul.index a:not(.term)", "data-page", numbers);
		const second = await page.toPdf();
		for (const [name, number] of pdfPages(second)) {
			if (isFirm(name) && first.get(name) !== number)
				throw machineFailure(`“${name}” moved from page to page while the book was printed`);
		}
		return withSteadyIds(withPdfTime(second, time));
	});
}

const indexLeaf = leafId(bookIndexAddress);

/** Where nobody knows when the book was built it says the same as ever, so that the same book gives the same bytes. */
const unknownTime = "2000-01-01T00:00:00Z";
