import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { systemCode } from "./failure.ts";

/**
 * Make a folder and those above it; one that is there is as good. Node's own `recursive` never ends on a file system
 * that refuses with ENOENT, such as `/proc`. Drop when it does.
 */
export function makeFolders(path: string): void {
	if (existsSync(path)) return;
	const parent = dirname(path);
	if (parent !== path) makeFolders(parent);
	try {
		mkdirSync(path);
	} catch (error) {
		// Another build may have made it in this instant.
		if (systemCode(error) !== "EEXIST") throw error;
	}
}
