import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { glob } from "tinyglobby";
import type { RuleFile } from "../model/alert.ts";
import { decode } from "../text/decode.ts";
import { byCodeUnit } from "../text/names.ts";
import { explainSystemError, machineFailure, usageFailure } from "./failure.ts";

/** In bytes; the rules of a whole company take less. */
const largest = 10_000_000;

/** Read the files that glob patterns describe, seen from a folder. Symbolic links are not followed, and what is hidden or installed is left out. */
export async function readRuleFiles(patterns: string[], folder: string): Promise<RuleFile[]> {
	const paths = new Set<string>();
	for (const pattern of patterns) {
		const found = await glob([pattern.replaceAll("\\", "/")], {
			cwd: folder,
			followSymbolicLinks: false,
			expandDirectories: false,
			ignore: ["**/node_modules/**"],
		});
		if (found.length === 0) {
			const hints = ["put the pattern in quotes: --alerts 'deploy/**/*.yaml'", "it is seen from the folder you are in"];
			throw usageFailure(`no file is called ${pattern}`, { hints });
		}
		for (const path of found) paths.add(path);
	}
	const files: RuleFile[] = [];
	for (const path of [...paths].sort(byCodeUnit)) files.push({ path, text: await read(resolve(folder, path), path) });
	return files;
}

async function read(file: string, path: string): Promise<string> {
	try {
		const { size } = await stat(file);
		if (size > largest) throw usageFailure(`${path} is too large for a rule file`, { path });
		return decode(await readFile(file)).text;
	} catch (cause) {
		if (!(cause instanceof Error) || !("code" in cause)) throw cause;
		throw machineFailure(`cannot read ${path}: ${explainSystemError(cause)}`, { path, cause });
	}
}
