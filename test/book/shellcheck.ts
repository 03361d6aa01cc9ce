import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Block } from "./blocks.ts";
import type { Fault } from "./check-code.ts";

/** Whether shellcheck is on the path: it is optional. */
export function hasShellcheck(): boolean {
	return spawnSync("shellcheck", ["--version"]).status === 0;
}

/** Let shellcheck read blocks of shell, all of them in one run. A fence is a fragment: its first line names no shell, and its values come from the reader. */
export function shellcheck(blocks: Block[], excluded: string[]): Fault[] {
	const folder = mkdtempSync(join(tmpdir(), "silcrow-shellcheck-"));
	try {
		const names = blocks.map(({ text }, index) => {
			writeFileSync(join(folder, `${index}.sh`), `${text.replace(/<([a-z][a-z0-9-]*)>/g, "$1")}\n`);
			return `${index}.sh`;
		});
		const args = ["--shell=bash", "--format=json1", `--exclude=${excluded.join(",")}`, ...names];
		const { stdout } = spawnSync("shellcheck", args, { cwd: folder, encoding: "utf8", maxBuffer: 1e8 });
		const { comments } = JSON.parse(stdout) as { comments: Comment[] };
		return comments.map(({ file, line, code, message }) => {
			const block = blocks[Number.parseInt(file, 10)];
			return { path: block?.path ?? file, line: (block?.line ?? 1) + line - 1, message: `SC${code}: ${message}` };
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

interface Comment {
	file: string;
	line: number;
	code: number;
	message: string;
}
