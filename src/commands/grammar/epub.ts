import type { Command } from "commander";
import type { EditionOptions } from "../edition.ts";
import { addReportOptions, bookCommand, type Run } from "./options.ts";

/** Say how `silcrow epub` is called. */
export function addEpub(program: Command, run: Run): void {
	const command = bookCommand(program, "epub")
		.description("write the whole book as an EPUB")
		.option("-o, --out <file>", "where to write it", "book.epub")
		.option("--allow-errors", "write it although the book has errors; the exit code stays 1")
		.addHelpText("after", help)
		.action((folder: string, options: EditionOptions) =>
			run(async (context) => {
				const { epub } = await import("../epub.ts");
				return await epub(folder, options, context);
			}),
		);
	addReportOptions(command);
}

const help = `
Examples:
  silcrow epub
  silcrow epub handbook --out handbook.epub`;
