import { strToU8, type Zippable, zipSync } from "fflate";
import type { CommandContext } from "./context.ts";
import { type EditionOptions, makeEdition } from "./edition.ts";

/** Write a book as an EPUB 3, for readers that have no browser at hand. */
export async function epub(folder: string, options: EditionOptions, context: CommandContext): Promise<number> {
	return await makeEdition("epub", folder, options, context, async ({ edition }) => {
		const files: Zippable = {};
		for (const [path, content] of edition ?? []) {
			const bytes = typeof content === "string" ? strToU8(content) : content;
			// Readers know an EPUB by its first file, which is not compressed.
			files[path] = [bytes, { level: path === "mimetype" ? 0 : 9, mtime: noTime }];
		}
		return zipSync(files);
	});
}

/** Archives keep local time, so this is the same bytes in every time zone. */
const noTime = new Date(1980, 0, 1);
