import { printable } from "../text/printable.ts";
import { systemCode } from "./failure.ts";

/** Where a command's words go. Results and remarks are kept apart, so that results can be piped. */
export interface Terminal {
	/** Write a result as it is: the printers have escaped what came from files. */
	print(text: string): void;
	/** Write a line about the progress of the work, with everything escaped that could command a terminal. */
	note(line: string): void;
	/** Put a line in the place of the one that was drawn before; an empty one takes it away. Undefined where nobody watches. */
	draw?(line: string): void;
	/** True where the reader of the results sees colours. */
	hasColor: boolean;
	/** In columns; undefined where nobody looks. */
	width: number | undefined;
	env: Record<string, string | undefined>;
}

/** Give the terminal, or the pipes, that this process was started with. */
export function ownTerminal(): Terminal {
	const { stdout, stderr, env } = process;
	// `silcrow check | head -1` is no reason to fail: the work goes on and nobody hears of it.
	for (const stream of [stdout, stderr])
		stream.on("error", (error) => {
			if (systemCode(error) !== "EPIPE") throw error;
		});
	return {
		print: (text) => void stdout.write(text),
		note: (line) => void stderr.write(`${printable(line)}\n`),
		...(stderr.isTTY ? { draw: (line: string) => void stderr.write(`\r\u001b[K${printable(line)}`) } : {}),
		hasColor: wantsColor(env, stdout.isTTY === true),
		width: stdout.isTTY ? stdout.columns : undefined,
		env,
	};
}

/** Decide on colours as https://no-color.org and https://force-color.org say. */
export function wantsColor(env: Record<string, string | undefined>, isTerminal: boolean): boolean {
	const { NO_COLOR = "", FORCE_COLOR, TERM } = env;
	if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
	return NO_COLOR === "" && isTerminal && TERM !== "dumb";
}
