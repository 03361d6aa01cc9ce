import type { Command } from "commander";
import type { Run } from "./options.ts";

/** Say how `silcrow init` is called. */
export function addInit(program: Command, run: Run): void {
	program
		.command("init")
		.argument("[folder]", "where the book shall stand", ".")
		.description("begin a book: a chapter, a runbook, a glossary and settings")
		.addHelpText("after", help)
		.action((folder: string) =>
			run(async (context) => {
				const { init } = await import("../init.ts");
				return init(folder, context);
			}),
		);
}

const help = `
Examples:
  silcrow init                      in this folder
  silcrow init handbook             in a folder of its own

Nothing that is there is changed: where there is a folder called book or
glossary, nothing is written.`;
