import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { systemCode } from "./failure.ts";

/** Open a file for reading; undefined where there is none, or something else in its place: a pipe would be waited for, and a device has no end. */
export function openFile(path: string): number | undefined {
	const { O_RDONLY, O_NONBLOCK = 0 } = constants;
	try {
		const file = openSync(path, O_RDONLY | O_NONBLOCK);
		if (fstatSync(file).isFile()) return file;
		closeSync(file);
		return undefined;
	} catch (error) {
		// A link to itself, a socket.
		if (["ENOENT", "ELOOP", "ENXIO"].includes(systemCode(error) ?? "")) return undefined;
		throw error;
	}
}
