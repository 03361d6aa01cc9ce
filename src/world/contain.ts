import { isAbsolute, relative, sep } from "node:path";

/** Tell whether a path is a folder itself or lies below it; both are real paths, without links. */
export function isInside(folder: string, path: string): boolean {
	const way = relative(folder, path);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
