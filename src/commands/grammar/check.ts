import type { Command } from "commander";
import type { CheckOptions } from "../check.ts";
import { addCacheOptions, addReportOptions, bookCommand, oneMore, type Run } from "./options.ts";

/** Say how `silcrow check` is called. */
export function addCheck(program: Command, run: Run): void {
	const command = bookCommand(program, "check")
		.description("say what is wrong with the book, and write no site")
		.option("--alerts <pattern>", "hold the alerts of these Prometheus rule files against the runbook", oneMore)
		.addHelpText("after", help)
		.action((folder: string, options: CheckOptions) =>
			run(async (context) => {
				const { check } = await import("../check.ts");
				return await check(folder, options, context);
			}),
		);
	addCacheOptions(command);
	addReportOptions(command);
}

const help = `
Examples:
  silcrow check
  silcrow check --format sarif --output-file silcrow.sarif
  silcrow check --alerts 'deploy/**/*.y*ml'`;
