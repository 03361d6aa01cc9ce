import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { systemCode } from "./failure.ts";

/** Open a file for reading; undefined where there is none, or something else in its place: a pipe would be waited for, a device has no end, and a link may lead anywhere. */
export function openFile(path: string): number | undefined {
	const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
	try {
		const file = openSync(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);
		if (fstatSync(file).isFile()) return file;
		closeSync(file);
		return undefined;
	} catch (error) {
		// A link, a socket.
		if (["ENOENT", "ELOOP", "ENXIO"].includes(systemCode(error) ?? "")) return undefined;
		throw error;
	}
}
