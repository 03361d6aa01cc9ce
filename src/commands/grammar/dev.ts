import type { Command } from "commander";
import type { DevOptions } from "../dev.ts";
import { addCacheOptions, bookCommand, portNumber, type Run } from "./options.ts";

/** Say how `silcrow dev` is called. */
export function addDev(program: Command, run: Run): void {
	const command = bookCommand(program, "dev")
		.description("show the site in a browser, up to date with every save")
		.option("--follow", "let the browser go to what you are editing")
		.option("--editor <name>", "link errors in the page to an editor, such as vscode")
		.option("-q, --quiet", "show errors only")
		.option("-p, --port <number>", "the port to listen on", portNumber, 4400)
		.option("--host [address]", "let other machines see it too (default: this one only)")
		.option("--allowed-host <name...>", "a further name that browsers may use for this machine")
		.addHelpText("after", help)
		.action((folder: string, options: DevOptions) =>
			run(async (context) => {
				const { dev } = await import("../dev.ts");
				return await dev(folder, options, context);
			}),
		);
	addCacheOptions(command);
}

const help = `
Examples:
  silcrow dev
  silcrow dev handbook --port 8080
  silcrow dev --host --allowed-host desk.example.com`;
