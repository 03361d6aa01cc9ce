import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Find the folder of what `npm run bundle` makes: the default templates and public files, and the script of `silcrow dev`. */
export function bundleFolder(): string {
	return join(packageFolder(), "lib");
}

/** Read what `docs/diagnostics/` says about a code, from the copy that comes with the program. */
export function readExplanation(code: string): string {
	return readFileSync(join(bundleFolder(), "diagnostics", `${code}.md`), "utf8");
}

/** Find the folder that Silcrow itself is installed in. */
function packageFolder(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	// The bundle and the sources lie at different depths.
	while (!existsSync(join(folder, "bin", "silcrow.js"))) {
		const parent = dirname(folder);
		if (parent === folder) throw new Error("Silcrow's own files are missing");
		folder = parent;
	}
	return folder;
}
