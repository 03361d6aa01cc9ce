import { lstatSync, opendirSync, readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { isInside } from "./contain.ts";
import { explainSystemError, machineFailure, systemCode, usageFailure } from "./failure.ts";

/** Where a site goes, and the places beside it that publishing needs. All paths are real. */
export interface Output {
	/** As the caller named it, for messages. */
	name: string;
	/** The site itself. */
	site: string;
	/** The folder that the site lies in. */
	parent: string;
	/** A hidden folder beside the site: on the same disk, so that a rename can swap whole sites. */
	work: string;
	/** The site that is being written. */
	next: string;
	/** The site that was there before; always whole. */
	previous: string;
	/** What is being deleted. */
	trash: string;
	/** A file that is there while the two renames of a swap are under way: then `next` is complete. */
	journal: string;
	lock: string;
}

/** The file by which Silcrow knows a folder as its own. */
export const marker = ".silcrow";

/** What the marker says; the first line counts. */
export const markerText =
	"Silcrow made this folder.\nIt is replaced as a whole by every build: put nothing into it by hand.\n";

/** Find the places that belong to an output folder. Nothing is made yet, not even the folders above it. */
export function outputAt(out: string): Output {
	const absolute = resolve(out);
	if (dirname(absolute) === absolute) throw refused(out, "it is the top of the file system");
	const parent = realAncestor(dirname(absolute));
	const base = basename(absolute);
	const work = join(parent, `.${base}.silcrow`);
	return {
		name: out,
		site: join(parent, base),
		parent,
		work,
		next: join(work, "next"),
		previous: join(work, "previous"),
		trash: join(work, "trash"),
		journal: join(work, "journal"),
		lock: join(work, "lock"),
	};
}

/** Refuse an output folder whose replacement would destroy what Silcrow did not make. */
export function checkOutput(output: Output, root: string): void {
	const { name, site } = output;
	const realRoot = realpathSync(root);
	// On a disk that ignores letter case the same folder has many names.
	const real = realpathIfThere(site) ?? site;
	if (isInside(real, realRoot)) throw refused(name, "the book lies in it");
	if (isInside(real, realpathIfThere(homedir()) ?? homedir())) throw refused(name, "your home folder lies in it");
	for (const folder of ["book", "glossary", "public", "templates"]) {
		const source = join(realRoot, folder);
		if (isInside(realpathIfThere(source) ?? source, real)) throw refused(name, `it lies in ${folder}/, which is read`);
	}
	checkWhatIsThere(output);
}

function checkWhatIsThere({ name, site, parent }: Output): void {
	const stat = lstatSync(site, { throwIfNoEntry: false });
	if (!stat) return;
	if (stat.isSymbolicLink()) throw refused(name, "it is a symbolic link", "name the folder itself");
	if (!stat.isDirectory()) throw refused(name, "it is not a folder");
	if (stat.dev !== lstatSync(parent).dev) {
		const message = `cannot publish to ${name}: it is a mount point, which cannot be swapped`;
		const hints = [`publish to a folder inside it: \`--out ${name}/site\``];
		throw machineFailure(message, { path: name, hints });
	}
	if (isEmpty(name, site)) return;
	if (!hasMarker(site)) {
		const hint = "choose another folder, or empty this one yourself";
		throw refused(name, "it holds files that Silcrow did not make", hint);
	}
	const isRepository = lstatSync(join(site, ".git"), { throwIfNoEntry: false }) !== undefined;
	if (isRepository) throw refused(name, "it is a Git repository", "move its `.git` elsewhere");
}

/** A large site has thousands of names, and one of them is enough. */
function isEmpty(name: string, path: string): boolean {
	try {
		const folder = opendirSync(path);
		try {
			return folder.readSync() === null;
		} finally {
			folder.closeSync();
		}
	} catch (cause) {
		const message = `cannot read ${name}: ${explainSystemError(cause)}`;
		throw machineFailure(message, { path: name, cause });
	}
}

function hasMarker(folder: string): boolean {
	const path = join(folder, marker);
	if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) return false;
	const [first] = markerText.split("\n");
	return readFileSync(path, "utf8").split("\n")[0] === first;
}

/** Resolve the links in as much of a path as there is. */
function realAncestor(path: string): string {
	const real = realpathIfThere(path);
	if (real !== undefined) return real;
	return join(realAncestor(dirname(path)), basename(path));
}

function realpathIfThere(path: string): string | undefined {
	try {
		return realpathSync(path);
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		// A folder that is not there yet has no other name.
		return undefined;
	}
}

function refused(out: string, reason: string, hint?: string): Error {
	return usageFailure(`cannot publish to ${out}: ${reason}`, {
		path: out,
		hints: [hint ?? "choose another folder with `--out`"],
	});
}
