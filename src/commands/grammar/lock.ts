import type { Command } from "commander";
import type { LockOptions } from "../lock.ts";
import { bookCommand, oneMore, type Run } from "./options.ts";

/** Say how `silcrow lock` is called. */
export function addLock(program: Command, run: Run): void {
	bookCommand(program, "lock")
		.description("record what the book has published, so that no address of it is ever lost")
		.option("--check", "write nothing; the exit code is 1 if the record is out of date")
		.option("--drop <name>", "forget this address or number, though nothing took its place", oneMore)
		.option("--same <name>", "this is the same matter, though title and text are others", oneMore)
		.addHelpText("after", help)
		.action((folder: string, options: LockOptions) =>
			run(async (context) => {
				const { lock } = await import("../lock.ts");
				return await lock(folder, options, context);
			}),
		);
}

const help = `
Examples:
  silcrow lock                      after a change; commit book/book.lock.json
  silcrow lock --check              in a pull request
  silcrow lock --drop runbook/26.html

Make the record when the book is published for the first time. From then on
every build and check holds the book against it.`;
