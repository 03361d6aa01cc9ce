import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundleFolder } from "./package.ts";

/**
 * Make what turns the SVG of a card into PNG. The library and its fonts are loaded for the first card only; the fonts are
 * Silcrow's own, so a card is the same on every machine.
 */
export function cardPainter(): (svg: string) => Promise<Uint8Array> {
	const loading: { done?: ReturnType<typeof load> } = {};
	return async (svg) => {
		loading.done ??= load();
		const { Resvg, fonts } = await loading.done;
		const font = { fontBuffers: fonts, loadSystemFonts: false, defaultFontFamily: "Source Sans 3" };
		return new Resvg(svg, { font }).render().asPng();
	};
}

async function load() {
	const { initWasm, Resvg } = await import("@resvg/resvg-wasm");
	const wasm = createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
	await initWasm(await readFile(wasm)).catch((error: unknown) => {
		// There is one for the whole process, and another book may have asked for it.
		if (!/already initialized/i.test(String(error))) throw error;
	});
	const folder = join(bundleFolder(), "fonts");
	const names = (await readdir(folder)).filter((name) => name.endsWith(".woff2")).sort();
	const fonts = await Promise.all(names.map((name) => readFile(join(folder, name))));
	return { Resvg, fonts };
}
