import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

/** The program as it is installed: the bundle behind its `bin`. */
export const bin = join(import.meta.dirname, "../../bin/silcrow.js");

/** How a run of the program ended. */
export interface Ran {
	code: number | null;
	out: string;
	err: string;
}

/** Run the program in a folder. What it tells of its progress is left out: a busy machine alone makes it speak. */
export function silcrow(folder: string, args: string[], env: Record<string, string> = {}): Ran {
	const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
		cwd: folder,
		encoding: "utf8",
		env: { ...process.env, ...env },
		// One that waits for ever, such as for a pipe, ends without a code.
		timeout: 120_000,
	});
	return { code: status, out: stdout, err: stderr.replace(progress, "") };
}

const progress = /^(?:Reading|Compiling|Linking|Checking|Writing) (?:…|\d+ of \d+ .*)\n/gm;

/** Start the program and leave it running, perhaps by another one. */
export function start(folder: string, args: string[], by: string[] = []) {
	const [command = "", ...rest] = [...by, process.execPath, bin, ...args];
	return spawn(command, rest, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
}

/** Write a book to a new folder. */
export function makeBook(files: Record<string, string>): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), "silcrow-book-")));
	write(folder, files);
	return folder;
}

/** Write files below a folder. */
export function write(folder: string, files: Record<string, string>): void {
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}

/** Read every file below a folder: path to content. */
export function readTree(folder: string): Map<string, string> {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
	return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, "latin1")]));
}
