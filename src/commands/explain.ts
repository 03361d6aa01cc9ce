import type { CommandContext } from "./context.ts";
/** STUB of the maintainer: replace me. */
export async function explain(code: string | undefined, context: CommandContext): Promise<number> {
	context.terminal.note(code ?? "");
	return 0;
}
