import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const fence = /(## Map\n[\s\S]*?```\n)([\s\S]*?)(```)/;

/** Draw the map of the sources: each folder with what it is for, which is kept from `map`, and the files that are in it. */
export function drawMap(map: string, root: string): string {
	const sayings = new Map(
		[...map.matchAll(/^(\S+\/)\s+(.+)$/gm)].map(([, folder = "", saying = ""]) => [folder, saying]),
	);
	const folders = ["src", "scripts"].flatMap((top) => foldersOf(root, top));
	return folders
		.map(({ folder, files }) => `${`${folder}/`.padEnd(24)}${sayings.get(`${folder}/`) ?? "?"}\n${wrapped(files)}`)
		.join("");
}

/** Give the map that a text holds. */
export function mapIn(architecture: string): string {
	return fence.exec(architecture)?.[2] ?? "";
}

function foldersOf(root: string, folder: string): { folder: string; files: string[] }[] {
	const entries = readdirSync(join(root, folder), { withFileTypes: true });
	const names = (isWanted: (entry: (typeof entries)[number]) => boolean) =>
		entries
			.filter(isWanted)
			.map((entry) => entry.name)
			.sort();
	const files = names((entry) => entry.isFile());
	const below = names((entry) => entry.isDirectory()).flatMap((name) => foldersOf(root, `${folder}/${name}`));
	return files.length > 0 ? [{ folder, files }, ...below] : below;
}

/** Two spaces in front, two between the names, and no line over 100 characters. */
function wrapped(names: string[]): string {
	const lines = [""];
	for (const name of names) {
		const line = `${lines.at(-1)}  ${name}`;
		if (line.length > 100) lines.push(`  ${name}`);
		else lines[lines.length - 1] = line;
	}
	return lines.map((line) => `${line}\n`).join("");
}

if (process.argv[1] === import.meta.filename) {
	const root = join(import.meta.dirname, "..");
	const path = join(root, "ARCHITECTURE.md");
	const text = readFileSync(path, "utf8");
	writeFileSync(
		path,
		text.replace(fence, (_, open: string, map: string, close: string) => open + drawMap(map, root) + close),
	);
}
