import { type Command, InvalidArgumentError, Option } from "commander";
import type { CommandContext } from "../context.ts";
import { formats } from "../report.ts";

/** Runs a command in the end; its number becomes the exit code. */
export type Run = (command: (context: CommandContext) => Promise<number>) => Promise<void>;

/** Begin a command that is about a book. */
export function bookCommand(program: Command, name: string): Command {
	return program.command(name).argument("[folder]", "the folder with the folder `book` in it", ".");
}

/** Add what every command knows that keeps things for its next run. */
export function addCacheOptions(command: Command): void {
	command
		.option("--cache <folder>", "where to keep what need not be done twice (default: .cache/silcrow)")
		.option("--no-cache", "keep nothing, and do everything anew");
}

/** Add what every command knows that reports what is wrong with a book. */
export function addReportOptions(command: Command): void {
	command
		.option("--strict", "take every warning for an error")
		.addOption(new Option("--format <format>", "how the report is written").choices(formats).default("text"))
		.option("--output-file <file>", "write the report into a file")
		.option("--all", "show all problems of a long report")
		.option("-q, --quiet", "show errors only, and no progress")
		.option("-v, --verbose", "show what was done and how long it took")
		.option("--profile <file>", "record what the processor does, as a .cpuprofile");
}

/** Read an option that may be given several times. */
export function oneMore(name: string, names: string[] = []): string[] {
	return [...names, name];
}

/** Read a number of a port; throws what commander shows. */
export function portNumber(text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= 65_535) return port;
	throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}
