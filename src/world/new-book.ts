import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { explainSystemError, type Failure, isFailure, machineFailure, remediesOf, usageFailure } from "./failure.ts";
import { passingName, removeLeavings } from "./leavings.ts";
import { makeFolders } from "./make-folders.ts";
import { bundleFolder } from "./package.ts";

/** What became of the files of a new book; paths as seen from its folder. */
export interface NewBook {
	written: string[];
	/** Those that were there already, and are as they were. */
	kept: string[];
}

/**
 * Begin a book in a folder, with the files of `docs/new-book/`.
 * They appear together, and nothing that is there is changed; throws a failure where a book is there already.
 */
export function writeNewBook(folder: string): NewBook {
	let beside: string | undefined;
	try {
		const taken = wholeFolders.find((name) => isThere(join(folder, name)));
		if (taken) throw alreadyThere(join(folder, taken));
		const keepsIgnored = isThere(join(folder, ".gitignore"));
		makeFolders(folder);
		removeLeavings(folder, hidden);
		beside = join(folder, passingName(hidden));
		const paths = copyTexts(join(bundleFolder(), "new-book"), beside);
		for (const name of wholeFolders) renameSync(join(beside, name), join(folder, name));
		// npm leaves a file called .gitignore out of a package.
		if (!keepsIgnored) renameSync(join(beside, "gitignore"), join(folder, ".gitignore"));
		const own = paths.filter((path) => path !== "gitignore").sort();
		return { written: keepsIgnored ? own : [...own, ".gitignore"], kept: keepsIgnored ? [".gitignore"] : [] };
	} catch (cause) {
		if (isFailure(cause)) throw cause;
		const message = `cannot write the book to ${folder}: ${explainSystemError(cause)}`;
		throw machineFailure(message, { path: folder, hints: remediesOf(cause), cause });
	} finally {
		if (beside !== undefined) rmSync(beside, { recursive: true, force: true });
	}
}

const wholeFolders = ["book", "glossary"];
const hidden = ".silcrow-init.";

/** Copy texts, but not their modes: an installed package may be read-only. */
function copyTexts(from: string, to: string): string[] {
	const files = readdirSync(from, { recursive: true, encoding: "utf8" }).filter((path) =>
		lstatSync(join(from, path)).isFile(),
	);
	for (const path of files) {
		makeFolders(dirname(join(to, path)));
		writeFileSync(join(to, path), readFileSync(join(from, path)));
	}
	return files;
}

function alreadyThere(path: string): Failure {
	return usageFailure(`${path} is there already; nothing was written`, {
		path,
		hints: [
			"`silcrow init` begins a book where there is none",
			"`silcrow check` says what the one that is there lacks",
		],
	});
}

/** Tell whether anything has that name: a link that leads nowhere, too. */
function isThere(path: string): boolean {
	return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
