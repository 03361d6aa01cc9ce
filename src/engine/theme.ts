import type { Diagnostic } from "../model/diagnostic.ts";
import type { EngineOptions } from "../model/engine.ts";
import type { Asset } from "../model/source.ts";
import { themesOf } from "../render/contrast.ts";
import type { PublishedNames } from "../render/frame.ts";
import { themeFaults, themePath } from "../render/theme-faults.ts";

/** Read which ground a book's theme gives its pages; none where it leaves ours. */
export async function paperOf(assets: Asset[], { readAsset }: EngineOptions): Promise<Pick<PublishedNames, "paper">> {
	const theme = assets.find(({ path }) => path === themePath);
	if (!theme) return {};
	const { light, dark } = themesOf(Buffer.from(await readAsset(theme)).toString("utf8"));
	const ownDark = dark.get("paper") === light.get("paper") ? undefined : dark.get("paper");
	const paper = { light: light.get("paper"), dark: ownDark };
	return paper.light || paper.dark ? { paper } : {};
}

/** Check the colours of a book's own theme against the style sheets that it is put on; a book without one has nothing to check. */
export async function checkTheme(assets: Asset[], options: EngineOptions): Promise<Diagnostic[]> {
	const theme = assets.find(({ path }) => path === themePath);
	if (!theme) return [];
	const sheets = assets.filter(({ path }) => path === "public/style.css" || path === "public/later.css");
	const text = async (asset: Asset) => Buffer.from(await options.readAsset(asset)).toString("utf8");
	const [own = "", ...ours] = await Promise.all([theme, ...sheets].map(text));
	return themeFaults(ours.join("\n"), own);
}
