import { version } from "./version.ts";

/** Exit codes: what a script may rely on. */
export const exitCodes = {
	clean: 0,
	/** The book has errors. */
	errors: 1,
	/** The command or the settings are wrong. */
	usage: 2,
	/** The machine failed us. */
	machine: 3,
	/** We failed: please report it. */
	bug: 70,
} as const;

/** Run the command that the arguments name, and set the exit code of the process. */
export async function main(args: string[]): Promise<void> {
	const [first] = args;
	if (args.length === 1 && (first === "--version" || first === "-V")) {
		process.stdout.write(`${version}\n`);
		return;
	}
	const { ownTerminal } = await import("./world/terminal.ts");
	const terminal = ownTerminal();
	const { reportFailure } = await import("./commands/failure.ts");
	const fail = (error: unknown): void => {
		process.exitCode = reportFailure(error, terminal);
	};
	const die = (error: unknown): void => {
		fail(error);
		process.exit();
	};
	process.on("uncaughtException", die);
	process.on("unhandledRejection", die);
	try {
		const { runProgram } = await import("./commands/program.ts");
		process.exitCode = await runProgram(args, terminal);
	} catch (error) {
		fail(error);
	}
}
