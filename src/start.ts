import { join } from "node:path";
import { loadScript } from "./world/code-cache.ts";
import { optimiseLater } from "./world/warm-up.ts";

/** Start the program that lies beside this script. It is the only one that is translated in every run. */
export async function start(args: string[]): Promise<void> {
	// Code is kept for the settings of V8 that it was made with.
	optimiseLater();
	const { main } = loadScript(join(import.meta.dirname, "cli.js")) as typeof import("./cli.ts");
	await main(args);
}
