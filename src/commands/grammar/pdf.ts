import type { Command } from "commander";
import type { EditionOptions } from "../edition.ts";
import { addReportOptions, bookCommand, type Run } from "./options.ts";

/** Say how `silcrow pdf` is called. */
export function addPdf(program: Command, run: Run): void {
	const command = bookCommand(program, "pdf")
		.description("write the whole book as a PDF, printed by Chromium")
		.option("-o, --out <file>", "where to write it", "book.pdf")
		.option("--allow-errors", "write it although the book has errors; the exit code stays 1")
		.addHelpText("after", help)
		.action((folder: string, options: EditionOptions) =>
			run(async (context) => {
				const { pdf } = await import("../pdf.ts");
				return await pdf(folder, options, context);
			}),
		);
	addReportOptions(command);
}

const help = `
Examples:
  silcrow pdf
  silcrow pdf handbook --out handbook.pdf

It needs Chromium or Chrome, found on the PATH or named by CHROMIUM, and the
package playwright-core beside Silcrow.`;
