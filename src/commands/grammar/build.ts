import { type Command, Option } from "commander";
import type { BuildOptions } from "../build.ts";
import { addCacheOptions, addReportOptions, bookCommand, type Run } from "./options.ts";

/** Say how `silcrow build` is called. */
export function addBuild(program: Command, run: Run): void {
	const command = bookCommand(program, "build")
		.description("write the site, unless the book has errors")
		.option("-o, --out <folder>", "where to write it (default: dist)")
		.option("--single", "write the whole book as one file instead (default: book.html)")
		.option("--allow-errors", "write it although the book has errors; the exit code stays 1")
		.addOption(
			new Option("--watch", "write it again after every change, until Ctrl-C").conflicts([
				"single",
				"format",
				"outputFile",
			]),
		)
		.addHelpText("after", help)
		.action((folder: string, options: BuildOptions & { watch?: boolean }) =>
			run(async (context) => {
				if (options.single) {
					const { single } = await import("../single.ts");
					return await single(folder, options, context);
				}
				if (options.watch) {
					const { watchBuild } = await import("../watch-build.ts");
					return await watchBuild(folder, options, context);
				}
				const { build } = await import("../build.ts");
				return await build(folder, options, context);
			}),
		);
	addCacheOptions(command);
	addReportOptions(command);
}

const help = `
Examples:
  silcrow build
  silcrow build handbook --out /srv/www/handbook
  silcrow build --single --out handbook.html
  silcrow build --strict --format github
  silcrow build --watch             for a server of your own

The site takes the place of the earlier one as a whole. Only a folder that is
empty, or that Silcrow made, is ever replaced.`;
