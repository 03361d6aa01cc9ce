import { rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { explainSystemError, machineFailure, remediesOf, systemCode, usageFailure } from "./failure.ts";
import { passingName, removeLeavings } from "./leavings.ts";
import { makeFolders } from "./make-folders.ts";

/** Write a file whole or not at all: beside the old one, and then in its place. Folders above it are made. */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
	const target = resolve(file);
	const hidden = `.${basename(target)}.`;
	const beside = join(dirname(target), passingName(hidden));
	try {
		makeFolders(dirname(target));
		removeLeavings(dirname(target), hidden);
		await writeFile(beside, content, { flush: true });
		await rename(beside, target);
	} catch (cause) {
		await rm(beside, { force: true });
		if (systemCode(cause) === "EISDIR")
			throw usageFailure(`cannot write ${file}: it is a folder`, {
				path: file,
				hints: ["name a file with `--out`"],
				cause,
			});
		const message = `cannot write ${file}: ${explainSystemError(cause)}`;
		throw machineFailure(message, { path: file, hints: remediesOf(cause), cause });
	}
}
