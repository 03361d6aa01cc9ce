import { isAbsolute, join, relative, sep } from "node:path";

/** Tell whether a path is a folder itself or lies below it; both are real paths, without links. */
export function isInside(folder: string, path: string): boolean {
	const way = relative(folder, path);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Join a folder and a path below it, neither of which has steps to be taken out: it is done for every file of a book, several times. */
export function inFolder(folder: string, path: string): string {
	return sep === "/" && !folder.endsWith("/") ? `${folder}/${path}` : join(folder, path);
}
