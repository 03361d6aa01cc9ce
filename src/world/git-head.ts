import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readIfThere } from "./read-if-there.ts";

/**
 * Tell in one line what the history of a folder can depend on, without starting a program: while the line is the same, so
 * is what `readHistory` gives for the same files. Empty where there is no repository; what cannot be read of one has no
 * history for us.
 */
export function gitHead(folder: string): string {
	const own = gitFolder(folder);
	const epoch = process.env.SOURCE_DATE_EPOCH ?? "";
	if (own === undefined) return epoch;
	// A second working tree has its own HEAD, and shares everything else.
	const shared = resolve(own, readIfThere(join(own, "commondir")).trim() || ".");
	const head = readIfThere(join(own, "HEAD")).trim();
	const name = /^ref: (.+)$/.exec(head)?.[1];
	const hash = name === undefined ? head : readRef(shared, name);
	return [epoch, head, hash, readIfThere(join(shared, "shallow"))].join(" ").trim();
}

/** Tell whether such a line names a commit. */
export function hasCommit(head: string): boolean {
	return /(?:^| )[0-9a-f]{40,}(?: |$)/.test(head);
}

/** Give the folder in which git keeps the repository of a folder; undefined where there is none. */
export function gitFolder(folder: string): string | undefined {
	return gitFolderOf(resolve(folder));
}

function gitFolderOf(folder: string): string | undefined {
	const place = join(folder, ".git");
	const stats = statSync(place, { throwIfNoEntry: false });
	if (stats?.isDirectory()) return place;
	const linked = stats?.isFile() ? /^gitdir: (.+)$/m.exec(readIfThere(place))?.[1] : undefined;
	if (linked !== undefined) return resolve(folder, linked);
	return dirname(folder) === folder ? undefined : gitFolderOf(dirname(folder));
}

function readRef(shared: string, name: string): string {
	const loose = readIfThere(join(shared, name)).trim();
	if (loose !== "") return loose;
	const packed = readIfThere(join(shared, "packed-refs"));
	return packed.split("\n").find((line) => line.endsWith(` ${name}`)) ?? "";
}
