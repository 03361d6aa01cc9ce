import { Buffer } from "node:buffer";
import { singleAddress } from "../model/edition.ts";
import type { BuildOptions } from "./build.ts";
import type { CommandContext } from "./context.ts";
import { makeEdition } from "./edition.ts";

/** Write the whole book as one HTML file instead of a site. */
export async function single(folder: string, options: BuildOptions, context: CommandContext): Promise<number> {
	const out = options.out ?? singleAddress;
	return await makeEdition("single", folder, { ...options, out }, context, async ({ edition }) =>
		Buffer.from(edition?.get(singleAddress) ?? ""),
	);
}
