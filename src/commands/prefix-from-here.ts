import { relative, resolve, sep } from "node:path";

/** Give what stands before the paths of a book where they are to be opened from the working folder: nothing, `handbook/`, `../handbook/`, or the whole path where that is no longer. */
export function prefixFromHere(folder: string): string {
	const whole = resolve(folder);
	const way = relative(process.cwd(), whole);
	const shorter = way.startsWith("..") && whole.length <= way.length ? whole : way;
	return shorter === "" ? "" : `${shorter.split(sep).join("/")}/`;
}
