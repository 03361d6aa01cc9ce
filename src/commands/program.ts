import { Command, CommanderError } from "commander";
import { exitCodes } from "../cli.ts";
import { version } from "../version.ts";
import type { Terminal } from "../world/terminal.ts";
import type { CommandContext } from "./context.ts";
import { addBuild } from "./grammar/build.ts";
import { addCheck } from "./grammar/check.ts";
import { addDev } from "./grammar/dev.ts";
import { addEpub } from "./grammar/epub.ts";
import { addExplain } from "./grammar/explain.ts";
import { addInit } from "./grammar/init.ts";
import { addLock } from "./grammar/lock.ts";
import type { Run } from "./grammar/options.ts";
import { addPdf } from "./grammar/pdf.ts";

/** Run the command that the arguments name, and give the exit code. */
export async function runProgram(
	args: string[],
	terminal: Terminal,
	loadEngine: CommandContext["loadEngine"] = ownEngine,
): Promise<number> {
	const context = { terminal, loadEngine };
	let exitCode: number = exitCodes.clean;
	const program = makeProgram(terminal, async (run) => {
		exitCode = await run(context);
	});
	try {
		await program.parseAsync(isHelpOfNothing(args, program) ? args.slice(1) : args, { from: "user" });
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
	}
	return exitCode;
}

/** `silcrow help biuld` is the same mistake as `silcrow biuld`; commander would print its help and say nothing. */
function isHelpOfNothing([first, wanted]: string[], { commands: known }: Command): boolean {
	return first === "help" && wanted !== undefined && !known.some((command) => command.name() === wanted);
}

/** As `failure.ts` says what went wrong. */
function inOurWords(text: string): string {
	return text.replace(/^error: /, "silcrow: ").replace(/\(Did you mean (.*)\?\)/, "  hint: did you mean $1?");
}

async function ownEngine(): ReturnType<CommandContext["loadEngine"]> {
	const { createEngine } = await import("../engine/engine.ts");
	return createEngine;
}

function makeProgram(terminal: Terminal, run: Run): Command {
	const program = new Command("silcrow")
		.description("Build a book that people run systems by, and check every reference in it like code.")
		.version(version, "-V, --version", "print the version")
		.helpOption("-h, --help", "print this help")
		.helpCommand("help [command]", "print the help of a command")
		.addHelpText("after", programHelp)
		.showHelpAfterError("  hint: `silcrow help` lists the commands, `silcrow help <command>` the options of one")
		.exitOverride()
		.configureOutput({
			writeOut: (text) => terminal.print(text),
			outputError: (text, write) => write(inOurWords(text)),
			writeErr: (text) => {
				for (const line of text.trimEnd().split("\n")) terminal.note(line);
			},
		});
	for (const add of commands) add(program, run);
	return program;
}

/** In the order in which the help lists them. */
const commands = [addInit, addBuild, addCheck, addDev, addLock, addPdf, addEpub, addExplain];

const programHelp = `
Examples:
  silcrow build                     the book in this folder, written to dist/
  silcrow build path/to/book --out site
  silcrow check --strict            for a pull request: warnings count too
  silcrow dev                       write, and watch the page follow
  silcrow explain unknown-section

Exit codes: 0 clean, 1 errors in the book, 2 wrong command or settings,
3 the machine failed, 70 a mistake in Silcrow, 130 interrupted.`;
