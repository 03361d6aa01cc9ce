import type { CreateEngine } from "../model/engine.ts";
import type { Terminal } from "../world/terminal.ts";

/** What a command has besides its arguments. */
export interface CommandContext {
	terminal: Terminal;
	/** Load the engine; a command that needs none is spared it, and a test may bring its own. */
	loadEngine(): Promise<CreateEngine>;
}
