import { readdirSync, readFileSync } from "node:fs";

/** The templates that come with Silcrow, by file name. */
export function ownTemplates(): Map<string, string> {
	const folder = new URL("../../templates/", import.meta.url);
	return new Map(
		readdirSync(folder)
			.sort()
			.map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
	);
}
