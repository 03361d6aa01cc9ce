import { readFileSync } from "node:fs";
import { systemCode } from "./failure.ts";

/** Give the text of a file, or nothing where it is not there or may not be read. */
export function readIfThere(path: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		if (systemCode(error) === undefined) throw error;
		return "";
	}
}
