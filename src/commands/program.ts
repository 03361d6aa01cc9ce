import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { exitCodes } from "../cli.ts";
import { version } from "../version.ts";
import type { Terminal } from "../world/terminal.ts";
import type { BuildOptions } from "./build.ts";
import type { CheckOptions } from "./check.ts";
import type { CommandContext } from "./context.ts";
import type { DevOptions } from "./dev.ts";
import type { EditionOptions } from "./edition.ts";
import type { LockOptions } from "./lock.ts";
import { formats, type ReportOptions } from "./report.ts";

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
		await program.parseAsync(args, { from: "user" });
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
	}
	return exitCode;
}

async function ownEngine(): ReturnType<CommandContext["loadEngine"]> {
	const { createEngine } = await import("../engine/engine.ts");
	return createEngine;
}

type Run = (command: (context: CommandContext) => Promise<number>) => Promise<void>;

function makeProgram(terminal: Terminal, run: Run): Command {
	const program = new Command("silcrow")
		.description("Build a book that people run systems by, and check every reference in it like code.")
		.version(version, "-V, --version", "print the version")
		.helpOption("-h, --help", "print this help")
		.helpCommand("help [command]", "print the help of a command")
		.addHelpText("after", programHelp)
		.exitOverride()
		.configureOutput({
			writeOut: (text) => terminal.print(text),
			writeErr: (text) => terminal.note(text.trimEnd()),
		});
	addBuild(program, run);
	addCheck(program, run);
	addDev(program, run);
	addLock(program, run);
	addPdf(program, run);
	addEpub(program, run);
	addExplain(program, run);
	return program;
}

function addBuild(program: Command, run: Run): void {
	const command = bookCommand(program, "build")
		.description("write the site, unless the book has errors")
		.option("-o, --out <folder>", "where to write it (default: dist)")
		.option("--allow-errors", "write it although the book has errors; the exit code stays 1")
		.option("--cache <folder>", "where to keep what need not be done twice (default: .cache/silcrow)")
		.option("--no-cache", "keep nothing, and do everything anew")
		.addHelpText("after", buildHelp)
		.action((folder: string, options: BuildOptions) =>
			run(async (context) => {
				const { build } = await import("./build.ts");
				return await build(folder, options, context);
			}),
		);
	addReportOptions(command);
}

function addCheck(program: Command, run: Run): void {
	const command = bookCommand(program, "check")
		.description("say what is wrong with the book, and write nothing")
		.option("--cache <folder>", "where to keep what need not be done twice (default: .cache/silcrow)")
		.option("--no-cache", "keep nothing, and do everything anew")
		.addHelpText("after", checkHelp)
		.action((folder: string, options: CheckOptions) =>
			run(async (context) => {
				const { check } = await import("./check.ts");
				return await check(folder, options, context);
			}),
		);
	addReportOptions(command);
}

function addDev(program: Command, run: Run): void {
	bookCommand(program, "dev")
		.description("show the site in a browser, up to date with every save")
		.option("--follow", "let the browser go to what you are editing")
		.option("--editor <name>", "link errors in the page to an editor, such as vscode")
		.option("-q, --quiet", "show errors only")
		.option("-p, --port <number>", "the port to listen on", portNumber, 4400)
		.option("--host [address]", "let other machines see it too (default: this one only)")
		.option("--allowed-host <name...>", "a further name that browsers may use for this machine")
		.addHelpText("after", devHelp)
		.action((folder: string, options: DevOptions) =>
			run(async (context) => {
				const { dev } = await import("./dev.ts");
				return await dev(folder, options, context);
			}),
		);
}

function addLock(program: Command, run: Run): void {
	bookCommand(program, "lock")
		.description("record what the book has published, so that no address of it is ever lost")
		.option("--check", "write nothing; the exit code is 1 if the record is out of date")
		.option("--drop <name>", "forget this address or number, though nothing took its place", oneMore, [])
		.option("--same <name>", "this is the same matter, though title and text are others", oneMore, [])
		.addHelpText("after", lockHelp)
		.action((folder: string, options: LockOptions) =>
			run(async (context) => {
				const { lock } = await import("./lock.ts");
				return await lock(folder, options, context);
			}),
		);
}

