import type { Command } from "commander";
import type { Run } from "./options.ts";

/** Say how `silcrow explain` is called. */
export function addExplain(program: Command, run: Run): void {
	program
		.command("explain")
		.argument("[code]", "a code such as unknown-section; without one, all")
		.description("explain a code that a report shows in brackets")
		.addHelpText("after", help)
		.action((code: string | undefined) =>
			run(async (context) => {
				const { explain } = await import("../explain.ts");
				return await explain(code, context);
			}),
		);
}

const help = `
Examples:
  silcrow explain unknown-section
  silcrow explain`;
