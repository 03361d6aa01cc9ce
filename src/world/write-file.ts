import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { explainSystemError, machineFailure } from "./failure.ts";

/** Write a file as a whole or not at all: beside its place first, then by a rename. Folders above it are made. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
	const target = resolve(path);
	const next = join(dirname(target), `.${basename(target)}.${randomUUID().slice(0, 8)}`);
	try {
		await mkdir(dirname(target), { recursive: true });
		await writeFile(next, content, { flush: true });
		await rename(next, target);
	} catch (cause) {
		await rm(next, { force: true });
		throw machineFailure(`cannot write ${path}: ${explainSystemError(cause)}`, { path, cause });
	}
}
