import { rename, rm, writeFile } from "node:fs/promises";
import { explainSystemError, machineFailure } from "./failure.ts";

/** Write a file whole or not at all: beside the old one, and then in its place. */
export async function replaceFile(file: string, text: string): Promise<void> {
	const beside = `${file}.new~`;
	try {
		await writeFile(beside, text);
		await rename(beside, file);
	} catch (cause) {
		await rm(beside, { force: true });
		throw machineFailure(`cannot write ${file}: ${explainSystemError(cause)}`, { path: file, cause });
	}
}
