import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pdfPages, withPdfTime, withSteadyIds } from "../render/editions/pdf-pages.ts";
import { printAddress } from "../render/editions/print.ts";
import { withPrintedPage } from "../world/browser.ts";
import { machineFailure } from "../world/failure.ts";
import { makePassingFolder } from "../world/leavings.ts";
import { publish } from "../world/publish.ts";
import type { CommandContext } from "./context.ts";
import { type EditionOptions, makeEdition } from "./edition.ts";

/** Write a book as a PDF, with an outline, tags, and page numbers in its contents. */
export async function pdf(folder: string, options: EditionOptions, context: CommandContext): Promise<number> {
	return await makeEdition("print", folder, options, context, async (result) => {
		const work = makePassingFolder("pdf");
		try {
			await publish(join(work, "site"), new Map([...result.site, ...(result.edition ?? [])]), { root: folder });
			return await print(join(work, "site", printAddress), context);
		} finally {
			await rm(work, { recursive: true, force: true });
		}
	});
}

/** Browsers cannot say in the contents on which page a chapter begins, so the book is printed twice: to learn it, and with it. */
async function print(file: string, { terminal }: CommandContext): Promise<Uint8Array> {
	return await withPrintedPage(file, terminal.env, async (page) => {
		const first = pdfPages(await page.toPdf());
		if (first.size === 0) throw machineFailure("the browser wrote a PDF whose pages could not be counted");
		const numbers = new Map([...first].map(([name, number]) => [name, String(number)]));
		await page.markLinks(".volume-contents a", "data-page", numbers);
		const second = await page.toPdf();
		for (const [name, number] of pdfPages(second)) {
			if (first.get(name) !== number)
				throw machineFailure(`“${name}” moved from page to page while the book was printed`);
		}
		return withSteadyIds(withPdfTime(second, unknownTime));
	});
}

/** Where nobody knows when the book was built it says the same as ever, so that the same book gives the same bytes. */
const unknownTime = "2000-01-01T00:00:00Z";