function addPdf(program: Command, run: Run): void {
	const command = bookCommand(program, "pdf")
		.description("write the whole book as a PDF, printed by Chromium")
		.option("-o, --out <file>", "where to write it", "book.pdf")
		.option("--allow-errors", "write it although the book has errors; the exit code stays 1")
		.addHelpText("after", pdfHelp)
		.action((folder: string, options: EditionOptions) =>
			run(async (context) => {
				const { pdf } = await import("./pdf.ts");
				return await pdf(folder, options, context);
			}),
		);
	addReportOptions(command);
}

function addEpub(program: Command, run: Run): void {
	const command = bookCommand(program, "epub")
		.description("write the whole book as an EPUB")
		.option("-o, --out <file>", "where to write it", "book.epub")
		.option("--allow-errors", "write it although the book has errors; the exit code stays 1")
		.addHelpText("after", epubHelp)
		.action((folder: string, options: EditionOptions) =>
			run(async (context) => {
				const { epub } = await import("./epub.ts");
				return await epub(folder, options, context);
			}),
		);
	addReportOptions(command);
}

function addExplain(program: Command, run: Run): void {
	program
		.command("explain")
		.argument("[code]", "a code such as unknown-section; without one, all")
		.description("explain a code that a report shows in brackets")
		.addHelpText("after", explainHelp)
		.action((code: string | undefined) =>
			run(async (context) => {
				const { explain } = await import("./explain.ts");
				return await explain(code, context);
			}),
		);
}

function bookCommand(program: Command, name: string): Command {
	return program.command(name).argument("[folder]", "the folder with the folder `book` in it", ".");
}

function addReportOptions(command: Command): void {
	command
		.option("--strict", "take every warning for an error")
		.addOption(new Option("--format <format>", "how the report is written").choices(formats).default("text"))
		.option("--output-file <file>", "write the report into a file")
		.option("--all", "show all problems of a long report")
		.option("-q, --quiet", "show errors only, and no progress")
		.option("-v, --verbose", "show what was done and how long it took");
}

/** An option that may be given several times. */
function oneMore(name: string, names: string[]): string[] {
	return [...names, name];
}

function portNumber(text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= 65_535) return port;
	throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}

const programHelp = `
Examples:
  silcrow build                     the book in this folder, written to dist/
  silcrow build path/to/book --out site
  silcrow check --strict            for a pull request: warnings count too
  silcrow dev                       write, and watch the page follow
  silcrow explain unknown-section

Exit codes: 0 clean, 1 errors in the book, 2 wrong command or settings,
3 the machine failed, 70 a mistake in Silcrow, 130 interrupted.`;

const buildHelp = `
Examples:
  silcrow build
  silcrow build handbook --out /srv/www/handbook
  silcrow build --strict --format github

The site takes the place of the earlier one as a whole. Only a folder that is
empty, or that Silcrow made, is ever replaced.`;

const checkHelp = `
Examples:
  silcrow check
  silcrow check --format sarif --output-file silcrow.sarif`;

const devHelp = `
Examples:
  silcrow dev
  silcrow dev handbook --port 8080
  silcrow dev --host --allowed-host desk.example.com`;

const lockHelp = `
Examples:
  silcrow lock                      after a change; commit book/book.lock.json
  silcrow lock --check              in a pull request
  silcrow lock --drop runbook/26.html

Make the record when the book is published for the first time. From then on
every build and check holds the book against it.`;

const pdfHelp = `
Examples:
  silcrow pdf
  silcrow pdf handbook --out handbook.pdf

It needs Chromium or Chrome, found on the PATH or named by CHROMIUM, and the
package playwright-core beside Silcrow.`;

const epubHelp = `
Examples:
  silcrow epub
  silcrow epub handbook --out handbook.epub`;

const explainHelp = `
Examples:
  silcrow explain unknown-section
  silcrow explain`;
