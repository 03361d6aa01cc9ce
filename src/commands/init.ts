import { relative, resolve } from "node:path";
import { exitCodes } from "../cli.ts";
import { writeNewBook } from "../world/new-book.ts";
import type { CommandContext } from "./context.ts";

/** Begin a book in a folder, and say what to do next. */
export function init(folder: string, { terminal }: CommandContext): number {
	const { written, kept } = writeNewBook(folder);
	for (const path of written) terminal.print(`  ${path}\n`);
	for (const path of kept) terminal.note(`${path} is as it was: let it name dist/ and node_modules/.`);
	const place = relative(process.cwd(), resolve(folder));
	terminal.print(
		`Began a book. \`${["npx silcrow dev", place].filter(Boolean).join(" ")}\` shows it while you write.\n`,
	);
	return exitCodes.clean;
}
