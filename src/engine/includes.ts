import type { EngineOptions } from "../model/engine.ts";
import type { Asset } from "../model/source.ts";

/** Read the files that the fences of a source at a path include. A path counts from the folder of the source, and one that leaves the book finds nothing. */
export async function includesOf(
	from: string,
	files: string[],
	assets: Asset[],
	options: EngineOptions,
): Promise<Map<string, string | undefined>> {
	const includes = new Map<string, string | undefined>();
	for (const file of files) {
		const path = resolve(from, file);
		const asset = path === undefined ? undefined : assets.find((one) => one.path === path);
		includes.set(file, asset ? new TextDecoder().decode(await options.readAsset(asset)) : undefined);
	}
	return includes;
}

function resolve(from: string, file: string): string | undefined {
	const parts = from.split("/").slice(0, -1);
	for (const part of file.split("/")) {
		if (part === "..") {
			if (parts.pop() === undefined) return undefined;
		} else if (part !== "." && part !== "") {
			parts.push(part);
		}
	}
	return file.startsWith("/") ? undefined : parts.join("/");
}
