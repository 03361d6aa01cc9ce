import type { Diagnostic } from "../model/diagnostic.ts";
import type { EngineOptions } from "../model/engine.ts";
import type { Asset } from "../model/source.ts";
import { themeFaults, themePath } from "../render/theme-faults.ts";

/** Check the colours of a book's own theme against the style sheets that it is put on; a book without one has nothing to check. */
export async function checkTheme(assets: Asset[], options: EngineOptions): Promise<Diagnostic[]> {
	const theme = assets.find(({ path }) => path === themePath);
	if (!theme) return [];
	const sheets = assets.filter(({ path }) => path === "public/style.css" || path === "public/later.css");
	const text = async (asset: Asset) => Buffer.from(await options.readAsset(asset)).toString("utf8");
	const [own = "", ...ours] = await Promise.all([theme, ...sheets].map(text));
	return themeFaults(ours.join("\n"), own);
}
